import { type OldEncoding, standIns, tables } from './evidence.ts'
import { isLetter, isVowel, likelihood } from './likelihood.ts'

/** Text in one encoding that a program has read as another, and then saved: `Bj÷rn`, `Bjšrn`, `Bj”rn`. */
export interface Misread {
  /** What each character has been. */
  chars: ReadonlyMap<string, string>
  /** All letters beyond ASCII were read so. */
  all: boolean
}

const everyday: OldEncoding[] = ['Windows-1252', 'IBM437', 'Mac Roman', 'IBM850']
const pairs: [is: OldEncoding, as: OldEncoding][] = [
  ...everyday.flatMap((is) => everyday.filter((as) => as !== is).map((as): [OldEncoding, OldEncoding] => [is, as])),
  ['Windows-1250', 'Windows-1252'],
  ['Windows-1252', 'Windows-1250'],
]

/** For each pair, what each character has been. */
const readings = pairs.map(([is, as]) => {
  const seen = (byte: number) => (byte < 0xa0 ? [tables[as][byte]!, ...standIns(byte)] : [tables[as][byte]!])
  return new Map(tables[is].flatMap((char, byte) => (byte < 0x80 ? [] : seen(byte).map((one) => [one, char] as const))))
})
type Chars = Misread['chars']

/** Whatever stands between spaces and delimiters, if it is not plain ASCII. An address is never changed. */
const words = /(?<![^\s;,:|"()<>/\\])(?![^\s;,:|"()<>/\\]*@)[^\s;,:|"()<>/\\]*[^\0-\x7f\s\ufeff][^\s;,:|"()<>/\\]*/g
/** More different words tell no more. */
const enough = 20_000
/** A letter in its place gains about 5 over a sign, and 2.5 over a letter that cannot be pronounced there. */
const gainOfLetter = 2
/** The score of a word that may be one. */
const likely = 1.5

/** Gathers words and finds the wrong reading that explains them. */
export class MisreadEvidence {
  private readonly seen = new Set<string>()

  add(text: string): void {
    if (this.seen.size < enough) for (const [word] of text.matchAll(words)) this.seen.add(word)
  }

  /** Null if the words are right, or if too little speaks for one reading of them. */
  found(): Misread | null {
    const seen = [...this.seen]
    const judged = readings.map((chars) => ({ chars, ...supportOf(seen, chars) }))
    const best = judged.reduce((one, other) => (other.gain > one.gain ? other : one))
    const all = best.against === 0
    // One word proves nothing. A sign within two is hardly ever meant; letters in the wrong place must be many, and no
    // others in their right one.
    const isProven = best.signs >= 2 || (all && best.signs + best.letters >= 3)
    return isProven ? { chars: best.chars, all } : null
  }

  /** Whether words look wrong all the same. */
  leavesWrong(misread: Misread | null): boolean {
    return [...this.seen].some((word) => wrongLetters(misread ? undoMisread(word, misread).text : word).length > 0)
  }
}

/** How many words speak for a reading, with signs in them or with letters alone, and how many against it. */
function supportOf(all: readonly string[], chars: Chars) {
  const support = { gain: 0, signs: 0, letters: 0, against: 0 }
  for (const word of all) {
    const { gain, isClear } = judge(word, chars)
    if (gain < -1) support.against += 1
    if (!isClear) continue
    support.gain += gain
    if (isImpossible(word)) support.signs += 1
    else if (!/[^\0-\x7f\p{L}]/u.test(word)) support.letters += 1
  }
  return support
}

/** How much likelier a reading makes the word, and whether that is much and the word then is a likely one. */
function judge(word: string, chars: Chars): { gain: number; isClear: boolean } {
  if ([...word].some((char) => char > '\x7f' && !chars.has(char)))
    return { gain: Number.NEGATIVE_INFINITY, isClear: false }
  const after = scoreOf(reread(word, chars))
  const gain = after - scoreOf(word)
  return { gain, isClear: gain > gainOfLetter && after >= likely }
}

/** Of each character beyond ASCII, on average. */
function scoreOf(word: string): number {
  let score = 0
  let n = 0
  for (let i = 0; i < word.length; i++) {
    if (word[i]! <= '\x7f') continue
    score += likelihood(word[i - 1] ?? ' ', word[i]!, word[i + 1] ?? ' ')
    n += 1
  }
  return score / Math.max(n, 1)
}

/**
 * Whether a character stands between letters where none can: `Bj÷rn`, `MŠrta`. At an end it may be somebody's mark,
 * as in `Anna†`.
 */
const isImpossible = (word: string): boolean =>
  [...word.matchAll(/(?<=\p{L})[^\0-\x7f](?=\p{L})/gu)].some(
    ({ 0: char, index }) => likelihood(word[index - 1]!, char, word[index + 1]!) <= -1,
  )

const reread = (word: string, chars: Chars) => word.replace(/[^\0-\x7f]/g, (c) => chars.get(c) ?? c)

/**
 * Puts the words right; if other words of the text are right as they are, those alone that cannot be and become
 * likely. `places`: where those are, and where it is hard to say.
 */
export function undoMisread(text: string, { chars, all }: Misread): { text: string; places: number[] } {
  const places: number[] = []
  const mended = text.replace(words, (word, at: number) => {
    if (all) return reread(word, chars)
    const { gain, isClear } = judge(word, chars)
    if (gain > 0) places.push(at)
    return isClear && isImpossible(word) ? reread(word, chars) : word
  })
  return { text: mended, places }
}

/** What the letters of Scandinavia become where they are misread, unless that is a letter, too. */
const signs = new Set(
  readings.flatMap((chars) =>
    [...chars].flatMap(([wrong, right]) => ('åäöÅÄÖéüøæØÆ'.includes(right) && !isLetter(wrong) ? [wrong] : [])),
  ),
)
const within = [...signs].filter((sign) => !/[’¤]/.test(sign)).join('')
const withinWord = new RegExp(`(?<=\\p{L})[${within}](?=\\p{L})`, 'gu')
/** What stands for a byte that an encoding leaves open, at a letter. */
const open = /(?<=\p{L})[\u0080-\u009f\uf180-\uf19f]|[\u0080-\u009f\uf180-\uf19f](?=\p{L})/gu
/** Mac's ö and é, read as Windows; in names of Slavic languages they stand beside a vowel. */
const silent = /(?<=\p{L})[šž](?=\p{L})/gu

/** Where letters are wrong, although it could not be told what they have been. */
export function wrongLetters(text: string): number[] {
  const found = [withinWord, open]
    .flatMap((each) => [...text.matchAll(each)].map(({ index }) => index))
    .filter((at) => likelihood(text[at - 1] ?? ' ', text[at]!, text[at + 1] ?? ' ') < 0)
  for (const { index } of text.matchAll(silent))
    if (!isVowel(text[index - 1]!) && !isVowel(text[index + 1]!)) found.push(index)
  return found.sort((a, b) => a - b)
}
