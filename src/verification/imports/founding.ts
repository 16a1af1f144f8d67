import { distance } from 'fastest-levenshtein'
import { foldName } from '../people/companies.ts'
import type { Note } from './cells/notes.ts'
import type { PersonRow } from './rows.ts'

/** A company that a file names and that does not exist. */
export interface Founded {
  /** The number that it has or would get. */
  number: string
  name: string
  /** What somebody says to found it: the number in the file, or else the name. */
  key: string
  nearest: Near | null
}

/** The existing company that may have been meant. */
export interface Near {
  number: string
  name: string
  /** So near that the rows are probably about it. */
  likely: boolean
}

interface Known {
  number: string
  name: string
}

/** Most comparisons of names for one file; beyond that only equal names are found. */
const mostComparisons = 1_000_000

export const foundingKey = ({ companyNumber, company = '' }: Pick<PersonRow, 'companyNumber' | 'company'>): string =>
  companyNumber ?? foldName(company)

/**
 * Finds the nearest existing company: one with the same name but for its legal form, with a name that differs by a slip
 * of the pen, or, for a row without a name, with a number that a digit or some zeros tell apart. One whose
 * distinguishing words are alike, or that has the same first word, is near, not likely: companies of a group share it;
 * and so is one that has only a near number.
 */
export function nearestOf(known: readonly Known[]): (number: string, name: string) => Near | null {
  const others = known.map((company) => ({ company, words: wordsOf(company.name) }))
  let left = mostComparisons
  return (number, name) => {
    const words = wordsOf(name)
    // A company without a name is called by its number.
    if (name === number) return likely(known.find((company) => areNearNumbers(number, company.number)))
    const same = others.find((other) => other.words.join('') === words.join(''))
    left -= others.length
    if (same || left < 0) return likely(same?.company)
    const slip = others.find((other) => differBySlip(other.words, words))
    if (slip) return likely(slip.company)
    const far = others.map((other) => farnessOf(other.words, words))
    const least = far.reduce((best, each, i) => (each < far[best]! ? i : best), 0)
    const near =
      (far[least] ?? 1) < 1 ? others[least]!.company : known.find((company) => areNearNumbers(number, company.number))
    return near ? { ...pick(near), likely: false } : null
  }
}

/** Proposes the company that was probably meant, in the cell by which the row is placed. */
export function nearNotes({ companyNumber }: PersonRow, near: Near | null): Note[] {
  if (!near) return []
  const why = 'near_company'
  return [
    companyNumber
      ? { cell: 'companyNumber', why, proposal: near.number }
      : { cell: 'company', why, proposal: near.name },
  ]
}

const likely = (company: Known | undefined): Near | null => (company ? { ...pick(company), likely: true } : null)
const pick = ({ number, name }: Known) => ({ number, name })

/** Whether two names may be those of one company, or of one group. */
export const areAkin = (one: string, other: string): boolean => farnessOf(wordsOf(one), wordsOf(other)) < 1

/**
 * How far two names are from each other, from 0 to 1, by the words that only one of them has; 1 if they have nothing in
 * common.
 */
function farnessOf(one: readonly string[], other: readonly string[]): number {
  const own = one.filter((word) => !other.includes(word)).join(' ')
  const others = other.filter((word) => !one.includes(word)).join(' ')
  const length = Math.max(own.length, others.length)
  const far = length === 0 ? 0 : distance(own, others) / length
  if (far <= alike) return far
  // However unlike the rest is. Of several companies of a group, the one that has more words in common is nearer, and,
  // where that is the same, the one with fewer of its own.
  const changed = (distance(own, others) + own.length / 10) / other.join(' ').length
  return one[0] === other[0] ? alike + (0.99 - alike) * Math.min(changed, 1) : 1
}

/** Distinguishing words of which two letters in three agree are alike. */
const alike = 0.34

/**
 * One long word differs by a letter or two, or by two that changed places; a short one only by a letter that is
 * doubled. Else a letter makes another name of it, such as Norr and Nord, and digits never slip: Butik 12 is not Butik
 * 13.
 */
function differBySlip(words: readonly string[], others: readonly string[]): boolean {
  if (words.length !== others.length) return false
  const changed = words.flatMap((word, i) => (word === others[i] ? [] : [[word, others[i]!] as const]))
  if (changed.length !== 1) return false
  const [a, b] = changed[0]!
  const length = Math.min(a.length, b.length)
  if (length < 3 || /\d/.test(a + b)) return false
  if (undoubled(a) === undoubled(b)) return true
  const far = distance(a, b)
  return length >= 6 && (far <= (length < 10 ? 1 : 2) || (far === 2 && sorted(a) === sorted(b)))
}

const sorted = (word: string) => [...word].sort().join('')

const undoubled = (word: string) => word.replace(/(.)\1/gu, '$1')

/** The words of a name without its legal form and punctuation; `Tall och Gran` is `Tall & Gran`. */
const wordsOf = (name: string): string[] =>
  foldName(name)
    .replace(/ek(?:onomisk|\.)? för(?:ening|\.)?|enskild firma|\ba\/s\b/g, ' ')
    .replace(/[.,&+/()"'’–-]/g, ' ')
    .replace(/(?<=\S\s+)(och|and|og|o)(?=\s+\S)/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !legalForm.test(word))

const legalForm = /^(ab|hb|kb|(aktie|handels|kommandit)bolag(et)?|publ|asa?|oyj?|aps|ltd|limited|inc|gmbh)$/

/** `1000` and `100`, `110` and `101`: zeros at an end more or less, or two digits that changed places. */
function areNearNumbers(one: string, other: string): boolean {
  const bare = (number: string) => number.replace(/^0+|0+$/g, '')
  if (bare(one) !== '' && bare(one) === bare(other) && one.length !== other.length) return true
  const differ = [...one].flatMap((digit, i) => (digit === other[i] ? [] : [i]))
  const [a, b] = differ
  return (
    one.length === other.length && differ.length === 2 && b === a! + 1 && one[a!] === other[b] && one[b] === other[a!]
  )
}
