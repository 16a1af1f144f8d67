// What hucre's rows do not tell: hidden rows and columns, filters, formulas without a stored result, numbers that are
// shown with leading zeros or letters, or have lost digits, which shared text a cell has, and texts beside the cells.
import { asideOfTag, linkInFormula } from './asides.mjs'
import { constantOf, roundedNumber } from './cells.mjs'
import { attribute, inflated, unescaped } from './parts.mjs'

const tags =
  /<(\/?)(?:\w+:)?(row|c|f|v|col|autoFilter|filterColumn|hyperlink|dataValidation|formula1|(?:odd|even|first)(?:Header|Footer))(\s[^>]*|\/)?>/g

/** Reads the tags of a sheet beside hucre, row by row. Rows are numbered from 1, columns from 0. */
export class Marks {
  /** Known as soon as the first row is. */
  hiddenColumns = []
  /** The rows in which filters that are in use may have hidden some; known at the end. */
  filters = []
  /** Texts around the page and of links and rules for cells, and the lines that they are at, 0 for none; known then. */
  asides = []
  /** Cells with a link: line, column, and the id of the link, or the address in its formula; known then. */
  links = []
  #formats
  #chunks
  #ready = []
  #line = 0
  #row = null
  #column = 0
  #cell = null
  #filter = null

  /** @param part undefined for a sheet without cells, such as a chart */
  constructor(part, formats) {
    this.#formats = formats
    this.#chunks = part ? wholeTags(part) : [][Symbol.iterator]()
  }

  /** The marks of a row. Rows must be asked for in their order. */
  async of(line) {
    for (;;) {
      const row = this.#ready.shift()
      if (row?.line === line) return row
      if (row && row.line > line) throw new Error('rows out of step')
      if (!row && !(await this.#readOn())) throw new Error('rows out of step')
    }
  }

  /** Reads what stands behind the rows, and the XML of tables on the sheet. */
  async finish(tables) {
    while (await this.#readOn()) this.#ready = []
    for (const table of tables) this.#read({ text: table, end: table.length })
  }

  async #readOn() {
    const { done, value } = await this.#chunks.next()
    if (!done) this.#read(value)
    return !done
  }

  #read({ text, end }) {
    tags.lastIndex = 0
    for (let tag = tags.exec(text); tag && tag.index < end; tag = tags.exec(text)) this.#take(tag, text)
  }

  #take([, close, name, about = ''], text) {
    const empty = about.endsWith('/')
    if (name === 'row') {
      if (!close) this.#beginRow(about)
      if (close || empty) this.#endRow()
    } else if (name === 'c') {
      if (!close) this.#beginCell(about)
      if (close || empty) this.#endCell()
    } else if (name === 'autoFilter') this.#filter = close || empty ? null : linesOf(attribute(about, 'ref'))
    else if (close) return
    else if (name.length > 5 && name !== 'filterColumn') this.#addAside(name, about, text)
    else if (name === 'f' && this.#cell) this.#readFormula(text)
    else if (name === 'v' && this.#cell) this.#readValue(text, empty)
    else if (name === 'col' && isHidden(about)) this.#hideColumns(about)
    else if (name === 'filterColumn' && !empty && this.#filter) this.#addFilter()
  }

  #readFormula(text) {
    this.#cell.formula = true
    const end = text.indexOf('<', tags.lastIndex)
    const formula = text.slice(tags.lastIndex, Math.min(end < 0 ? text.length : end, tags.lastIndex + 600))
    const read = unescaped(Buffer.from(formula, 'latin1').toString('utf8'))
    this.#cell.constant = constantOf(read)
    const address = linkInFormula(read)
    if (address) this.links.push({ line: this.#line, column: this.#column, address })
  }

  #addAside(name, about, text) {
    const id = name === 'hyperlink' && attribute(about, '\\w+:id')
    const [, letters, line] = /^\$?([A-Z]{1,3})\$?(\d+)/.exec(attribute(about, 'ref') ?? '') ?? []
    if (id && line) this.links.push({ line: Number(line), column: columnOf(letters), id })
    const end = text.indexOf('<', tags.lastIndex)
    const aside = asideOfTag(name, about, text.slice(tags.lastIndex, end < 0 ? undefined : end))
    if (aside[1]) this.asides.push(aside)
  }

  #beginRow(about) {
    this.#line = Number(attribute(about, 'r') ?? this.#line + 1)
    this.#column = 0
    this.#row = {
      line: this.#line,
      hidden: isHidden(about),
      errors: [],
      noResult: [],
      constants: [],
      formats: new Map(),
      rounded: new Map(),
      shared: [],
    }
  }

  #endRow() {
    if (this.#row) this.#ready.push(this.#row)
    this.#row = null
  }

  #beginCell(about) {
    const letters = /^[A-Z]{1,3}/.exec(attribute(about, 'r') ?? '')?.[0]
    if (letters) this.#column = columnOf(letters)
    const type = attribute(about, 't') ?? 'n'
    const format = type === 'n' ? this.#formats[Number(attribute(about, 's') ?? -1)] : undefined
    this.#cell = { formula: false, stored: false, value: '', type }
    if (format && this.#row) this.#row.formats.set(this.#column, format)
  }

  #readValue(text, empty) {
    this.#cell.stored = true
    if (empty) return
    const end = text.indexOf('<', tags.lastIndex)
    this.#cell.value = text.slice(tags.lastIndex, end < 0 ? undefined : end)
  }

  #endCell() {
    const cell = this.#cell
    if (cell && this.#row) {
      // A text such as `#N/A` is no error.
      if (cell.type === 'e') this.#row.errors.push(this.#column)
      // A formula whose result is an empty text has the type of a text, and an empty value.
      const isEmptyText = cell.type === 'str' && cell.stored
      if (cell.formula && !cell.value && !isEmptyText && cell.type !== 'e')
        if (cell.constant === undefined) this.#row.noResult.push(this.#column)
        else this.#row.constants.push([this.#column, cell.constant])
      const rounded = cell.type === 'n' ? roundedNumber(cell.value) : null
      if (rounded) this.#row.rounded.set(this.#column, rounded)
      if (cell.type === 's' && cell.value) this.#row.shared.push([this.#column, Number(cell.value)])
    }
    this.#cell = null
    this.#column += 1
  }

  #hideColumns(about) {
    const from = Number(attribute(about, 'min') ?? 1)
    const to = Math.min(Number(attribute(about, 'max') ?? from), from + 1000)
    for (let column = from; column <= to; column++) this.hiddenColumns.push(column - 1)
  }

  /** A filter without a chosen column shows all rows. */
  #addFilter() {
    this.filters.push(this.#filter)
    this.#filter = null
  }
}

/** From 0. */
const columnOf = (letters) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Pieces of a part in which all tags before `end` are whole, and so is the text behind each. */
async function* wholeTags(part) {
  let rest = ''
  for await (const chunk of inflated(part)) {
    const added = chunk.toString('latin1')
    const at = added.lastIndexOf('<')
    const text = rest + added
    const end = at < 0 ? 0 : rest.length + at
    if (end > 0) yield { text, end }
    rest = text.slice(end)
  }
  yield { text: rest, end: rest.length }
}

/** The lines of a range such as `A1:M500` below its header. */
function linesOf(range) {
  const [, first, last] = /^\$?[A-Z]+\$?(\d+):\$?[A-Z]+\$?(\d+)$/.exec(range ?? '') ?? []
  return last ? [Number(first) + 1, Number(last)] : null
}

const isHidden = (about) => /^(1|true)$/.test(attribute(about, 'hidden') ?? '')
