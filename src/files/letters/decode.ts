import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { others } from '../../base/others.ts'
import type { Detected } from './detect.ts'
import { labels, type OldEncoding, tables } from './evidence.ts'
import { findRepairs, type Repairs, repaired, stepsOf } from './repair.ts'
import { lengthOfSequence } from './utf8.ts'

/** The text of a file, and what has to be done to read it. */
export interface Decoded {
  /**
   * The text from its beginning, in pieces of about a megabyte, each with whole lines. It is decoded anew each time.
   */
  pieces(): Iterable<string>
  /** The letters of the whole file had become others before it was saved, and are put right: `BjÃ¶rn`, `Bj÷rn`. */
  mended: boolean
  /** Numbers of the lines, from 1, whose letters may be wrong, or were put right line by line. */
  doubtful: number[]
}

const slice = 1 << 20

/**
 * Decodes a file, yielding to the event loop. Leaves out byte order marks, also where files were joined. The text is
 * never held as a whole: it may need twice as much memory as the bytes.
 */
export async function decodeFile(bytes: Uint8Array, detected: Detected): Promise<Decoded> {
  const raw = () => wholeLines(texts(bytes, detected))
  const repairs = await findRepairs(raw)
  return {
    *pieces() {
      let isFirst = true
      for (const piece of raw()) {
        yield repaired(piece, repairs.list).replace(
          isFirst ? /^\ufeff|(?<=[\r\n])\ufeff(?="[^;,\t"\r\n])/g : /(?<=^|[\r\n])\ufeff(?="[^;,\t"\r\n])/g,
          '',
        )
        isFirst = false
      }
    },
    mended: repairs.list.at(-1)?.all ?? false,
    doubtful: [
      ...new Set([...(await strayLines(bytes, detected)), ...(await lettersInDoubt(raw, detected, repairs))]),
    ].sort((a, b) => a - b),
  }
}

interface Piece {
  text: string
  /** It is one line, in another encoding than the rest. */
  stray?: true
}

/** Line ends of other systems and of text programs. Within a line they are a break in a cell. */
const rareEnds = /[\u0085\u2028\u2029]/g

/** Parts of at most a megabyte. Where lines end as hardly anywhere, they are made to end as elsewhere. */
function* texts(bytes: Uint8Array, detected: Detected): Generator<Piece> {
  let isRare: boolean | undefined
  for (const piece of decoded(bytes, detected)) {
    isRare ??= (piece.text.match(rareEnds)?.length ?? 0) > countLineEnds(piece.text)
    yield isRare ? { ...piece, text: piece.text.replace(rareEnds, '\n') } : piece
  }
}

function* decoded(bytes: Uint8Array, { encoding, skip, strays }: Detected): Generator<Piece> {
  if (strays) return yield* mixed(bytes.subarray(skip), strays)
  const label = labels[encoding as OldEncoding] ?? encoding
  const decoder = iconv.getDecoder(label, { stripBOM: false })
  for (let at = skip; at < bytes.length; at += slice) {
    const part = bytes.subarray(at, at + slice)
    yield { text: decoder.write(Buffer.from(part.buffer, part.byteOffset, part.length)) }
  }
  yield { text: decoder.end() ?? '' }
}

/** UTF-8 in which some lines are in another encoding: in those, every byte that is not part of UTF-8. */
function* mixed(bytes: Uint8Array, strays: OldEncoding): Generator<Piece> {
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

/** The same text divided behind line ends, never between the two characters of one. */
function* wholeLines(pieces: Iterable<Piece>): Generator<string> {
  let rest: string[] = []
  let length = 0
  for (const { text } of pieces) {
    const newline = text.lastIndexOf('\n') + 1
    const end = newline || text.lastIndexOf('\r', text.length - 2) + 1
    // Short pieces are put together.
    if (end === 0 || length + end < slice / 4) {
      rest.push(text)
      length += text.length
      continue
    }
    yield rest.join('') + text.slice(0, end)
    rest = [text.slice(end)]
    length = text.length - end
  }
  if (length > 0) yield rest.join('')
}

async function strayLines(bytes: Uint8Array, detected: Detected): Promise<number[]> {
  const found: number[] = []
  if (!detected.strays) return found
  let line = 1
  for (const { text, stray } of texts(bytes, detected)) {
    if (stray) found.push(line)
    line += countLineEnds(text)
    if (!stray) await others()
  }
  return found
}

/**
 * Lines with letters for whose encoding little speaks, that were put right one by one, or that are wrong all the same.
 */
async function lettersInDoubt(pieces: () => Iterable<string>, { encoding, unsure }: Detected, repairs: Repairs) {
  const found: number[] = []
  const letters = [...(unsure ?? [])].map((byte) => tables[encoding as OldEncoding][byte]!).join('')
  if (!letters && !repairs.hasPlaces) return found
  const inDoubt = new RegExp(`[${letters}]`, 'g')
  let line = 1
  for (const piece of pieces()) {
    const steps = [
      { text: piece, places: [...piece.matchAll(inDoubt)].map(({ index }) => index) },
      ...stepsOf(piece, repairs),
    ]
    for (const { text, places } of steps) for (const at of linesAt(text, places)) found.push(line + at)
    line += countLineEnds(piece)
    await others()
  }
  return found
}

const lineEnds = /\r\n|\n|\r/g

const countLineEnds = (text: string) => text.match(lineEnds)?.length ?? 0

/** On which lines, from 0, these positions are, which are in order. */
function* linesAt(text: string, places: readonly number[]): Generator<number> {
  const ends = new RegExp(lineEnds)
  let line = 0
  let end = ends.exec(text)
  for (const place of places) {
    while (end && ends.lastIndex <= place) {
      line += 1
      end = ends.exec(text)
    }
    yield line
  }
}
