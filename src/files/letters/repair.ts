import { type OldEncoding, tables } from './evidence.ts'

interface Repaired {
  text: string
  /** All letters beyond ASCII had been encoded twice. */
  twice: boolean
  /** Where repaired letters are, unless all were. In order. */
  places: number[]
}

/** Programs read UTF-8 as one of these by mistake, and then write what they saw. */
const misreadAs: OldEncoding[] = ['Windows-1252', 'Mac Roman', 'IBM437']

const bytesOf = misreadAs.map(
  (name) => new Map(tables[name].flatMap((char, byte): [string, number][] => (byte < 0x80 ? [] : [[char, byte]]))),
)
// Latin-1 shows these bytes as control characters, Windows-1252 as others.
for (let byte = 0x80; byte < 0xa0; byte++) bytesOf[0]!.set(String.fromCharCode(byte), byte)

/** `Ã` or `Â`, `√` or `¬`, `├` or `┬` before a character that stands for a continuation byte: never a real name. */
const signs = /Ã|Â|√|¬|├|┬|â€/

/**
 * Undoes that text was encoded twice (`BjÃ¶rn`) or more often. Sequences that begin with `Ä` or `Å` may be real words,
 * and are only read so if nothing else in the text is beyond ASCII.
 */
export function repair(text: string): Repaired {
  let result: Repaired = { text, twice: false, places: [] }
  for (let pass = 0; pass < 3 && signs.test(result.text); pass++) {
    const next = once(result.text)
    if (!next) break
    result = { ...next, places: next.places.length > 0 ? next.places : result.places }
  }
  return result
}

function once(text: string): Repaired | null {
  const readers = bytesOf.map((bytes) => ({ bytes, ...tally(text, bytes) }))
  const best = readers.reduce((a, b) => (b.sure > a.sure ? b : a))
  if (best.sure === 0) return null
  const twice = best.others === 0
  const pieces: string[] = []
  const places: number[] = []
  let length = 0
  let from = 0
  const add = (piece: string) => {
    pieces.push(piece)
    length += piece.length
  }
  for (const { at, end, char, sure } of sequences(text, best.bytes)) {
    if (!sure && !twice) continue
    add(text.slice(from, at))
    if (!twice) places.push(length)
    add(char)
    from = end
  }
  add(text.slice(from))
  return { text: pieces.join(''), twice, places }
}

/** How many sequences are certain, and how many characters beyond ASCII belong to none. */
function tally(text: string, bytes: ReadonlyMap<string, number>): { sure: number; others: number } {
  let sure = 0
  let inside = 0
  for (const found of sequences(text, bytes)) {
    if (found.sure) sure += 1
    inside += found.end - found.at
  }
  if (sure === 0) return { sure, others: 0 }
  return { sure, others: (text.match(/[^\0-\x7f\ufeff]/g)?.length ?? 0) - inside }
}

/** The characters that stand for the bytes of one other character in UTF-8. */
function* sequences(text: string, bytes: ReadonlyMap<string, number>) {
  for (const { index, 0: run } of text.matchAll(/[^\0-\x7f]{2,}/g)) {
    for (let i = 0; i < run.length; ) {
      const lead = bytes.get(run[i]!) ?? 0
      const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
      const read = length
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
