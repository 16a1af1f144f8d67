import { columnOf, type Layout, mapColumns } from './columns.ts'
import { type Column, likely, plain } from './names.ts'
import { limits } from './rows.ts'
import type { NameOrder } from './whole-names.ts'

/** How many filled records may be titles, dates and the header. */
export const headRecords = 10
/** A header that is certain is also found below that many records, if no person stands above it. */
export const deepestHead = 60

/** What somebody has said about a file, or what is remembered of files with the same header. */
export interface Choices {
  /** The sheet of a workbook, from 1. */
  sheet?: number
  /** What each column holds, from the left. */
  columns?: readonly (Column | null)[]
  /** Somebody is being asked about the columns, so that what is remembered of them does not answer. */
  asked?: boolean
  /** Which name stands first where whole names stand in one column. */
  nameOrder?: NameOrder
  /** The number of the company that all rows belong to. */
  company?: string
  /** `skip`: the rows that somebody has hidden by hand are not read. */
  hidden?: 'skip'
  /** The same for rows that a filter hides. */
  filtered?: 'skip'
}

export interface Head {
  /** Which record is the header, or its last row; -1 if the file has none. */
  index: number
  layout: Layout
  /** How many columns the header is certain to mean. */
  known: number
}

/**
 * Finds the header among the first records: the one that means the most columns, alone or with the row above it; or, if
 * none means two, the first that looks like one.
 */
export function findHead(records: readonly (readonly string[])[]): Head {
  let best: Head = { index: -1, layout: mapColumns([]), known: 0 }
  // One column more than there may be, so that it is seen that there are too many.
  const first = records.slice(0, deepestHead).map((cells) => cells.slice(0, limits.columns + 1))
  for (const [index, cells] of first.entries()) {
    if (index >= headRecords && first.slice(0, index).some((above) => mayBePerson(above, cells))) continue
    for (const names of [cells, ...overTwoRows(first[index - 1], cells)]) {
      const layout = mapColumns(names)
      const known = layout.columns.filter((column) => column !== null).length
      if (known > best.known && (index < headRecords || known > 2)) best = { index, layout, known }
    }
  }
  if (best.known > 1) return best
  const index = first.slice(0, headRecords).findIndex((cells, i) => looksLikeHeader(cells, records.slice(i + 1)))
  return index < 0 ? { index, layout: mapColumns([]), known: 0 } : { ...best, index, layout: mapColumns(first[index]!) }
}

const filledIn = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '')

/** Titles may name somebody to ask, but in few cells. */
const mayBePerson = (cells: readonly string[], header: readonly string[]) =>
  cells.some((cell) => cell.includes('@')) && 2 * filledIn(cells).length > filledIn(header).length

/**
 * The names of a header whose columns stand below the names of groups: `Anställd` above `från` and `till`. The name of
 * a group stands in its first column only; one without names below it is a column.
 */
function overTwoRows(above: readonly string[] | undefined, below: readonly string[]): string[][] {
  if (!above || [...above, ...below].some((cell) => cell.includes('@'))) return []
  let group = ''
  const names = Array.from({ length: Math.max(above.length, below.length) }, (_, i) => {
    const [top = '', name = ''] = [above[i]?.trim(), below[i]?.trim()]
    if (top) group = top
    if (!name) return top
    const both = `${group} ${name}`
    return [both, name].find((one) => columnOf(one)) ?? [both, name].find(isLikely) ?? both
  })
  return [names]
}

const likelyNames = Object.values(likely)

function isLikely(header: string): boolean {
  const name = plain(header)
  return likelyNames.some((names) => names.test(name))
}

/** Names of two columns at least; or words only, as wide as the rows below, which hold addresses. */
function looksLikeHeader(cells: readonly string[], below: readonly (readonly string[])[]): boolean {
  const filled = filledIn(cells)
  if (filled.some((cell) => cell.includes('@') || /^[\d.,/: -]+$/.test(cell.trim()))) return false
  if (filled.filter(isLikely).length > 1) return true
  const [next = []] = below
  const isWide = filled.length > 1 && filled.length >= filledIn(next).length
  return isWide && below.some((row) => row.some((cell) => cell.includes('@')))
}
