import type { Delimiter } from './csv.ts'
import type { Encoding } from './letters/detect.ts'
import type { FileLimits } from './limits.ts'
import type { FileProblem } from './problem.ts'
import type { Layout } from './table/columns.ts'
import type { Choices } from './table/head.ts'
import type { Known } from './table/known.ts'
import type { PackedRows } from './table/packed.ts'
import type { Proposal } from './table/propose.ts'
import type { Refuse } from './table/rows.ts'

/** How a file is to be read. */
export interface Reading {
  refuse: Refuse
  choices: Choices
  known: Known
  limits: FileLimits
  /** Told how many rows have been read so far, as often as the reader likes. */
  onRows?(n: number): void
}

/** A sheet of a workbook. */
export interface FileSheet {
  /** From 1, hidden ones included. */
  number: number
  name: string
  isHidden: boolean
}

/** A file that was read. */
export type PeopleFile = {
  rows: PackedRows
  layout: Layout
  /** The headers of columns that were not read. */
  ignoredColumns: string[]
  /** The line of the header; null if the file has none. */
  header: number | null
  /** What its columns hold was remembered from an earlier file with the same header. */
  remembered: boolean
  /** All letters had become others before the file was saved (`BjÃ¶rn`, `Bj÷rn`), and are put right. */
  mended: boolean
  /** Lines whose letters may be wrong: they are in another encoding than the rest, or were put right line by line. */
  doubtful: number[]
} & (
  | {
      format: 'csv'
      encoding: Encoding
      delimiter: Delimiter
    }
  | {
      format: 'xlsx'
      /** Which program's workbook it is. */
      kind: 'xlsx' | 'ods'
      sheet: FileSheet
      /** How many other sheets are not empty, and those of them that hold people, too. */
      otherSheets: number
      alternatives: FileSheet[]
      /** Hidden by hand, and by a filter. */
      hiddenRows: number
      filteredRows: number
      hiddenColumns: string[]
    }
)

export type Read =
  | { ok: true; file: PeopleFile }
  /** With a proposal, the file can be read once somebody has said what its columns hold. */
  | { ok: false; problem: FileProblem; proposal?: Proposal; sheet?: number }
