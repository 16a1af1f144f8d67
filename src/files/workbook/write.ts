import { type Cell, type CellStyle, writeXlsx } from 'hucre/xlsx'
import { guard } from '../formulas.ts'

/** Larger tables are written as CSV: a workbook of this many rows takes a second of the process and 100 MB. */
export const mostWorkbookRows = 20_000

const head: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F4E79' } },
  alignment: { vertical: 'center', wrapText: true },
}
/** What nobody is asked to fill in. */
const quiet: CellStyle = { font: { color: { rgb: '595959' } }, alignment: { wrapText: true, vertical: 'top' } }
/** Text, so that a spreadsheet takes no zeros from a number that is typed or copied. */
const text: CellStyle = { numFmt: '@' }

/**
 * An XLSX file with one sheet: a header that stays in sight, columns as wide as what they hold, and every cell a text.
 * @param ours from which column on the cells are only to be read
 */
export function workbookFile(
  [first = [], ...lines]: readonly (readonly string[])[],
  ours: number,
): Promise<Uint8Array> {
  const cells = new Map<string, Partial<Cell>>(first.map((value, i) => [`0,${i}`, { value, style: head }]))
  for (const [at, text] of texts(lines)) cells.set(at, { richText: [{ text }] })
  const columns = first.map((header, i) => ({
    width: widthOf([header, ...lines.slice(0, 200).map((line) => line[i] ?? '')]),
    style: i < ours ? text : quiet,
  }))
  const rows = [first, ...lines].map((line) => line.map((cell) => guard(writable(cell))))
  const autoFilter = { range: `A1:${letters(first.length - 1)}${rows.length}` }
  return writeXlsx({ sheets: [{ name: 'Blad1', columns, rows, cells, autoFilter, freezePane: { rows: 1 } }] })
}

/** The places of texts that hucre would write as errors, unless they are rich text. */
function* texts(lines: readonly (readonly string[])[]): Generator<[at: string, text: string]> {
  for (const [i, line] of lines.entries())
    for (const [column, cell] of line.entries()) if (/^#[A-Z\d/_]+[!?]?$/.test(cell)) yield [`${i + 1},${column}`, cell]
}

/** In characters; long texts are wrapped. */
const widthOf = (texts: readonly string[]) => Math.min(45, Math.max(8, ...texts.map((text) => text.length + 2)))

/** The letters of a column: A, B … Z, AA. */
const letters = (i: number): string =>
  (i < 26 ? '' : letters(Math.floor(i / 26) - 1)) + String.fromCharCode(65 + (i % 26))

/** Without characters that XML cannot hold. */
const writable = (cell: string) => cell.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '')
