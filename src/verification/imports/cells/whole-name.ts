import { foldName } from '../../people/companies.ts'

/** A whole name of one cell, divided. */
export interface Divided {
  givenName?: string
  familyName?: string
  /** It could be divided in another way as well. */
  isGuess: boolean
}

/** Words with which a family name begins: `von Essen`, `de la Gardie`. */
const particle = /^(von|van|vom|zu|zur|af|av|de|der|den|du|da|di|dos|del|della|la|le|al|bin|ibn|ter|ten)$/i

/** Those that are no given names: the family name stands first, whatever the order of the others. */
const surely = /^(von|af|av|zu)$/i

const wordsOf = (text: string) => text.split(' ').filter((word) => word !== '')

/** With a comma, the family name stands before it. Otherwise it is `turned` whose family name stands first. */
export function divided(text: string, turned: boolean): Divided {
  const [before, ...behind] = text.split(',').map((part) => part.trim())
  if (behind.length > 0) return named(behind.filter(Boolean).join(', '), before, behind.length > 1)
  const words = wordsOf(text)
  if (words.length === 1) return { givenName: text, isGuess: true }
  const isLong = words.length > 2
  const isFirst = turned ? particle.test(words[0]!) : surely.test(words[0]!)
  const rest = words.findIndex((word) => !particle.test(word)) + 1
  if (isLong && isFirst && rest > 0) return cut(words, rest, true, !turned)
  const at = words.findIndex((word, i) => i > 0 && i < words.length - 1 && particle.test(word))
  if (at > 0) return cut(words, at, false, turned)
  return cut(words, turned ? 1 : words.length - 1, turned, isLong)
}

/** Divided before a word, from 0. */
function cut(words: readonly string[], at: number, turned: boolean, isGuess: boolean): Divided {
  const [first, last] = [words.slice(0, at).join(' '), words.slice(at).join(' ')]
  const [given, family] = turned ? [last, first] : [first, last]
  return named(given, family, isGuess)
}

const named = (given: string | undefined, family: string | undefined, isGuess: boolean): Divided => ({
  ...(given && { givenName: given }),
  ...(family && { familyName: family }),
  isGuess,
})

/** Given and family name as they were divided, for people to see. */
export const namesApart = ({ givenName = '–', familyName = '–' }: Omit<Divided, 'isGuess'>): string =>
  `${givenName} | ${familyName}`

/** How somebody is stored. */
interface Known {
  givenName: string
  familyName: string
}

/**
 * Divided as somebody is stored, if the whole name is theirs or has one of their names at its end: so a name that has
 * not changed stays as it is, in whichever order it stands. `isTurned`: only the other order fits.
 */
export function dividedAs(text: string, turned: boolean, known: Known): (Divided & { isTurned: boolean }) | null {
  if (text.includes(',')) return null
  const words = wordsOf(text)
  const [given, family] = [wordsOf(foldName(known.givenName)), wordsOf(foldName(known.familyName))]
  const folded = words.map(foldName)
  const begins = (part: readonly string[]) => part.length > 0 && part.every((word, i) => folded[i] === word)
  const ends = (part: readonly string[]) =>
    part.length > 0 && part.every((word, i) => folded[folded.length - part.length + i] === word)
  const isAll = given.length + family.length === words.length
  for (const isTurned of [turned, !turned]) {
    const [first, second] = isTurned ? [family, given] : [given, family]
    const isWhole = isAll && (first.length === 0 || begins(first)) && (second.length === 0 || ends(second))
    if (isWhole) return { ...cut(words, first.length, isTurned, false), isTurned: isTurned !== turned }
  }
  const [first, second] = turned ? [family, given] : [given, family]
  const behindFirst = begins(first) ? first.length : 0
  const beforeSecond = ends(second) ? words.length - second.length : 0
  const at = (turned ? [behindFirst, beforeSecond] : [beforeSecond, behindFirst]).find((n) => n > 0 && n < words.length)
  return at ? { ...cut(words, at, turned, false), isTurned: false } : null
}

/**
 * Divided as the one of the names that stands in a column of its own says; if it is no end of it, the rest is the
 * other.
 */
export function dividedBeside(text: string, turned: boolean, beside: Partial<Known>): Divided {
  const { givenName = '', familyName = '' } = beside
  const said = givenName || familyName
  if (!said || foldName(said) === foldName(text)) return divided(text, turned)
  const found =
    dividedAs(text, turned, { givenName, familyName }) ?? dividedAs(text, !turned, { givenName, familyName })
  if (!found) return named(givenName || text, familyName || text, false)
  const { isTurned: _, ...names } = found
  return names
}
