import type { Db } from '../../../db/open.ts'
import type { Judged } from '../outcomes.ts'
import { usualWidths } from '../survey/usual-widths.ts'
import { type FirstLines, LineCount } from './lines.ts'

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
    const usual = await usualWidths(db, [...this.added.keys()])
    const found = [...usual].flatMap(([id, width]) =>
      [...this.added.get(id)!].flatMap(([length, counted]) => (length < width ? [counted] : [])),
    )
    const told = new LineCount()
    const lines = found.flatMap(({ lines }) => lines).sort((a, b) => a - b)
    for (const line of lines) told.add(line)
    return { n: found.reduce((sum, { n }) => sum + n, 0), lines: told.lines }
  }
}
