// The parts of a workbook. thread.mjs runs this on the zip that zip.ts has written, so its form is known.
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib'

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

/** Takes a part out of the zip's list, so that whoever opens the zip does not find it. */
export function hide(bytes, name) {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = raw.length - 22
  for (let at = raw.readUInt32LE(end + 16); at < end; at += 46 + raw.readUInt16LE(at + 28)) {
    const found = raw.subarray(at + 46, at + 46 + raw.readUInt16LE(at + 28))
    if (found.toString() === name) found.fill('-')
  }
}

/** A zip of texts that are not packed. */
export function storedZip(texts) {
  const files = []
  const directory = []
  let at = 0
  for (const [name, text] of texts) {
    const content = Buffer.from(text)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(content.length, 14)
    about.writeUInt32LE(content.length, 18)
    about.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    files.push(Buffer.from('PK\x03\x04'), about, Buffer.from(name), content)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), about, place, Buffer.from(name))
    at += 30 + name.length + content.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(texts.length, 8)
  end.writeUInt16LE(texts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, list, end])
}

/** The content of a part, piece by piece. */
export async function* inflated({ packed, deflated }) {
  if (!deflated) return yield packed
  const stream = createInflateRaw({ chunkSize: 1 << 16 })
  stream.end(packed)
  yield* stream
}

export class Book {
  constructor(parts) {
    this.parts = parts
    const path = linksOf(this.text('_rels/.rels'), '').find(({ type }) => type === 'officeDocument')?.target ?? ''
    const links = linksOf(this.text(relsOf(path)), folderOf(path))
    const target = (type) => links.find((link) => link.type === type)?.target
    /** The sheets in their order. `hidden`: also those that only a program can show again. */
    this.sheets = (this.text(path).match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []).map((tag) => {
      const id = attribute(tag, '\\w+:id')
      return {
        path: links.find((link) => link.id === id)?.target,
        name: unescaped(attribute(tag, 'name') ?? ''),
        isHidden: /hidden/i.test(attribute(tag, 'state') ?? ''),
      }
    })
    /** The path of the texts that the sheets share. */
    this.texts = target('sharedStrings')
    /** What number formats add to a number, by style. */
    this.formats = formatsOf(this.text(target('styles') ?? ''))
  }

  text(name) {
    const part = this.parts.get(name)
    return part ? (part.deflated ? inflateRawSync(part.packed) : part.packed).toString('utf8') : ''
  }

  /** The XML of the parts of these types that belong to a sheet. */
  partsOf(sheet, ...types) {
    if (!sheet) return []
    const links = linksOf(this.text(relsOf(sheet)), folderOf(sheet))
    return links.filter(({ type }) => types.includes(type)).map(({ target }) => this.text(target))
  }

  /** Where the links of a sheet's cells lead, by their ids. */
  targetsOf(sheet) {
    const rels = sheet ? this.text(relsOf(sheet)) : ''
    const links = rels.match(/<(?:\w+:)?Relationship\s[^>]*\/hyperlink["'][^>]*>/g) ?? []
    return new Map(links.map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target') ?? '']))
  }
}

const attributes = new Map()

/** The value of an attribute, whose name is a regular expression, in a tag. */
export function attribute(tag, name) {
  const known = attributes.get(name)
  const pattern = known ?? new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`)
  if (!known) attributes.set(name, pattern)
  const found = pattern.exec(tag)
  return found ? (found[1] ?? found[2]) : undefined
}

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Without the escapes of XML. */
export const unescaped = (text) =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9A-Fa-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (all, hex, decimal, name) => {
        if (name) return named[name]
        const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10)
        return code <= 0x10ffff ? String.fromCodePoint(code) : all
      })
    : text

/** The links that a `.rels` file holds, with whole paths. */
function linksOf(rels, folder) {
  return (rels.match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []).map((tag) => ({
    id: attribute(tag, 'Id'),
    type: attribute(tag, 'Type')?.split('/').at(-1),
    target: resolve(folder, attribute(tag, 'Target') ?? ''),
  }))
}

const folderOf = (path) => path.slice(0, path.lastIndexOf('/') + 1)
const relsOf = (path) => `${folderOf(path)}_rels/${path.slice(folderOf(path).length)}.rels`

function resolve(folder, target) {
  if (target.startsWith('/')) return target.slice(1)
  const path = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.') path.push(step)
  }
  return path.join('/')
}

function formatsOf(styles) {
  const formats = new Map()
  for (const [tag] of styles.matchAll(/<(?:\w+:)?numFmt\s[^>]*>/g)) {
    const format = formatOf(unescaped(attribute(tag, 'formatCode') ?? ''))
    if (format) formats.set(attribute(tag, 'numFmtId'), format)
  }
  if (formats.size === 0) return []
  const cells = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? ''
  return (cells.match(/<(?:\w+:)?xf\s[^>]*>/g) ?? []).map((xf) => formats.get(attribute(xf, 'numFmtId')))
}

/**
 * What a format such as `000000`, `"K"0000` or `[Red]000"-X"` adds to a number; null for any other. Colours, languages
 * and the room of a sign (`_)`) add nothing, nor do words after a space: `000" st"`.
 */
function formatOf(code) {
  const [, quoted, escaped = '', zeros, behind, escapedBehind = ''] = numberFormat.exec(code) ?? []
  const prefix = quoted ?? escaped.replaceAll('\\', '')
  const suffix = behind ?? escapedBehind.replaceAll('\\', '')
  if (!zeros || (!prefix && zeros.length < 2)) return null
  return { prefix, width: zeros.length, suffix: /^[\p{L}\d/.-]*$/u.test(suffix) ? suffix : '' }
}

const unseen = String.raw`(?:\[(?:\$-[^\]]*|[A-Za-z]{3,}\d*)\]|[_*].)*`
const numberFormat = new RegExp(
  String.raw`^${unseen}(?:"(\p{L}[^"]{0,9})"|((?:\\\p{L}){0,9}))(0{1,40})${unseen}(?:"([^"]{0,20})"|((?:\\.){0,20}))${unseen}(?:;|$)`,
  'u',
)
