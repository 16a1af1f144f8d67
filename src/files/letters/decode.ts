import iconv from 'iconv-lite'
import { type Detected, isUtf8 } from './detect.ts'
import { type OldEncoding, tables } from './evidence.ts'
import { repair } from './repair.ts'

/** The text of a file, and what had to be done to read it. */
export interface Decoded {
  text: string
  /** The letters of the whole file had been encoded twice: `BjÃ¶rn`. */
  twice: boolean
  /** Numbers of the lines, from 1, that are in another encoding than the rest, or were encoded twice. */
  doubtful: Set<number>
}

const slice = 1 << 20

/** Decodes a file, yielding to the event loop. Leaves out byte order marks, also where files were joined. */
export async function decodeFile(bytes: Uint8Array, detected: Detected): Promise<Decoded> {
  const pieces: string[] = []
  const strays: number[] = []
  let length = 0
  for (const { text, stray } of piecesOf(bytes, detected)) {
    if (stray) strays.push(length)
    pieces.push(text)
    length += text.length
    if (!stray && text.length > slice / 4) await others()
  }
  const { text, twice, places } = repair(pieces.join(''))
  await others()
  const doubtful = linesAt(text, twice ? strays : [...strays, ...places].sort((a, b) => a - b))
  return {
    text: text.replace(/(?<=[\r\n])\ufeff(?="[^;,\t"\r\n])/g, '').replace(/^\ufeff/, ''),
    twice,
    doubtful,
  }
}

/** Parts of at most a megabyte. */
function* piecesOf(bytes: Uint8Array, { encoding, skip, strays }: Detected): Generator<{ text: string; stray?: true }> {
  if (strays) return yield* mixed(bytes.subarray(skip), strays)
  const label = { 'Mac Roman': 'macroman', IBM437: 'cp437', IBM850: 'cp850' }[encoding as string] ?? encoding
  const decoder = iconv.getDecoder(label, { stripBOM: false })
  for (let at = skip; at < bytes.length; at += slice)
    yield { text: decoder.write(Buffer.from(bytes.subarray(at, at + slice))) }
  yield { text: decoder.end() ?? '' }
}

/** UTF-8 in which some lines are in another encoding: in those, every byte that is not part of UTF-8. */
function* mixed(bytes: Uint8Array, strays: OldEncoding): Generator<{ text: string; stray?: true }> {
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const found = bytes.indexOf(10, at)
    const end = found < 0 ? bytes.length : found + 1
    const isStray = !isUtf8(bytes.subarray(at, end))
    if (isStray || at - from > slice || end === bytes.length) {
      const whole = isStray ? at : end
      yield { text: Buffer.from(bytes.subarray(from, whole)).toString('utf8') }
      from = whole
    }
    if (isStray) {
      yield { text: byByte(bytes.subarray(at, end), tables[strays]), stray: true }
      from = end
    }
    at = end
  }
}

function byByte(line: Uint8Array, table: readonly string[]): string {
  let text = ''
  for (let i = 0; i < line.length; ) {
    const length = lengthOfSequence(line[i]!)
    const sequence = line.subarray(i, i + length)
    const isWhole = length > 1 && sequence.length === length && isUtf8(sequence)
    text += isWhole ? Buffer.from(sequence).toString('utf8') : table[line[i]!]
    i += isWhole ? length : 1
  }
  return text
}

const lengthOfSequence = (byte: number) => (byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 1)

/** The numbers of the lines with these positions, which are in order. */
function linesAt(text: string, places: readonly number[]): Set<number> {
  const found = new Set<number>()
  if (places.length === 0) return found
  const ends = /\r\n|\n|\r/g
  let line = 1
  let end = ends.exec(text)
  for (const place of places) {
    while (end && ends.lastIndex <= place) {
      line += 1
      end = ends.exec(text)
    }
    found.add(line)
  }
  return found
}

const others = () => new Promise((resolve) => setImmediate(resolve))
