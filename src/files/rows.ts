import { type Column, columns, headers, type Layout, missingColumns } from './columns.ts'
import { unguard } from './formulas.ts'
import type { FileProblem } from './problem.ts'

/** One line of the file, cells as they stand. An unreadable one has no cells, but is never lost. */
export interface FileRow {
  /** In the file, from 1, the header included: what an editor or a spreadsheet shows. */
  line: number
  cells: Partial<Record<Column, string>>
  problem?: 'unreadable'
}

/** A line as it was cut: `cells` is null where they cannot be told, `raw` is all its text. */
export interface RawRow {
  line: number
  cells: string[] | null
  raw: string
}

export type Refuse = (text: string) => boolean

export const limits = { bytes: 25 * 1024 * 1024, rows: 200_000, columns: 64, cell: 1024 }

/** Turns records into rows, measured by the header. */
export class RowReader {
  readonly rows: FileRow[] = []
  private readonly layout: Layout
  private readonly refuse: Refuse

  constructor(layout: Layout, refuse: Refuse) {
    this.layout = layout
    this.refuse = refuse
  }

  /** As many cells as the header has; more only where they are empty. */
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
  if (!cells) return refuse(raw)
  // A Swedish mobile number written together may look like a date of birth with a right check digit.
  const isPhone = (cell: string, i: number) => layout.phones.has(i) && /^(0|\+)[\d ()-]*$/.test(cell.trim())
  return cells.some((cell, i) => refuse(cell) && !isPhone(cell, i))
}

/** What makes a header unusable. */
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
