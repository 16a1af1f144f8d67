// workbook.ts runs this as a thread, after it has checked the zip. It sends the rows of the sheets in parts, then
// `done`. It is JavaScript because Node 20 cannot start a thread from TypeScript.
import { parentPort, workerData } from 'node:worker_threads'
import { odsRows } from './ods.mjs'
import { xlsxRows } from './xlsx.mjs'

const { kind, bytes, limits, taken } = workerData
/** Of a sheet, as Excel limits it: https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3 */
const lastRow = 1_048_576
const partOf = { rows: 500, characters: 256 * 1024 }
let text = 0
let sent = 0
let part = null
let size = 0

try {
  for await (const { sheet, row, hiddenColumns, filters, asides, links } of (kind === 'ods' ? odsRows : xlsxRows)(
    bytes,
    limits,
  )) {
    if (part?.sheet.number !== sheet.number) flush()
    part ??= { sheet, rows: [], hiddenColumns }
    if (filters?.length) part.filters = filters
    if (asides?.length) addAsides(asides)
    if (links?.length) addLinks(links)
    if (row) add(row)
  }
  flush()
  parentPort.postMessage({ done: true })
} catch (error) {
  parentPort.postMessage({ fault: error instanceof RangeError ? 'heavy_workbook' : 'damaged_workbook' })
}

/** Rows without cells tell nothing. */
function add({ line, cells, faults, hidden }) {
  for (const [column] of faults) while (cells.length <= column) cells.push('')
  while (cells.length > 0 && cells.at(-1) === '' && !faults.some(([column]) => column === cells.length - 1)) cells.pop()
  if (cells.length === 0) return
  if (!(line <= lastRow)) throw new Error('no such row')
  part.rows.push({ line, cells, ...(faults.length > 0 && { faults }), ...(hidden && { hidden }) })
  size += cells.reduce((sum, cell) => sum + cell.length, cells.length)
  if (part.rows.length >= partOf.rows || size >= partOf.characters) flush()
}

function addAsides(asides) {
  part.asides = asides
  size += asides.reduce((sum, [, text]) => sum + text.length, 0)
}

function addLinks(links) {
  part.links = links
  size += links.reduce((sum, [, , address]) => sum + address.length, 0)
}

/** Waits until the program has taken the part before, so that parts do not pile up in memory. */
function flush() {
  if (!part || (part.rows.length === 0 && !part.filters && !part.asides && !part.links)) return
  text += size
  if (text > limits.text) throw new RangeError('too much text')
  parentPort.postMessage(part)
  part = null
  size = 0
  sent += 1
  while (Atomics.load(taken, 0) < sent - 1) Atomics.wait(taken, 0, Atomics.load(taken, 0))
}
