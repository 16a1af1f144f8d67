import { sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../../../db/open.ts'
import type { Judged } from '../outcomes.ts'
import { shown } from './lines.ts'

export interface HalfCompany {
  company: string
  /** Active people of the company who are not in the file, of how many. */
  missing: number
  people: number
}

/** A file with fewer of a company's people is a list of some of them. */
const fewest = 10

/**
 * Finds companies of which at least half the people are missing from a file that looks complete. A file that only fills
 * in addresses does not: it looks complete if most of its people keep the address that they have. Nor does one with
 * rows of an earlier import that have been corrected.
 */
export class HalfCompanies {
  private readonly inFile = new Map<number, { people: number; kept: number }>()

  note(part: readonly Judged[]): void {
    for (const { was, hidden, outcome, write, row } of part) {
      if (!was?.active || hidden || row?.origin || outcome === 'looks_like') continue
      const seen = this.inFile.get(was.companyId) ?? { people: 0, kept: 0 }
      this.inFile.set(was.companyId, seen)
      seen.people += 1
      if (was.emailKey && !write?.newAddress) seen.kept += 1
    }
  }

  async found(db: Db): Promise<HalfCompany[]> {
    const complete = [...this.inFile].filter(([, { people, kept }]) => people >= fewest && kept * 2 > people)
    if (complete.length === 0) return []
    const counted = await rows<{ id: number; name: string; n: number }>(
      db,
      sql`select c.id, c.name, count(*)::int as n from companies c join people p on p.company_id = c.id
        where c.id in ${idList(complete.map(([id]) => id))} and p.active and not p.protected group by c.id`,
    )
    return counted
      .map(({ id, name, n }) => ({ company: name, missing: n - this.inFile.get(id)!.people, people: n }))
      .filter(({ missing, people }) => missing * 2 >= people)
      .sort((a, b) => b.missing - a.missing)
      .slice(0, shown)
  }
}
