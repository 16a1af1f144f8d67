// The rows of an OpenDocument spreadsheet, as hucre reads them, with what hucre does not tell.
import { inflateRawSync } from 'node:zlib'
import { streamOdsRows } from 'hucre/ods'
import { annotationAt, linkInFormula, mailAddress } from './asides.mjs'
import { faultsOf, roundedNumber, shown } from './cells.mjs'
import { attribute, partsOf, storedZip, unescaped } from './parts.mjs'

/** Every row with a cell, sheet by sheet, hidden sheets last. Sheets are numbered from 1. */
export async function* odsRows(bytes, limits) {
  const later = []
  for await (const each of inOrder(bytes, limits))
    if (each.sheet.isHidden) later.push(each)
    else yield each
  yield* later
}

async function* inOrder(bytes, limits) {
  const { packed, deflated } = partsOf(bytes).get('content.xml')
  const xml = (deflated ? inflateRawSync(packed) : packed).toString('utf8')
  const sheets = marksOf(xml)
  if (sheets.length > limits.sheets) throw new RangeError('too many sheets')
  for await (const { sheetIndex, index, values } of streamOdsRows(paragraphs.test(xml) ? withLines(xml) : bytes)) {
    const line = index + 1
    const { name, isHidden, padded, hiddenColumns, hidden, errors, noResult } = sheets[sheetIndex]
    const cells = values.map((value, column) => padded.get(`${line} ${column}`) ?? shown(value))
    while (hidden[0]?.to < line) hidden.shift()
    const how = hidden[0]?.from <= line ? hidden[0].how : undefined
    yield {
      sheet: { number: sheetIndex + 1, name, isHidden },
      row: {
        line,
        cells,
        faults: faultsOf(values, { errors: errors.get(line) ?? [], noResult: noResult.get(line) ?? [] }),
        hidden: how,
      },
      hiddenColumns,
    }
  }
  for (const [i, { name, isHidden, asides, links }] of sheets.entries())
    if (asides.length + links.length > 0) yield { sheet: { number: i + 1, name, isHidden }, asides, links }
}

/** Where a cell goes on in another paragraph. hucre's stream would join the two without anything between. */
const paragraphs = /<\/text:p>(?:\s*<text:p\/>)*\s*<text:p(?:\s[^>]*)?>/g

const withLines = (xml) =>
  storedZip([
    ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
    ['content.xml', xml.replace(paragraphs, '<text:line-break/>')],
  ])

const tags = /<(\/?)table:(table|table-column|table-row|table-cell|covered-table-cell)(\s(?:[^">]|"[^"]*")*|\/)?>/g

/** The styles with which a sheet is not shown. */
const hiddenStyles = (xml) =>
  new Set(
    [...xml.matchAll(/<style:style\s([^>]*)>\s*<style:table-properties\s[^>]*table:display="false"/g)].map(
      ([, about]) => attribute(` ${about}`, 'style:name'),
    ),
  )

/** What hucre does not tell, sheet by sheet. */
function marksOf(xml) {
  const sheets = []
  const notShown = hiddenStyles(xml)
  for (const { 0: all, 1: close, 2: name, 3: about = '', index } of xml.matchAll(tags)) {
    const sheet = sheets.at(-1)
    if (close) {
      if (name === 'table-row') sheet?.endRow()
    } else if (name === 'table') sheets.push(new MarkedSheet(about, notShown))
    else if (name === 'table-column') sheet?.addColumns(about)
    else if (name === 'table-row') sheet?.beginRow(about)
    else if (sheet) {
      const { comment, behind } = annotationAt(xml, index + all.length)
      sheet.addCells(about, textAt(xml, behind), comment, linkAt(xml, behind))
    }
  }
  return sheets
}

/** The text of the cell that begins here, if it is short. */
const textAt = (xml, at) => /^(?:<text:p>([^<]{1,60})<\/text:p>)?/.exec(xml.slice(at, at + 80))[1] ?? ''

/** Where the cell that begins here links to, if all of its text does. */
const linkAt = (xml, at) =>
  /^<text:p[^>]*>\s*<text:a\s[^>]*?xlink:href="([^"]*)"/.exec(xml.slice(at, at + 1000))?.[1] ?? ''

