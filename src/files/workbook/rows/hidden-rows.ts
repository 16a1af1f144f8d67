import type { Choices } from '../../table/head.ts'
import type { PackedRows } from '../../table/packed.ts'

/** The rows of a sheet that the spreadsheet does not show. */
export class HiddenRows {
  private readonly byHand = new Set<number>()
  private readonly filtered = new Set<number>()

  add(line: number, how: true | 'filter'): void {
    if (how === 'filter') this.filtered.add(line)
    else this.byHand.add(line)
  }

  /** Excel does not say why a row is hidden: one among the rows of a filter that is in use was filtered out. */
  areFilteredIn(filters: readonly (readonly [first: number, last: number])[]): void {
    for (const line of this.byHand) {
      if (!filters.some(([first, last]) => line >= first && line <= last)) continue
      this.byHand.delete(line)
      this.filtered.add(line)
    }
  }

  /** The rows that are to be read, and how many are hidden in which way, whether they are read or not. */
  found(rows: PackedRows, { hidden, filtered }: Choices) {
    const leftOut = [hidden === 'skip' ? this.byHand : [], filtered === 'skip' ? this.filtered : []]
    const lines = new Set(leftOut.flatMap((some) => [...some]))
    return {
      rows: lines.size > 0 ? rows.without((line) => lines.has(line)) : rows,
      hiddenRows: this.byHand.size,
      filteredRows: this.filtered.size,
    }
  }
}
