import { piecesOf } from '#bot'

/**
 * In characters, of the longest words of all columns together: what fits beside each other on a telephone of 320
 * pixels, besides the edges of the cells. Slack makes a column as wide as its longest word, and what is wider than the
 * screen has to be moved by a finger.
 */
const room = (columns: number): number => 29 - 3 * columns
/** Shorter pieces could not be read. */
const shortest = 5

const SOFT_HYPHEN = '\u00ad'
const ZERO_WIDTH_SPACE = '\u200b'

/** The cells with places in their long words where a narrow screen may break them. A wide one shows no difference. */
export function breakable(table: readonly string[][]): string[][] {
  const longest = (table[0] ?? []).map((_, at) => Math.max(...table.flatMap((row) => wordsOf(row[at]!).map(lengthOf))))
  const most = mostThatFits(longest)
  return table.map((row) => row.map((cell) => cell.replace(/[^ \n]+/g, (word) => opened(word, most))))
}

/** The length at which words are broken, so that the longest of all columns fit beside each other. */
function mostThatFits(longest: readonly number[]): number {
  const isFitting = (most: number) => longest.reduce((sum, one) => sum + Math.min(one, most), 0) <= room(longest.length)
  let most = Math.max(shortest, ...longest)
  while (most > shortest && !isFitting(most)) most -= 1
  return most
}

/** Addresses are broken where piecesOf does it, other words into parts of about one length. */
function opened(word: string, most: number): string {
  if (lengthOf(word) <= most) return word
  const parts = Math.ceil(lengthOf(word) / most)
  const sign = /^\p{L}+$/u.test(word) ? SOFT_HYPHEN : ZERO_WIDTH_SPACE
  return piecesOf(word, Math.ceil(lengthOf(word) / parts)).join(sign)
}

const wordsOf = (cell: string): string[] => cell.split(/[ \n]/)
const lengthOf = (word: string): number => [...word].length
