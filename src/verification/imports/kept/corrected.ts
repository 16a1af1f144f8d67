import type { Cell } from '../cells/notes.ts'
import type { FileRow, Rows } from '../rows.ts'
import type { FirstImport, WrongRow } from './corrections.ts'

/**
 * The rows of a file that corrects an import, with what is still wrong with them and cannot be seen in them alone: a
 * value that the first file did not hold, and that nobody has filled in, and a row that still repeats another. Numbers
 * that only lost their zeros on the way have them again.
 */
export const correctedRows = (rows: Rows, first: FirstImport): Rows => ({
  length: rows.length,
  *[Symbol.iterator]() {
    for (const row of rows) {
      const wrong = row.origin ? first.lines.get(row.origin) : undefined
      yield wrong ? stillWrong(withZeros(row, wrong), wrong, first.form.company) : row
    }
  },
})

/** A spreadsheet that opens a text shows `002837` as 2837 and saves that; where the row came from says what it was. */
function withZeros(row: FileRow, { zeroLed }: WrongRow): FileRow {
  if (!zeroLed) return row
  const cells = { ...row.cells }
  for (const name of ['number', 'companyNumber'] as const) {
    const was = zeroLed[name]?.trim() ?? ''
    const now = cells[name]?.trim() ?? ''
    if (/^0+[1-9]\d*$/.test(was) && now === was.replace(/^0+/, '')) cells[name] = was
  }
  return { ...row, cells }
}

function stillWrong(row: FileRow, { faults, repeated }: WrongRow, company = ''): FileRow {
  const left = faults.filter(({ cell }) => !row.cells[cell]?.trim()).map(({ cell, why }) => [cell, why])
  const was = (name: Cell) => (repeated?.[name] ?? (name === 'companyNumber' ? company : '')).trim()
  const repeats = repeated && placing.every((name) => was(name) === (row.cells[name] ?? '').trim())
  return {
    ...row,
    ...(left.length > 0 && { faults: { ...Object.fromEntries(left), ...row.faults } }),
    ...(repeats && { repeats }),
  }
}

/** The cells that say who is meant. */
const placing = ['companyNumber', 'company', 'number'] as const
