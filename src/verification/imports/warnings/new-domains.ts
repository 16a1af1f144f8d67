import { sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../../../db/open.ts'
import type { Judged } from '../outcomes.ts'

export interface NewDomain {
  company: string
  domain: string
  /** How many addresses the file gives there. */
  n: number
}

const shown = 5

/** Finds address domains that nobody in the company has had before, as a slip of the pen gives. */
export class NewDomains {
  /** By company and domain. */
  private readonly given = new Map<number, Map<string, number>>()

  note(part: readonly Judged[]): void {
    for (const { was, write, hidden } of part) {
      // A company that the import founds has no domains yet; its id is 0.
      if (hidden || !write?.companyId || !write.emailKey || write.emailKey === was?.emailKey) continue
      const domains = this.given.get(write.companyId) ?? new Map<string, number>()
      const domain = domainOf(write.emailKey)
      this.given.set(write.companyId, domains.set(domain, (domains.get(domain) ?? 0) + 1))
    }
  }

  /** The commonest first. Of a company without any address, every domain is new, and none is told. */
  async found(db: Db): Promise<NewDomain[]> {
    if (this.given.size === 0) return []
    const known = await rows<{ id: number; name: string; domains: string[] }>(
      db,
      sql`select c.id, c.name, jsonb_agg(distinct split_part(p.email_key, '@', 2)) as domains
        from companies c join people p on p.company_id = c.id and p.email_key is not null
        where c.id in ${idList([...this.given.keys()])} group by c.id`,
    )
    const found = known.flatMap(({ id, name, domains }) => {
      const seen = new Set(domains)
      return [...this.given.get(id)!]
        .filter(([domain]) => !seen.has(domain))
        .map(([domain, n]) => ({ company: name, domain, n }))
    })
    return found.sort((a, b) => b.n - a.n).slice(0, shown)
  }
}

const domainOf = (emailKey: string) => emailKey.slice(emailKey.lastIndexOf('@') + 1)