/** For how many rows or columns a tag stands. */
const timesOf = (about, what) => Math.max(1, Number(attribute(about, `table:number-${what}-repeated`) ?? 1))

/**
 * A sheet: its name and whether it is hidden, which rows and columns are hidden, in which way, errors, and numbers that
 * are shown with zeros before them or have lost digits. Its tags come in the order of the file.
 */
class MarkedSheet {
  hidden = []
  hiddenColumns = []
  /** By line and column, from 1 and 0. */
  padded = new Map()
  /** Comments, with their lines. */
  asides = []
  /** Cells that link to an address: line, column, address. */
  links = []
  /** By line. */
  errors = new Map()
  noResult = new Map()
  #line = 1
  #columns = 0
  /** The row that is being read: for how many lines it stands, and its columns so far. */
  #row = null

  constructor(about, notShown) {
    this.name = unescaped(attribute(about, 'table:name') ?? '')
    this.isHidden = notShown.has(attribute(about, 'table:style-name'))
  }

  addColumns(about) {
    const times = timesOf(about, 'columns')
    if ((attribute(about, 'table:visibility') || 'visible') !== 'visible')
      for (let i = 0; i < Math.min(times, 1000); i++) this.hiddenColumns.push(this.#columns + i)
    this.#columns += times
  }

  beginRow(about) {
    const times = timesOf(about, 'rows')
    const visibility = attribute(about, 'table:visibility')
    if (visibility === 'filter') hide(this.hidden, this.#line, times, 'filter')
    else if (visibility === 'collapse') hide(this.hidden, this.#line, times, true)
    this.#row = { times, columns: 0 }
    if (about.endsWith('/')) this.#line += times
  }

  endRow() {
    this.#line += this.#row?.times ?? 0
    this.#row = null
  }

  addCells(about, text, comment, link) {
    if (!this.#row) return
    if (comment) this.asides.push([this.#line, comment])
    const address = mailAddress(link) ?? linkInFormula(attribute(about, 'table:formula') ?? '')
    if (address) this.links.push([this.#line, this.#row.columns, address])
    const times = timesOf(about, 'columns')
    const columns = Array.from({ length: Math.min(times, 100) }, (_, i) => this.#row.columns + i)
    const faults = isError(about, text) ? this.errors : hasNoResult(about, text) ? this.noResult : null
    faults?.set(this.#line, [...(faults.get(this.#line) ?? []), ...columns])
    const isNumber = attribute(about, 'office:value-type') === 'float'
    const value = attribute(about, 'office:value') ?? ''
    const written = asShown(text, value) || roundedNumber(value)
    if (isNumber && written) for (const column of columns) this.padded.set(`${this.#line} ${column}`, written)
    this.#row.columns += times
  }
}

/**
 * How a number is shown, if with all its digits: after zeros, after letters or before them. A word after a space, such
 * as that of a unit, adds nothing.
 */
function asShown(text, value) {
  const [, shown = '', digits] = /^((?:\p{L}{1,5}[ -]?)?(\d+)(?:[-/.]\p{L}{1,9})?)(?: ?\p{L}+\.?)?$/u.exec(text) ?? []
  return digits && Number(digits) === Number(value) && shown !== String(Number(digits)) ? shown : ''
}

/** LibreOffice says that a value is an error; other programs only show it. */
const isError = (about, text) =>
  attribute(about, 'calcext:value-type') === 'error' ||
  (/\stable:formula=/.test(about) && /^(#(N\/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV\/0!)|Err:\d+)$/.test(text))

/** The result of a formula has a type, also an empty text. */
const hasNoResult = (about, text) =>
  /\stable:formula=/.test(about) && !attribute(about, 'office:value-type') && text === ''

function hide(hidden, from, times, how) {
  const last = hidden.at(-1)
  const to = from + times - 1
  if (last?.how === how && last.to === from - 1) last.to = to
  else hidden.push({ from, to, how })
}
