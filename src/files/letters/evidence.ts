import iconv from 'iconv-lite'

/** The encodings with one byte for each letter, in the order in which one is preferred if the evidence is equal. */
export const oldEncodings = ['Windows-1252', 'IBM437', 'Mac Roman', 'IBM850'] as const
export type OldEncoding = (typeof oldEncodings)[number]

const labels: Record<OldEncoding, string> = {
  'Windows-1252': 'windows-1252',
  IBM437: 'cp437',
  'Mac Roman': 'macroman',
  IBM850: 'cp850',
}

const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
/**
 * The character of each byte. In Node 20, TextDecoder('windows-1252') turns 0x80-0x9F into control characters;
 * iconv-lite decodes them correctly, and the five bytes that it leaves undefined become control characters here.
 */
const tableOf = (encoding: OldEncoding): string[] =>
  [...iconv.decode(every, labels[encoding])].map((char, byte) => (char === '\ufffd' ? String.fromCharCode(byte) : char))

export const tables = Object.fromEntries(oldEncodings.map((name) => [name, tableOf(name)])) as Record<
  OldEncoding,
  string[]
>

/** As many high bytes as are enough to judge by. */
const enough = 200_000

/** The encoding in which the bytes above 0x7F make the likeliest text, judged by the characters beside them. */
export function bestOf(bytes: Uint8Array): OldEncoding {
  const scores = oldEncodings.map((name) => ({ name, score: scoreOf(bytes, tables[name]) }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).name
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

const nordic = new Set('åäöÅÄÖøæØÆ')
const western = new Set('éèëêüáàâïîíóôòúûùçñýšžÉÈËÜÁÀÍÓÚÇÑŠŽß')

/** How likely a character is between two others: high for `ö` in `Björn`, negative for `Œ` in `BjŒrn` or a box. */
function likelihood(before: string, char: string, after: string): number {
  if (!isLetter(char)) return symbolBetween(before, char, after)
  const inWord = isLetter(before)
  if (!inWord && !isLetter(after)) return nordic.has(char) ? 0 : -1
  if (isUpper(char) && isLower(before)) return -2
  if (isLower(char) && isUpper(before) && isUpper(after)) return -2
  const base = nordic.has(char) ? 3 : western.has(char) ? 2 : 0
  // Names begin with a capital letter.
  return inWord ? base : base + (isUpper(char) ? 0.5 : -0.5)
}

function symbolBetween(before: string, char: string, after: string): number {
  if (/[\u0000-\u001f\u007f-\u009f]/.test(char)) return -5
  if (!/[–—‘’“”€…\u00a0§°´·«»&½×]/.test(char)) return -2
  return isLetter(before) && isLetter(after) && char !== '’' ? -2 : 0.5
}

const isLetter = (char: string) => isUpper(char) || isLower(char) || char === 'ß'
const isUpper = (char: string) => char !== char.toLowerCase()
const isLower = (char: string) => char !== char.toUpperCase()
