// The rows of an XLSX file, as hucre reads them, with what hucre does not tell.
import { readXlsx, streamXlsxRows } from 'hucre/xlsx'
import { asidesIn, mailAddress, propertiesIn } from './asides.mjs'
import { faultsOf, formatted, shown } from './cells.mjs'
import { Marks } from './marks.mjs'
import { Book, hide, partsOf } from './parts.mjs'
import { readTexts, Texts } from './texts.mjs'

/**
 * Every row with a cell, sheet by sheet, hidden sheets last, and at the end of each sheet its filters and comments.
 * Sheets are numbered from 1 in the order of the workbook.
 */
export async function* xlsxRows(bytes, limits) {
  const parts = partsOf(bytes)
  const book = new Book(parts)
  const shared = parts.get(book.texts)
  const texts = shared ? await readTexts(shared, limits.text) : new Texts()
  if (shared) hide(bytes, book.texts)
  const count = await countSheets(bytes)
  if (count > limits.sheets) throw new RangeError('too many sheets')
  const sheets = Array.from({ length: count }, (_, i) => ({ i, ...aboutSheet(book.sheets[i], i) }))
  const properties = propertiesIn(book.text('docProps/core.xml')).map((text) => [0, text])
  for (const { i, path, sheet } of [...sheets.filter(isShown), ...sheets.filter((each) => !isShown(each))]) {
    const marks = new Marks(parts.get(path), book.formats)
    for await (const row of rowsOf(bytes, i, marks, texts)) yield { sheet, row, hiddenColumns: marks.hiddenColumns }
    await marks.finish(book.partsOf(path, 'table'))
    const { filters, hiddenColumns } = marks
    const parted = book.partsOf(path, 'comments', 'threadedComment', 'drawing').flatMap(asidesIn)
    const asides = [...parted, ...marks.asides, ...properties.splice(0)]
    const links = mailLinks(marks.links, book, path)
    if (filters.length + asides.length + links.length > 0) yield { sheet, filters, asides, links, hiddenColumns }
  }
}

/** The cells that link to an address. */
function mailLinks(links, book, path) {
  if (links.length === 0) return []
  const targets = book.targetsOf(path)
  return links.flatMap(({ line, column, id, address = mailAddress(targets.get(id) ?? '') }) =>
    address ? [[line, column, address]] : [],
  )
}

const isShown = ({ sheet }) => !sheet.isHidden

const aboutSheet = ({ path, name = '', isHidden = false } = {}, i) => ({
  path,
  sheet: { number: i + 1, name, isHidden },
})

/** hucre cannot list sheets, but it asks for each sheet whether to read it. */
async function countSheets(bytes) {
  let count = 0
  await readXlsx(bytes, {
    sheets: () => {
      count += 1
      return false
    },
  })
  return count
}

async function* rowsOf(bytes, index, marks, texts) {
  let last = 0
  for await (const { index: at, values } of hucreRows(bytes, index)) {
    const line = at + 1
    if (!(Number.isInteger(line) && line > last)) throw new Error('rows out of order')
    last = line
    const { hidden, formats, shared, rounded, constants, ...faults } = await marks.of(line)
    for (const [column, i] of shared) values[column] = texts.at(i) ?? null
    const cells = values.map(
      (value, column) =>
        (typeof value === 'number' && rounded.get(column)) || formatted(shown(value), formats.get(column)),
    )
    for (const [column, said] of constants) {
      while (cells.length < column) cells.push('')
      cells[column] = typeof said === 'number' ? formatted(shown(said), formats.get(column)) : said
    }
    yield { line, cells, faults: faultsOf(values, faults), hidden }
  }
}

async function* hucreRows(bytes, index) {
  try {
    yield* streamXlsxRows(bytes, { sheet: index })
  } catch (error) {
    // This is the only way to recognise a chart sheet, which has no cells.
    if (!/^Invalid XLSX: missing worksheet file/.test(error.message)) throw error
  }
}
