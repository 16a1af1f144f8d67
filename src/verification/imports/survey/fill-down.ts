import { isNothing } from '../cells/nothing.ts'
import { readNumber } from '../cells/number.ts'
import { kindOfRow } from '../cells/row-kinds.ts'
import { cleanText } from '../cells/text.ts'
import type { FileRow, Rows } from '../rows.ts'

/**
 * Tells, row by row, the company that a row without one stands below: where a spreadsheet merges the cells of a group,
 * only its first row has them.
 */
export function companyAbove(): (row: FileRow) => Pick<FileRow['cells'], 'companyNumber' | 'company'> | null {
  let above: ReturnType<ReturnType<typeof companyAbove>> = null
  return ({ cells, problem, lacks }) => {
    if (problem || lacks) return null
    const { companyNumber = '', company = '' } = cells
    const isNamed = [companyNumber, company].some((cell) => /^\d/.test(cell) || !isNothing(cleanText(cell)))
    if (!isNamed) return isPerson(cells) ? above : null
    if (!kindOfRow(cells)) above = { companyNumber, company }
    return null
  }
}

/** Whoever has no number is not taken for a person of the group. */
function isPerson(cells: FileRow['cells']): boolean {
  const number = readNumber(cells.number)
  return 'text' in number && number.text !== '' && !kindOfRow(cells)
}

/** The rows, with the companies that they stand below. */
export const filledDown = (rows: Rows): Rows => ({
  length: rows.length,
  *[Symbol.iterator]() {
    const above = companyAbove()
    for (const row of rows) {
      const company = above(row)
      yield company ? { ...row, cells: { ...row.cells, ...company } } : row
    }
  },
})
