import type { NotText } from './letters/formats.ts'

/** Why a file cannot be used at all. Its text has the key `file.<code>`. */
export type FileProblem =
  | { code: 'empty_file' }
  | { code: 'too_large'; megabytes: number }
  | { code: 'not_text'; format: NotText }
  | { code: 'damaged_workbook' }
  | { code: 'heavy_workbook' }
  | { code: 'no_header'; expected: string }
  /** Its columns are lined up with spaces, and no delimiter stands between them. */
  | { code: 'no_delimiter' }
  | { code: 'missing_columns'; missing: string; expected: string }
  /** The sheet that somebody has named does not exist or is empty. */
  | { code: 'no_sheet'; sheet: number }
  | { code: 'header_twice'; column: string }
  /** The cells of these columns seem to have changed places. */
  | { code: 'swapped_columns'; columns: string }
  /** Columns that are not read may say who has left or is protected. */
  | { code: 'unclear_columns'; columns: string }
  /** Whole names, or given and family names, seem to stand in other columns than their headers say. */
  | { code: 'unclear_names'; columns: string }
  | { code: 'too_many_columns'; limit: number }
  | { code: 'too_many_rows'; limit: number }
  /** `line` is 0 for what stands at no cell, such as the header of a page. */
  | { code: 'refused'; line: number }
  /** The refused cell is on a sheet that is not read otherwise; `sheet` is its number from 1. */
  | { code: 'refused_on_sheet'; sheet: number; line: number }

/** Why a workbook cannot be read: it is not a workbook, it is damaged, or it needs too much memory or time. */
export type WorkbookFault = 'no_workbook' | 'damaged_workbook' | 'heavy_workbook'

export class WorkbookError extends Error {
  readonly code: WorkbookFault

  constructor(code: WorkbookFault) {
    super(`The workbook cannot be read: ${code}`)
    this.name = 'WorkbookError'
    this.code = code
  }
}
