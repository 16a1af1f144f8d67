// What hucre's rows do not tell: hidden rows and columns, formulas without a stored result, and numbers that are shown
// with leading zeros. thread.mjs runs this on the zip that zip.ts has written, so its form is known.
import { createInflateRaw, inflateRawSync } from 'node:zlib'

/** The packed parts of the zip by name. */
export function partsOf(bytes) {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const parts = new Map()
  for (let at = 0; raw.readUInt32LE(at) === 0x04034b50; ) {
    const size = raw.readUInt32LE(at + 18)
    const start = at + 30 + raw.readUInt16LE(at + 26) + raw.readUInt16LE(at + 28)
    const name = raw.toString('utf8', at + 30, at + 30 + raw.readUInt16LE(at + 26))
    parts.set(name, { packed: raw.subarray(start, start + size), deflated: raw.readUInt16LE(at + 8) === 8 })
    at = start + size
  }
  return parts
}

/** The paths of the sheets, in their order, and the widths to which number formats such as `000000` pad, by style. */
export function bookOf(parts) {
  const text = (name) => {
    const part = parts.get(name)
    return part ? (part.deflated ? inflateRawSync(part.packed) : part.packed).toString('utf8') : ''
  }
  const target = (rel) => /\sTarget="([^"]*)"/.exec(rel)?.[1] ?? ''
  const rels = (name) => text(name).match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []
  const path = target(rels('_rels/.rels').find((rel) => /officeDocument"/.test(rel)) ?? '').replace(/^\//, '')
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const resolve = (to) => (to.startsWith('/') ? to.slice(1) : `${folder}${to.replace(/^\.\//, '')}`)
  const linked = rels(`${folder}_rels/${path.slice(folder.length)}.rels`)
  const byId = new Map(linked.map((rel) => [/\sId="([^"]*)"/.exec(rel)?.[1], resolve(target(rel))]))
  const sheets = (text(path).match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []).map((tag) =>
    byId.get(/\s\w+:id="([^"]*)"/.exec(tag)?.[1]),
  )
  return {
    sheets,
    widths: widthsOf(
      text(
        linked
          .map(target)
          .map(resolve)
          .find((name) => /styles[^/]*\.xml$/i.test(name)) ?? '',
      ),
    ),
  }
}

function widthsOf(styles) {
  const formats = new Map()
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    const zeros = /\sformatCode="(0{2,40})(?:;[^"]*)?"/.exec(tag)?.[1]
    if (zeros) formats.set(/\snumFmtId="(\d+)"/.exec(tag)?.[1], zeros.length)
  }
  if (formats.size === 0) return []
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  return (cells.match(/<(?:\w+:)?xf\s[^>]*>/g) ?? []).map((xf) => formats.get(/\snumFmtId="(\d+)"/.exec(xf)?.[1]) ?? 0)
}

/** Reads the tags of a sheet. Rows are numbered from 1, columns from 0. */
export async function marksOf(part, widths) {
  const marks = new Marks(widths)
  if (!part) return marks
  let rest = ''
  for await (const chunk of part.deflated ? inflated(part.packed) : [part.packed]) {
    const text = rest + chunk.toString('latin1')
    const end = text.lastIndexOf('<')
    marks.read(text.slice(0, end))
    rest = text.slice(end)
  }
  marks.read(rest)
  return marks
}

async function* inflated(packed) {
  const stream = createInflateRaw()
  stream.end(packed)
  yield* stream
}

const tags = /<(\/?)(?:\w+:)?(row|c|f|v|col)(\s[^>]*|\/)?>/g

class Marks {
  hidden = new Set()
  hiddenColumns = []
  noResult = new Map()
  padded = new Map()
  line = 0
  column = 0
  cell = null

  constructor(widths) {
    this.widths = widths
  }

  read(text) {
    tags.lastIndex = 0
    for (let tag = tags.exec(text); tag; tag = tags.exec(text)) this.take(tag, text)
  }

  take([all, close, name, about = ''], text) {
    if (close) {
      if (name === 'c') this.endCell()
    } else if (name === 'row') {
      this.line = Number(/\sr="(\d+)"/.exec(about)?.[1] ?? this.line + 1)
      this.column = 0
      if (isHidden(about)) this.hidden.add(this.line)
    } else if (name === 'c') this.beginCell(about)
    else if (name === 'f' && this.cell) this.cell.formula = true
    else if (name === 'v' && this.cell) this.cell.value = !about.endsWith('/') && !text.startsWith('</', tags.lastIndex)
    else if (name === 'col' && isHidden(about)) this.hideColumns(about)
    return all
  }

  beginCell(about) {
    const letters = /\sr="([A-Z]{1,3})\d+"/.exec(about)?.[1]
    if (letters) this.column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
    const type = /\st="(\w+)"/.exec(about)?.[1] ?? 'n'
    const width = type === 'n' ? (this.widths[Number(/\ss="(\d+)"/.exec(about)?.[1] ?? -1)] ?? 0) : 0
    this.cell = { formula: false, value: false, type }
    if (width) this.pad(width)
    if (about.endsWith('/')) this.endCell()
  }

  endCell() {
    // A formula whose result is an empty text has the type of a text.
    if (this.cell?.formula && !this.cell.value && this.cell.type !== 'str') {
      const columns = this.noResult.get(this.line) ?? []
      this.noResult.set(this.line, [...columns, this.column])
    }
    this.cell = null
    this.column += 1
  }

  pad(width) {
    const column = this.padded.get(this.column) ?? new Map()
    this.padded.set(this.column, column.set(this.line, width))
  }

  hideColumns(about) {
    const from = Number(/\smin="(\d+)"/.exec(about)?.[1] ?? 1)
    const to = Math.min(Number(/\smax="(\d+)"/.exec(about)?.[1] ?? from), from + 1000)
    for (let column = from; column <= to; column++) this.hiddenColumns.push(column - 1)
  }
}

const isHidden = (about) => /\shidden="(1|true)"/.test(about)
