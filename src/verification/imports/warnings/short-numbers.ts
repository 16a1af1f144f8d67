import { sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../../../db/open.ts'
import type { Judged } from '../outcomes.ts'
import { type FirstLines, LineCount } from './lines.ts'

/** Fewer numbers with zeros in front may be an accident. */
const fewest = 9

/**
 * Finds new people whose numbers are shorter than those of the others in their company, which are filled up with zeros
 * to one width: a spreadsheet may have taken the zeros from all of the file. Of protected people nothing is counted.
 */
export class ShortNumbers {
  /** By company, how many new numbers have so many digits, and where the first of them are. */
  private readonly added = new Map<number, Map<number, LineCount>>()

  note(part: readonly Judged[]): void {
    for (const { line, was, write, hidden, row, hasTwin } of part) {
      if (!write?.companyId || was || hidden || hasTwin || row?.own || !/^[1-9]\d*$/.test(write.number)) continue
      const widths = this.added.get(write.companyId) ?? new Map<number, LineCount>()
      this.added.set(write.companyId, widths)
      const counted = widths.get(write.number.length) ?? new LineCount()
      widths.set(write.number.length, counted)
      counted.add(line)
    }
  }

  async found(db: Db): Promise<FirstLines> {
    if (this.added.size === 0) return { n: 0, lines: [] }
    const usual = await rows<{ id: number; width: number }>(
      db,
      sql`select id, width from (
          select p.company_id as id, length(p.number) as width, count(*) as n, sum(count(*)) over (partition by p.company_id) as people,
            count(*) filter (where p.number like '0%') as led
          from people p
          where p.company_id in ${idList([...this.added.keys()])} and not p.protected and p.number ~ '^[0-9]{1,12}$'
          group by p.company_id, length(p.number)) w
        where led >= ${fewest} and n >= 0.9 * people`,
    )
    const found = usual.flatMap(({ id, width }) =>
      [...this.added.get(Number(id))!].flatMap(([length, counted]) => (length < width ? [counted] : [])),
    )
    const told = new LineCount()
    const lines = found.flatMap(({ lines }) => lines).sort((a, b) => a - b)
    for (const line of lines) told.add(line)
    return { n: found.reduce((sum, { n }) => sum + n, 0), lines: told.lines }
  }
}
