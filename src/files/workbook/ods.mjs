// The rows of an OpenDocument spreadsheet, as hucre reads them, with what hucre does not tell.
import { inflateRawSync } from 'node:zlib'
import { streamOdsRows } from 'hucre/ods'
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

/**
 * By sheet: its name and whether it is hidden, which rows and columns are hidden, in which way, errors, and numbers that
 * are shown with zeros before them or have lost digits.
 */
function marksOf(xml) {
  const sheets = []
  const notShown = hiddenStyles(xml)
  let sheet = null
  let line = 0
  let column = 0
  let row = null
  for (const { 0: all, 1: close, 2: name, 3: about = '', index } of xml.matchAll(tags)) {
    if (close) {
      if (name === 'table-row' && row) line += row.repeated
      if (name === 'table-row') row = null
      continue
    }
    const repeated = Math.max(
      1,
      Number(attribute(about, `table:number-${name === 'table-row' ? 'rows' : 'columns'}-repeated`) ?? 1),
    )
    const visibility = attribute(about, 'table:visibility')
    if (name === 'table') {
      sheet = {
        name: unescaped(attribute(about, 'table:name') ?? ''),
        isHidden: notShown.has(attribute(about, 'table:style-name')),
        hidden: [],
        hiddenColumns: [],
        padded: new Map(),
        errors: new Map(),
        noResult: new Map(),
      }
      sheets.push(sheet)
      line = 1
      column = 0
    } else if (!sheet) continue
    else if (name === 'table-column') {
      if (visibility && visibility !== 'visible')
        for (let i = 0; i < Math.min(repeated, 1000); i++) sheet.hiddenColumns.push(column + i)
      column += repeated
    } else if (name === 'table-row') {
      if (visibility === 'filter') hide(sheet, line, repeated, 'filter')
      else if (visibility === 'collapse') hide(sheet, line, repeated, true)
      row = { repeated, column: 0 }
      if (about.endsWith('/')) line += repeated
    } else if (row) {
      const shown =
        /^(?:<text:p>([^<]{1,60})<\/text:p>)?/.exec(xml.slice(index + all.length, index + all.length + 80))[1] ?? ''
      const columns = Array.from({ length: Math.min(repeated, 100) }, (_, i) => row.column + i)
      const faults = isError(about, shown) ? sheet.errors : hasNoResult(about, shown) ? sheet.noResult : null
      faults?.set(line, [...(faults.get(line) ?? []), ...columns])
      const isNumber = attribute(about, 'office:value-type') === 'float'
      const value = attribute(about, 'office:value') ?? ''
      const written = isAsIs(shown, value) ? shown : roundedNumber(value)
      if (isNumber && written) for (const column of columns) sheet.padded.set(`${line} ${column}`, written)
      row.column += repeated
    }
  }
  return sheets
}

/** Whether a number is shown with all its digits, after letters or zeros. */
const isAsIs = (shown, value) =>
  /^(\p{L}{1,5}[ -]?\d+|0\d+)$/u.test(shown) && Number(shown.replace(/\D/g, '')) === Number(value)

/** LibreOffice says that a value is an error; other programs only show it. */
const isError = (about, shown) =>
  attribute(about, 'calcext:value-type') === 'error' ||
  (/\stable:formula=/.test(about) && /^(#(N\/A|REF!|VALUE!|NAME\?|NUM!|NULL!|DIV\/0!)|Err:\d+)$/.test(shown))

/** The result of a formula has a type, also an empty text. */
const hasNoResult = (about, shown) =>
  /\stable:formula=/.test(about) && !attribute(about, 'office:value-type') && shown === ''

function hide({ hidden }, from, repeated, how) {
  const last = hidden.at(-1)
  const to = from + repeated - 1
  if (last?.how === how && last.to === from - 1) last.to = to
  else hidden.push({ from, to, how })
}
