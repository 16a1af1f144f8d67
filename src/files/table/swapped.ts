import type { Column } from './names.ts'

type Columns = readonly (Column | null)[]
type Rows = readonly (readonly string[])[]

/** Fewer rows may be people of different companies who have the same number. */
const fewest = 3

/**
 * Two columns whose cells seem to have changed places below a right header, by their positions; null if there are none:
 * every row has a company number of its own, and all have the same employment number; or companies have names for
 * numbers, and numbers for names.
 */
export function swappedIn(columns: Columns, rows: Rows): [number, number] | null {
  const [number, companyNumber, company] = (['number', 'companyNumber', 'company'] as const).map((column) =>
    columns.indexOf(column),
  ) as [number, number, number]
  if (companyNumber < 0) return null
  if (company >= 0 && areMostly(rows, companyNumber, isName) && areMostly(rows, company, isFigure))
    return [companyNumber, company]
  if (number < 0) return null
  const filled = rows.filter((cells) => textAt(cells, companyNumber) && textAt(cells, number))
  const distinct = (at: number) => new Set(filled.map((cells) => textAt(cells, at))).size
  const isOne = (at: number) => at < 0 || 3 * distinct(at) <= filled.length
  const isSwapped = filled.length >= fewest && distinct(companyNumber) === filled.length && isOne(number)
  return isSwapped && isOne(company) ? [companyNumber, number] : null
}

/** Exchanges such columns in the list of what each column holds. */
export function putBack(columns: (Column | null)[], rows: Rows): void {
  const found = swappedIn(columns, rows)
  if (!found) return
  const [one, other] = found
  const first = columns[one]!
  columns[one] = columns[other]!
  columns[other] = first
}

const textAt = (cells: readonly string[], at: number) => (cells[at] ?? '').trim()

const isName = (text: string) => /\p{L}{2}/u.test(text) && / |^\D+$/.test(text)
const isFigure = (text: string) => /^\d{1,12}$/.test(text)

function areMostly(rows: Rows, at: number, is: (text: string) => boolean): boolean {
  const filled = rows.map((cells) => textAt(cells, at)).filter((text) => text !== '')
  return filled.length > 0 && filled.filter(is).length > 0.8 * filled.length
}
