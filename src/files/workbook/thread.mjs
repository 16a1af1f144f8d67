// workbook.ts runs this as a thread, after it has checked the zip. It sends the rows of the sheets in parts, then `done`.
// It is JavaScript because Node 20 cannot start a thread from TypeScript.
import { parentPort, workerData } from 'node:worker_threads'
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { bookOf, marksOf, partsOf } from './marks.mjs'

const { bytes, limits, taken } = workerData
const partOf = { rows: 500, characters: 256 * 1024 }
let text = 0
let sent = 0

try {
  const count = await countSheets()
  if (count > limits.sheets) throw new RangeError('too many sheets')
  const parts = partsOf(bytes)
  const { sheets, widths } = bookOf(parts)
  for (let i = 0; i < count; i++) await sendSheet(i, await marksOf(parts.get(sheets[i]), widths))
  parentPort.postMessage({ done: true })
} catch (error) {
  parentPort.postMessage({ fault: error instanceof RangeError ? 'heavy_workbook' : 'damaged_workbook' })
}

/** hucre cannot list sheets, but it asks for each sheet whether to read it. */
async function countSheets() {
  let count = 0
  await readXlsx(bytes, {
    sheets: () => {
      count += 1
      return false
    },
  })
  return count
}

async function sendSheet(index, marks) {
  const { hiddenColumns } = marks
  let rows = []
  let size = 0
  let last = 0
  for await (const row of rowsOf(index)) {
    const line = row.index + 1
    if (!(Number.isInteger(line) && line > last)) throw new Error('rows out of order')
    last = line
    const cells = row.values.map((value, column) => padded(shown(value), marks.padded.get(column)?.get(line)))
    const faults = faultsOf(row.values, marks.noResult.get(line) ?? [])
    for (const [column] of faults) while (cells.length <= column) cells.push('')
    while (cells.length > 0 && cells.at(-1) === '' && !faults.some(([column]) => column === cells.length - 1))
      cells.pop()
    if (cells.length === 0) continue
    rows.push({ line, cells, ...(faults.length > 0 && { faults }), ...(marks.hidden.has(line) && { hidden: true }) })
    size += cells.reduce((sum, cell) => sum + cell.length, cells.length)
    if (rows.length < partOf.rows && size < partOf.characters) continue
    send({ sheet: index + 1, rows, hiddenColumns }, size)
    rows = []
    size = 0
  }
  if (rows.length > 0) send({ sheet: index + 1, rows, hiddenColumns }, size)
}

/** A number as its format shows it: 2837 with the format 000000 is 002837. */
function padded(text, width) {
  return width && /^\d+$/.test(text) ? text.padStart(width, '0') : text
}

/** Cells that hold no value: an error, or a formula without a result. */
function faultsOf(values, noResult) {
  const errors = values.flatMap((value, column) => (isError(value) ? [[column, 'error']] : []))
  return [...errors, ...noResult.map((column) => [column, 'no_result'])]
}

async function* rowsOf(index) {
  try {
    yield* streamXlsxRows(bytes, { sheet: index })
  } catch (error) {
    // This is the only way to recognise a chart sheet, which has no cells.
    if (!/^Invalid XLSX: missing worksheet file/.test(error.message)) throw error
  }
}

/** Waits until the program has taken the part before, so that parts do not pile up in memory. */
function send(part, size) {
  text += size
  if (text > limits.text) throw new RangeError('too much text')
  parentPort.postMessage(part)
  sent += 1
  while (Atomics.load(taken, 0) < sent - 1) Atomics.wait(taken, 0, Atomics.load(taken, 0))
}

/** The text of a cell as a CSV file would have it. Numbers are written with all their digits. */
function shown(value) {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'Ja' : 'Nej'
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#NUM!' : value.toISOString().slice(0, 10)
  if (Number.isInteger(value)) return BigInt(value).toString()
  return String(value)
}

/** hucre returns an error in a cell as its text. */
function isError(value) {
  if (value instanceof Date) return Number.isNaN(value.getTime())
  return (
    typeof value === 'string' && /^#(N\/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV\/0!|SPILL!|CALC!|GETTING_DATA)$/.test(value)
  )
}
