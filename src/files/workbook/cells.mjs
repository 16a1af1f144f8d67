// How the cells of a workbook are shown to the reader of rows.

/** The text of a cell as a CSV file would have it. Numbers are written with all their digits. */
export function shown(value) {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nej'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#NUM!' : value.toISOString().slice(0, 10)
  return typeof value === 'number' ? digits(value) : String(value)
}

/**
 * A spreadsheet keeps and shows fifteen digits: 7.0000000000000007 is 7. Of longer numbers the text says that they lack
 * some.
 */
function digits(value) {
  if (Math.abs(value) >= 1e15) return value.toExponential()
  const kept = Number(value.toPrecision(15))
  return Number.isInteger(kept) ? BigInt(kept).toString() : String(kept)
}

/**
 * A number that was written with fewer digits than it has, such as 1.23457E+11; null if all its digits are there. 1E2
 * is only a short way to write 100.
 */
export function roundedNumber(written) {
  const [, part = '', exponent = '0'] = /^-?\d+\.(\d+)E\+?(\d+)$/i.exec(written) ?? []
  return part.length < Number(exponent) ? Number(written).toExponential() : null
}

/** A number as its format shows it: 2837 with the format 000000 is 002837, and 37 with "K"0000 is K0037. */
export function formatted(text, format) {
  return format && /^\d+$/.test(text) ? format.prefix + text.padStart(format.width, '0') + format.suffix : text
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

/**
 * What a formula says that holds nothing to compute: ="002837", which keeps the zeros, =2837, or a link with its text.
 * Undefined for any other. A program that writes workbooks need not store the results of its formulas.
 */
export function constantOf(formula) {
  if (/^\d{1,15}(\.\d+)?$/.test(formula)) return Number(formula)
  const [, text] = quoted.exec(formula) ?? link.exec(formula) ?? []
  return text?.replace(/""/g, '"')
}

const quoted = /^"((?:[^"]|"")*)"$/
const link = /^HYPERLINK\((?:"(?:[^"]|"")*", ?)?"((?:[^"]|"")*)"\)$/i
