import { others } from '../../base/others.ts'
import { type DayOrders, noteDay } from './cells/days.ts'
import { noteCompany } from './companies.ts'
import { type FileRow, type PersonRow, type RowOptions, readRow } from './rows.ts'

/** The rows of a file, to be gone through any number of times. */
export type Rows = Iterable<FileRow> & { readonly length: number }

/** What has to be known of all rows before the first can be judged. */
export interface Survey {
  /** The orders that the days of the file can have. */
  orders: DayOrders
  /** The first row that names each company. */
  companies: PersonRow[]
}

export async function surveyRows(rows: Rows, options: RowOptions): Promise<Survey> {
  const orders: Record<string, DayOrders[string]> = {}
  const found = new Map<string, PersonRow>()
  const named = new Set<string>()
  for (const part of inBatches(rows, 2000)) {
    for (const file of part) {
      const { startsOn, endsOn, companyNumber, company } = file.cells
      if (startsOn) noteDay(orders, startsOn)
      if (endsOn) noteDay(orders, endsOn)
      // Most rows name a company that has been read already.
      const name = `${companyNumber}\n${company}`
      if (named.has(name)) continue
      const { row } = readRow(file, options)
      if (!row) continue
      noteCompany(found, row)
      named.add(name)
    }
    await others()
  }
  return { orders, companies: [...found.values()] }
}

export function* inBatches<T>(rows: Iterable<T>, size: number): Generator<T[]> {
  let part: T[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length < size) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}
