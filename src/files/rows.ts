import { type Column, columns, headers, type Layout, missingColumns } from './columns.ts'
import { unguard } from './formulas.ts'
import type { FileProblem } from './problem.ts'

/** One row of the file, its cells unchanged. An unreadable row has no cells, but is kept so that it can be reported. */
export interface FileRow {
  /** The line number that an editor or a spreadsheet shows: from 1, the header included. */
  line: number
  cells: Partial<Record<Column, string>>
  problem?: 'unreadable'
}

/** A record before its columns are known. `cells` is null if it is unreadable; `raw` is its whole text. */
export interface RawRow {
  line: number
  cells: string[] | null
  raw: string
}

/** `mayLackZero`: a spreadsheet may have taken the zero from the number in this cell. */
export type Refuse = (text: string, mayLackZero: boolean) => boolean

export const limits = { bytes: 25 * 1024 * 1024, rows: 200_000, columns: 64, cell: 1024 }

/** Turns records into rows with the columns of the header. */
export class RowReader {
  readonly rows: FileRow[] = []
  private readonly layout: Layout
  private readonly refuse: Refuse

  constructor(layout: Layout, refuse: Refuse) {
    this.layout = layout
    this.refuse = refuse
  }

  /** Whether a record has as many cells as the header. Further cells must be empty. */
  readonly fits = (cells: string[]): boolean => {
    const width = this.layout.columns.length
    return cells.length >= width && cells.slice(width).every(blank) && cells.every((cell) => cell.length <= limits.cell)
  }

  take(records: readonly RawRow[]): FileProblem | null {
    for (const record of records) {
      if (mustRefuse(record, this.layout, this.refuse)) return { code: 'refused', line: record.line }
      if (!/^[\s;,]*$/.test(record.raw) && !record.cells?.every(blank)) this.rows.push(toRow(record, this.layout))
    }
    return this.rows.length > limits.rows ? { code: 'too_many_rows', limit: limits.rows } : null
  }
}

export function mustRefuse({ cells, raw }: RawRow, layout: Layout, refuse: Refuse): boolean {
  if (!cells) return refuse(raw, false)
  // A mobile number without spaces may look like a personal number with a correct check digit.
  const isPhone = (cell: string, i: number) => layout.phones.has(i) && /^(0|\+)[\d ()-]*$/.test(cell.trim())
  const mayLackZero = (i: number) => layout.columns[i] !== 'number' && !layout.phones.has(i)
  return cells.some((cell, i) => refuse(cell, mayLackZero(i)) && !isPhone(cell, i))
}

/** What makes a header unusable, or null. */
export function faultOf(layout: Layout): FileProblem | null {
  const expected = columns.map((column) => headers[column]).join(', ')
  const missing = missingColumns(layout)
  if (layout.columns.length > limits.columns) return { code: 'too_many_columns', limit: limits.columns }
  if (known(layout) === 0) return { code: 'no_header', expected }
  return missing.length > 0 ? { code: 'missing_columns', missing: missing.join(', '), expected } : null
}

function toRow({ line, cells }: RawRow, layout: Layout): FileRow {
  if (!cells) return { line, cells: {}, problem: 'unreadable' }
  const row: FileRow = { line, cells: {} }
  for (const [i, column] of layout.columns.entries()) if (column) row.cells[column] = unguard(cells[i] ?? '')
  return row
}

export const blank = (cell: string) => cell.trim() === ''
export const known = (layout: Layout) => layout.columns.filter((column) => column !== null).length
