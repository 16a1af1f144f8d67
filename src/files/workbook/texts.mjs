// The texts that the cells of a workbook share, in as little memory as they need. hucre would make a tree of them,
// which takes some two hundred bytes for each.
import { StringDecoder } from 'node:string_decoder'
import { inflated, unescaped } from './parts.mjs'

const block = 1 << 20
const tags = /<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)(?:\w+:)?(si|t|rPh)(?:\s[^>]*?)?(\/?)>/g

export class Texts {
  length = 0
  #blocks = []
  #used = block
  #places = new Float64Array(1024)
  #sizes = new Uint32Array(1024)

  add(text) {
    const bytes = Buffer.from(text)
    // An empty text has a place of its own, too: it may be the first, or come when a block is full.
    if (this.#used + Math.max(bytes.length, 1) > block) {
      this.#blocks.push(Buffer.allocUnsafeSlow(Math.max(block, bytes.length)))
      this.#used = 0
    }
    bytes.copy(this.#blocks.at(-1), this.#used)
    if (this.length === this.#sizes.length) {
      this.#places = grown(this.#places)
      this.#sizes = grown(this.#sizes)
    }
    this.#places[this.length] = (this.#blocks.length - 1) * block + this.#used
    this.#sizes[this.length] = bytes.length
    this.#used += bytes.length
    this.length += 1
  }

  /** Undefined if there are fewer. */
  at(index) {
    if (!(index < this.length)) return undefined
    const place = this.#places[index]
    const from = place % block
    return this.#blocks[Math.floor(place / block)].toString('utf8', from, from + this.#sizes[index])
  }
}

function grown(array) {
  const larger = new array.constructor(array.length * 2)
  larger.set(array)
  return larger
}

/**
 * Reads the part with the shared texts. Of rich text the runs are joined; how a text is pronounced is left out.
 * @param most characters of all texts together; beyond that it throws a RangeError
 */
export async function readTexts(part, most) {
  const texts = new Texts()
  const reader = { texts, current: '', inText: false, inSound: false, left: most }
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of inflated(part)) {
    const added = decoder.write(chunk)
    const at = added.lastIndexOf('<')
    const text = rest + added
    const end = at < 0 ? 0 : wholeUpTo(text, rest.length + at)
    if (end > 0) read(reader, text, end)
    rest = text.slice(end)
  }
  read(reader, rest, rest.length)
  return texts
}

/** The tags before the last `<` are whole, and so is the text behind each; unless that stands in raw text. */
function wholeUpTo(text, last) {
  const open = text.lastIndexOf('<![CDATA[')
  return open >= 0 && !text.includes(']]>', open) ? open : last
}

function read(reader, text, end) {
  tags.lastIndex = 0
  for (let tag = tags.exec(text); tag && tag.index < end; tag = tags.exec(text)) {
    const [, raw, close, name, empty] = tag
    if (name === 'rPh') reader.inSound = !close && !empty
    else if (name === 't') reader.inText = !close && !empty && !reader.inSound
    else if (name === 'si' && !close) reader.current = ''
    if (name === 'si' && (close || empty)) {
      reader.left -= reader.current.length
      if (reader.left < 0) throw new RangeError('too much text')
      reader.texts.add(reader.current)
      reader.current = ''
    }
    if (!reader.inText) continue
    if (raw !== undefined) reader.current += raw
    const next = text.indexOf('<', tags.lastIndex)
    reader.current += decoded(text.slice(tags.lastIndex, next < 0 ? undefined : next))
  }
}

/** Without the escapes of XML, and those of Office for characters that XML cannot hold. */
function decoded(text) {
  const plain = unescaped(text)
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain
}
