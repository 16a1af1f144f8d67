import { cellsOf, type Delimiter } from '../../csv.ts'
import { findHead } from '../../table/head.ts'
import type { SheetRow } from '../workbook.ts'

const delimiters: readonly Delimiter[] = [';', '\t', ',', '|']

/**
 * The delimiter within the first column of a sheet, where a spreadsheet has opened a text with the wrong one and left
 * each record in one cell; null for any other sheet.
 * @param first the cells of the first rows, with their letters put right
 */
export function delimiterWithin(first: readonly (readonly string[])[]): Delimiter | null {
  if (first.filter(([, ...others]) => others.length === 0).length < 0.8 * first.length) return null
  const known = (by: Delimiter) => findHead(first.map((cells) => cellsOf(textOf(cells), by))).known
  const [best] = delimiters.map((by) => ({ by, known: known(by) })).sort((a, b) => b.known - a.known)
  return best && best.known > 2 ? best.by : null
}

/** The row with the cells that its first one holds. */
export const dividedBy =
  (delimiter: Delimiter) =>
  ({ line, cells, hidden }: SheetRow): SheetRow => ({
    line,
    cells: cellsOf(textOf(cells), delimiter),
    ...(hidden && { hidden }),
  })

/** A record in which a comma stood is in two cells, if that was the wrong delimiter. */
const textOf = (cells: readonly string[]) => cells.join(',')
