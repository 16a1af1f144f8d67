// How the cells of a workbook are shown to the reader of rows.

/** The text of a cell as a CSV file would have it. Numbers are written with all their digits. */
export function shown(value) {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nej'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#NUM!' : value.toISOString().slice(0, 10)
  // A spreadsheet keeps fifteen digits; what stands after them is lost, and the text says so.
  if (typeof value === 'number' && Math.abs(value) >= 1e15) return value.toExponential()
  if (Number.isInteger(value)) return BigInt(value).toString()
  return String(value)
}

/** A number as its format shows it: 2837 with the format 000000 is 002837. */
export function paddedTo(text, width) {
  return width && /^\d+$/.test(text) ? text.padStart(width, '0') : text
}

/** Cells that hold no value: an error, a day that is none, or a formula without a result. */
export function faultsOf(values, { errors, noResult }) {
  const days = values.flatMap((value, column) =>
    value instanceof Date && Number.isNaN(value.getTime()) ? [column] : [],
  )
  return [
    ...[...errors, ...days].map((column) => [column, 'error']),
    ...noResult.map((column) => [column, 'no_result']),
  ]
}
