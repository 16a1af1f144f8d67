import { type OldEncoding, standIns, tables } from './evidence.ts'
import { lengthOfSequence } from './utf8.ts'

/** UTF-8 that was read as an old encoding and encoded again: `BjÃ¶rn`. */
export interface Twice {
  /** The byte that each character stands for. */
  bytes: ReadonlyMap<string, number>
  /** All letters beyond ASCII were read so. */
  all: boolean
}

/** Programs read UTF-8 as one of these by mistake, and then write what they saw. */
const misreadAs: OldEncoding[] = ['Windows-1252', 'Mac Roman', 'IBM437', 'IBM850', 'Windows-1250']

const bytesOf = misreadAs.map(
  (name) => new Map(tables[name].flatMap((char, byte): [string, number][] => (byte < 0x80 ? [] : [[char, byte]]))),
)
// Latin-1 shows all of these bytes as control characters, Windows those that it leaves open.
for (let byte = 0x80; byte < 0xa0; byte++)
  for (const char of standIns(byte)) for (const bytes of [bytesOf[0]!, bytesOf.at(-1)!]) bytes.set(char, byte)

/**
 * `Ã` or `Â`, `√` or `¬`, `├` or `┬`, `Ă` before a character that stands for a continuation byte: never a real name.
 */
const signs = /Ã|Â|√|¬|├|┬|Ă|â€/

/** Gathers what speaks for text that was encoded twice. */
export class TwiceEvidence {
  private readonly readers = bytesOf.map((bytes) => ({ bytes, sure: 0, inside: 0 }))
  private beyond = 0

  /** Quickly, whether anything speaks for it. */
  static mayBeIn = (text: string): boolean => signs.test(text)

  add(text: string): void {
    this.beyond += text.match(/[^\0-\x7f\ufeff]/g)?.length ?? 0
    for (const reader of this.readers)
      for (const { at, end, sure } of sequences(text, reader.bytes)) {
        if (sure) reader.sure += 1
        reader.inside += end - at
      }
  }

  /**
   * Sequences that begin with `Ä` or `Å` may be real words, and are only read so if nothing else in the text is beyond
   * ASCII.
   */
  found(): Twice | null {
    const best = this.readers.reduce((a, b) => (b.sure > a.sure ? b : a))
    return best.sure > 0 ? { bytes: best.bytes, all: this.beyond === best.inside } : null
  }
}

/** An address is left as it is where other words of the text are right. */
const address = /(?<![^\s;,|"<>])[^\s;,|"<>@]*@[^\s;,|"<>]*/g

/** `places`: where the letters are that were repaired or doubtful, in order, unless all were. */
export function undoTwice(text: string, { bytes, all }: Twice): { text: string; places: number[] } {
  const pieces: string[] = []
  const places: number[] = []
  let length = 0
  let from = 0
  let next = 0
  const add = (piece: string) => {
    pieces.push(piece)
    length += piece.length
  }
  const kept = all ? [] : [...text.matchAll(address)].map(({ index, 0: each }) => ({ index, end: index + each.length }))
  for (const { at, end, char, sure } of sequences(text, bytes)) {
    if (!sure && !all) continue
    add(text.slice(from, at))
    if (!all) places.push(length)
    while ((kept[next]?.end ?? text.length) <= at) next += 1
    const isKept = (kept[next]?.index ?? text.length) <= at
    add(isKept ? text.slice(at, end) : char)
    from = end
  }
  add(text.slice(from))
  return { text: pieces.join(''), places }
}

/** The characters that stand for the bytes of one other character in UTF-8. */
function* sequences(text: string, bytes: ReadonlyMap<string, number>) {
  for (const { index, 0: run } of text.matchAll(/[^\0-\x7f]{2,}/g)) {
    for (let i = 0; i < run.length; ) {
      const lead = bytes.get(run[i]!) ?? 0
      const length = lengthOfSequence(lead)
      const read =
        length > 1
          ? decode(
              [...run.slice(i, i + length)].map((char) => bytes.get(char) ?? 0),
              length,
            )
          : null
      if (read) yield { at: index + i, end: index + i + length, char: read, sure: lead < 0xc4 || lead === 0xe2 }
      i += read ? length : 1
    }
  }
}

function decode(bytes: number[], length: number): string | null {
  if (bytes.length < length || bytes.slice(1).some((byte) => byte < 0x80 || byte > 0xbf)) return null
  const text = Buffer.from(bytes).toString('utf8')
  return text.includes('\ufffd') ? null : text
}
