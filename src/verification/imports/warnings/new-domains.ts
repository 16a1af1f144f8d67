import { sql } from 'drizzle-orm'
import { domainOf } from '../../../base/domain.ts'
import { type Db, idList, rows } from '../../../db/open.ts'
import type { Actor } from '../../context.ts'
import type { Judged } from '../outcomes.ts'
import { shown } from './lines.ts'

export interface NewDomain {
  company: string
  domain: string
  /** How many addresses the file gives there. */
  n: number
}

/**
 * Finds address domains that nobody in the company has had before, as a slip of the pen gives. To whoever may not know
 * of protected people, their addresses are those that admins' files have proposed.
 */
export class NewDomains {
  private readonly actor: Pick<Actor, 'role'>
  /** By company and domain. */
  private readonly given = new Map<number, Map<string, number>>()

  constructor(actor: Pick<Actor, 'role'>) {
    this.actor = actor
  }

  note(part: readonly Judged[]): void {
    for (const { was, write, hidden, proposal } of part) {
      if (hidden) continue
      if (proposal?.isNewAddress) this.give(proposal.companyId, proposal.fields?.emailKey ?? null)
      if (write && write.emailKey !== was?.emailKey) this.give(write.companyId, write.emailKey)
    }
  }

  /** A company that the import founds has no domains yet; its id is 0. */
  private give(companyId: number, emailKey: string | null): void {
    if (!companyId || !emailKey) return
    const domains = this.given.get(companyId) ?? new Map<string, number>()
    const domain = domainOf(emailKey)
    this.given.set(companyId, domains.set(domain, (domains.get(domain) ?? 0) + 1))
  }

  /** The commonest first. Of a company without any address, every domain is new, and none is told. */
  async found(db: Db): Promise<NewDomain[]> {
    if (this.given.size === 0) return []
    const isVeiled = this.actor.role === 'owner' ? sql`false` : sql`p.protected`
    const emailKey = sql`case when ${isVeiled} then pr.fields ->> 'emailKey' else p.email_key end`
    const known = await rows<{ id: number; name: string; domains: string[] }>(
      db,
      sql`select c.id, c.name, jsonb_agg(distinct split_part(${emailKey}, '@', 2)) as domains
        from companies c join people p on p.company_id = c.id left join proposals pr on pr.person_id = p.id
        where c.id in ${idList([...this.given.keys()])} and ${emailKey} is not null group by c.id`,
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
