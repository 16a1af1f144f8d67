import iconv from 'iconv-lite'
import { isLetter, isUnspoken, likelihood } from './likelihood.ts'
import { lengthOfSequence } from './utf8.ts'

/** The encodings with one byte for each letter, in the order in which one is preferred if the evidence is equal. */
const oldEncodings = [
  'Windows-1252',
  'ISO-8859-15',
  'IBM437',
  'Mac Roman',
  'IBM850',
  // The Windows of Poland, Czechia and Hungary: it has ä and ö, but no å.
  'Windows-1250',
  // Of the Baltic countries, of Cyrillic letters, and of Greek ones.
  'Windows-1257',
  'Windows-1251',
  'Windows-1253',
  // The DOS of the Baltic countries.
  'IBM775',
] as const
export type OldEncoding = (typeof oldEncodings)[number]

/** What iconv-lite calls them. */
export const labels: Record<OldEncoding, string> = {
  'Windows-1252': 'windows-1252',
  'ISO-8859-15': 'iso-8859-15',
  IBM437: 'cp437',
  'Mac Roman': 'macroman',
  IBM850: 'cp850',
  'Windows-1250': 'windows-1250',
  'Windows-1257': 'windows-1257',
  'Windows-1251': 'windows-1251',
  'Windows-1253': 'windows-1253',
  IBM775: 'cp775',
}

const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
/**
 * The character of each byte. In Node 20, TextDecoder('windows-1252') turns 0x80-0x9F into control characters;
 * iconv-lite decodes them correctly, and the bytes that it leaves undefined become control characters here.
 */
const tableOf = (encoding: OldEncoding): string[] =>
  [...iconv.decode(every, labels[encoding])].map((char, byte) => (char === '\ufffd' ? String.fromCharCode(byte) : char))

export const tables = Object.fromEntries(oldEncodings.map((name) => [name, tableOf(name)])) as Record<
  OldEncoding,
  string[]
>

/**
 * What programs put in the place of a byte that an encoding leaves open: a control character, or, as LibreOffice, a
 * private one.
 */
export const standIns = (byte: number): string[] => [String.fromCharCode(byte), String.fromCharCode(0xf100 + byte)]

/** How much more has to speak for these than for the encodings of Scandinavia: a name or two prove nothing. */
const burden: Partial<Record<OldEncoding, number>> = {
  'Windows-1257': 2,
  'Windows-1251': 1,
  'Windows-1253': 1,
  IBM775: 2,
}
/** As many high bytes as are enough to judge by. */
const enough = 200_000

export interface Best {
  name: OldEncoding
  /** Bytes that are another character in an encoding for which nearly as much speaks, or that make no word in this. */
  unsure: ReadonlySet<number>
}

/** The encoding in which the bytes above 0x7F make the likeliest text, judged by the characters beside them. */
export function bestOf(bytes: Uint8Array): Best {
  const scores = oldEncodings.map((name) => ({ name, score: scoreOf(bytes, tables[name]) - (burden[name] ?? 0) }))
  const best = scores.reduce((best, next) => (next.score > best.score ? next : best))
  const near = scores.filter(({ name, score }) => name !== best.name && score > best.score - 1)
  const unsure = near.flatMap(({ name }) => differing(bytes, tables[best.name], tables[name]))
  return { name: best.name, unsure: new Set([...unsure, ...astray(bytes, tables[best.name])]) }
}

/**
 * Bytes that are a sign within or before a word wherever they stand, as in `¥midt`, or a letter that is nowhere
 * pronounced, as in `Ayþe`: none of the encodings is right. Then no letter is sure but those that are common here.
 */
function astray(bytes: Uint8Array, table: readonly string[]): number[] {
  const found = straysAmong(bytes, table)
  return found.length > 0 ? [...every].filter((byte) => byte >= 0x80 && !common.test(table[byte]!)) : []
}

/** Also what stands between words and sentences. */
const common = /[åäöøæéüÅÄÖØÆÉÜ–—‘’“”…«»€§°´\u00a0]/

function straysAmong(bytes: Uint8Array, table: readonly string[]): number[] {
  const isSign = every.map((byte) => Number(byte >= 0x80 && !isLetter(table[byte]!) && !/\p{P}/u.test(table[byte]!)))
  const isLetterHere = every.map((byte) => Number(byte >= 0x80 && isLetter(table[byte]!) && !common.test(table[byte]!)))
  const here = new Set<number>()
  const elsewhere = new Set<number>()
  for (let i = 0; i < bytes.length && here.size + elsewhere.size < 256; i++) {
    const byte = bytes[i]!
    if (!(isSign[byte] || isLetterHere[byte]) || elsewhere.has(byte) || isEncodedTwice(bytes, i)) continue
    const [before, after] = [table[bytes[i - 1] ?? 32]!, table[bytes[i + 1] ?? 32]!]
    const isAstray = isSign[byte]
      ? isLetter(after) && likelihood(before, table[byte]!, after) < -1
      : isUnspoken(before, table[byte]!, after)
    if (isAstray) here.add(byte)
    else elsewhere.add(byte)
  }
  return [...here].filter((byte) => !elsewhere.has(byte))
}

/** Whether a byte is of a letter in UTF-8: its cell alone was encoded twice (`BjÃ¶rn`), and is judged by itself. */
function isEncodedTwice(bytes: Uint8Array, at: number): boolean {
  for (let from = Math.max(0, at - 3); from <= at; from++) {
    const end = from + lengthOfSequence(bytes[from]!)
    if (end > at && end > from + 1 && bytes.subarray(from + 1, end).every((byte) => byte >> 6 === 0b10)) return true
  }
  return false
}

function scoreOf(bytes: Uint8Array, table: readonly string[]): number {
  let score = 0
  let seen = 0
  for (let i = 0; i < bytes.length && seen < enough; i++) {
    if (bytes[i]! < 0x80) continue
    seen += 1
    score += likelihood(table[bytes[i - 1] ?? 32]!, table[bytes[i]!]!, table[bytes[i + 1] ?? 32]!)
  }
  return score
}

/** The bytes that differ, of which at least one is a letter. */
function differing(bytes: Uint8Array, one: readonly string[], other: readonly string[]): number[] {
  const differ = [...every].filter((byte) => one[byte] !== other[byte] && /\p{L}/u.test(one[byte]! + other[byte]!))
  return differ.filter((byte) => bytes.includes(byte))
}
