/** Digits side by side, as ASCII, with their place in the text and what stands before them in their chain. */
export interface Group {
  digits: string
  at: number
  end: number
  before: string
}

/** Whether there may be so many digits in a text: most have none, and need no closer look. */
export function mayHoldDigits(text: string, least: number): boolean {
  let found = 0
  for (let i = 0; i < text.length && found < least; i++) {
    const code = text.charCodeAt(i)
    // A digit of ASCII, or anything outside it.
    if ((code > 0x2f && code < 0x3a) || code > 0x7f) found++
  }
  return found >= least
}

/** More between two groups, where spaces side by side count once, or a letter, and they are no longer one number. */
const widest = 8

/**
 * The digits of a text, of any script, in groups; groups with only signs and spaces between them are a chain.
 * Characters that nobody sees do not part digits.
 */
export function groupsOf(text: string): Group[][] {
  const chains: Group[][] = []
  let last: Group | undefined
  let end = 0
  for (const match of text.matchAll(digitRuns)) {
    const before = text.slice(end, match.index)
    const group = { digits: asAscii(match[0]), at: match.index, end: match.index + match[0].length, before }
    const joins = last && before.replace(/\s+/g, ' ').length <= widest && !/[\p{L}\p{N}]/u.test(before)
    if (joins) chains.at(-1)!.push(group)
    else chains.push([group])
    last = group
    end = group.end
  }
  return chains
}

/** Signs for one digit in a circle, in brackets or before a full stop: the first of each row, and its value. */
const dressed: readonly [first: number, value: number, count: number][] = [
  [0x2460, 1, 9], // ①
  [0x2474, 1, 9], // ⑴
  [0x2488, 1, 9], // ⒈
  [0x24ea, 0, 1], // ⓪
  [0x24f5, 1, 9], // ⓵
  [0x24ff, 0, 1], // ⓿
  [0x2776, 1, 9], // ❶
  [0x2780, 1, 9], // ➀
  [0x278a, 1, 9], // ➊
  [0x1f100, 0, 1], // 🄀
  [0x1f101, 0, 10], // 🄁
  [0x1f10b, 0, 1], // 🄋
  [0x1f10c, 0, 1], // 🄌
]
const signsOf = dressed
  .map(([first, , count]) => `\\u{${first.toString(16)}}-\\u{${(first + count - 1).toString(16)}}`)
  .join('')

/**
 * Decimal digits, and other signs for one digit such as ① and ². Between them may stand soft hyphens, zero-width
 * characters, direction and byte order marks, and what turns a digit into an emoji, all of which a copied number may
 * contain.
 */
const digit = `[\\p{Nd}\\u00b2\\u00b3\\u00b9\\u2070\\u2074-\\u2079\\u2080-\\u2089${signsOf}]`
const digitRuns = new RegExp(`${digit}(?:[\\p{Cf}\\p{M}]*${digit})*`, 'gu')

/** The text with the decimal digits of any script as those of ASCII. */
export const withAsciiDigits = (text: string): string =>
  /[^\0-\x7f]/.test(text) ? text.replace(/\p{Nd}/gu, digitOf) : text

function asAscii(run: string): string {
  if (/^\d+$/.test(run)) return run
  return [...run].map(digitOf).join('')
}

function digitOf(character: string): string {
  const plain = character.normalize('NFKC')
  if (/^\d$/.test(plain)) return plain
  if (!/\p{Nd}/u.test(character)) return valueOfSign(character.codePointAt(0)!)
  // The ten digits of a script follow each other, from zero on.
  let zero = character.codePointAt(0)!
  const code = zero
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String((code - zero) % 10)
}

function valueOfSign(code: number): string {
  const row = dressed.find(([first, , count]) => code >= first && code < first + count)
  return row ? String(row[1] + code - row[0]) : ''
}
