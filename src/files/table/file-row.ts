import type { Column } from './names.ts'

/** One row of the file, its cells unchanged. */
export interface FileRow {
  /** The line number that an editor or a spreadsheet shows: from 1, the header included. */
  line: number
  cells: Partial<Record<Column, string>>
  /** The cells could not be told apart, so that they are the best guess; or the header came again. */
  problem?: 'unreadable' | 'header'
  /** A header above the row lacks this column, which a row cannot do without. */
  lacks?: Column
  /** The address that the cell for it links to, and does not say. */
  linked?: string
  /** The line of an earlier import that this row corrects. */
  origin?: number
  /** Cells whose value the file does not hold; they are empty in `cells`. */
  faults?: Partial<Record<Column, CellFault>>
}

/** An error such as `#N/A` instead of a value, or a formula whose result was never stored. */
export type CellFault = 'error' | 'no_result'
