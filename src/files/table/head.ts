import { type Layout, mapColumns } from './columns.ts'
import { type Column, likely, plain } from './names.ts'
import { limits } from './rows.ts'

/** How many filled records may be titles, dates and the header. */
export const headRecords = 10

/** What somebody has said about a file, or what is remembered of files with the same header. */
export interface Choices {
  /** The sheet of a workbook, from 1. */
  sheet?: number
  /** What each column holds, from the left. */
  columns?: readonly (Column | null)[]
  /** The number of the company that all rows belong to. */
  company?: string
  /** `skip`: the rows that somebody has hidden by hand are not read. */
  hidden?: 'skip'
  /** The same for rows that a filter hides. */
  filtered?: 'skip'
}

export interface Head {
  /** Which record is the header; -1 if the file has none. */
  index: number
  layout: Layout
  /** How many columns the header is certain to mean. */
  known: number
}

/**
 * Finds the header among the first records: the one that means the most columns; or, if none means two, the first that
 * looks like one.
 */
export function findHead(records: readonly (readonly string[])[]): Head {
  let best: Head = { index: -1, layout: mapColumns([]), known: 0 }
  // One column more than there may be, so that it is seen that there are too many.
  const first = records.slice(0, headRecords).map((cells) => cells.slice(0, limits.columns + 1))
  for (const [index, cells] of first.entries()) {
    const layout = mapColumns(cells)
    const known = layout.columns.filter((column) => column !== null).length
    if (known > best.known) best = { index, layout, known }
  }
  if (best.known > 1) return best
  const index = first.findIndex((cells, i) => looksLikeHeader(cells, records.slice(i + 1)))
  return index < 0 ? { index, layout: mapColumns([]), known: 0 } : { ...best, index, layout: mapColumns(first[index]!) }
}

const isLikely = (name: string): boolean => Object.values(likely).some((names) => names.test(name))

/** Names of two columns at least; or words only, as wide as the rows below, which hold addresses. */
function looksLikeHeader(cells: readonly string[], below: readonly (readonly string[])[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.some((cell) => cell.includes('@') || /^[\d.,/: -]+$/.test(cell.trim()))) return false
  if (filled.map(plain).filter(isLikely).length > 1) return true
  const [next = []] = below
  const isWide = filled.length > 1 && filled.length >= next.filter((cell) => cell.trim() !== '').length
  return isWide && below.some((row) => row.some((cell) => cell.includes('@')))
}
