import { type Layout, mapColumns } from './columns.ts'
import type { FileProblem } from './problem.ts'
import { blank, type FileRow, faultOf, known, mustRefuse, type RawRow, type Refuse, RowReader } from './rows.ts'
import type { SheetPart, SheetRow } from './workbook.ts'

interface Found {
  rows: FileRow[]
  ignoredColumns: string[]
  sheet: number
  otherSheets: number
}

/**
 * Finds the people in a workbook: they are on the first sheet whose first row has a known header. The other sheets are
 * read as well, because a personal number on any of them refuses the file. The sheets must come in order.
 */
export class PeopleSheet {
  private readonly refuse: Refuse
  /** The sheet being read, and the layout given by its first row. */
  private current: { sheet: number; layout: Layout } | null = null
  private chosen: { sheet: number; layout: Layout; reader: RowReader } | null = null
  private fault: FileProblem = { code: 'empty_file' }
  private filled = 0

  constructor(refuse: Refuse) {
    this.refuse = refuse
  }

  /** @returns why the file cannot be used, as soon as it is known */
  take({ sheet, rows }: SheetPart): FileProblem | null {
    const written = rows.filter((row) => !row.cells.every(blank))
    const head = this.current?.sheet === sheet ? undefined : written.shift()
    const fault = head && this.begin(sheet, head)
    if (fault || !this.current) return fault ?? null
    const { layout } = this.current
    if (this.chosen?.sheet === sheet) {
      const { reader } = this.chosen
      return reader.take(written.map((row) => measured(row, layout, reader.fits)))
    }
    const refused = written.find((row) => mustRefuse(asRaw(row), layout, this.refuse))
    return refused ? { code: 'refused_on_sheet', sheet, line: refused.line } : null
  }

  /** The result, once all sheets have been read. */
  found(): Found | FileProblem {
    if (!this.chosen) return this.fault
    const { layout, reader, sheet } = this.chosen
    return { rows: reader.rows, ignoredColumns: layout.ignored, sheet, otherSheets: this.filled - 1 }
  }

  private begin(sheet: number, head: SheetRow): FileProblem | null {
    const last = head.cells.findLastIndex((cell) => !blank(cell))
    const layout = mapColumns(head.cells.slice(0, last + 1))
    this.current = { sheet, layout }
    this.filled += 1
    const isChosen = !this.chosen && known(layout) > 0
    if (head.cells.some((cell) => this.refuse(cell, true)))
      return isChosen ? { code: 'refused', line: head.line } : { code: 'refused_on_sheet', sheet, line: head.line }
    const fault = faultOf(layout)
    if (this.filled === 1 && fault) this.fault = fault
    if (!isChosen) return null
    this.chosen = { sheet, layout, reader: new RowReader(layout, this.refuse) }
    return fault
  }
}

/** The row with the empty cells at its end added, which a spreadsheet leaves out and a CSV file has. */
function measured(row: SheetRow, layout: Layout, fits: (cells: string[]) => boolean): RawRow {
  const missing = Math.max(0, layout.columns.length - row.cells.length)
  const cells = [...row.cells, ...Array<string>(missing).fill('')]
  const isBroken = row.broken?.some((i) => layout.columns[i])
  return { ...asRaw(row), cells: !isBroken && fits(cells) ? cells : null }
}

const asRaw = ({ line, cells }: SheetRow): RawRow => ({ line, cells, raw: cells.join(';') })
