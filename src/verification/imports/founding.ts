import { distance } from 'fastest-levenshtein'
import { foldName } from '../people/companies.ts'
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
  /** So near that the row is probably about it: the company is founded only if somebody says so. */
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
 * of the pen, or, for a row without a name, with a number that a digit or some zeros tell apart. A common first word
 * makes it near, not likely: companies of a group share it.
 */
export function nearestOf(known: readonly Known[]): (number: string, name: string) => Near | null {
  const cores = known.map((company) => ({ company, core: coreOf(company.name) }))
  let left = mostComparisons
  return (number, name) => {
    const core = coreOf(name)
    // A company without a name is called by its number.
    if (name === number) return likely(known.find((company) => areNearNumbers(number, company.number)))
    const same = cores.find((other) => other.core === core)
    left -= cores.length
    if (same || left < 0) return likely(same?.company)
    const slip = cores.find((other) => differBySlip(other.core, core))
    if (slip) return likely(slip.company)
    const akin = cores.find((other) => firstWord(other.core) === firstWord(core))
    return akin ? { ...pick(akin.company), likely: false } : null
  }
}

const likely = (company: Known | undefined): Near | null => (company ? { ...pick(company), likely: true } : null)
const pick = ({ number, name }: Known) => ({ number, name })

/**
 * One long word differs by a letter, or two. In a short one a letter makes another name, such as Norr and Nord, and
 * digits never slip: Butik 12 is not Butik 13.
 */
function differBySlip(one: string, other: string): boolean {
  const [words, others] = [one.split(' '), other.split(' ')]
  if (words.length !== others.length) return false
  const changed = words.flatMap((word, i) => (word === others[i] ? [] : [[word, others[i]!] as const]))
  if (changed.length !== 1) return false
  const [a, b] = changed[0]!
  const length = Math.min(a.length, b.length)
  return length >= 6 && !/\d/.test(a + b) && distance(a, b) <= (length < 10 ? 1 : 2)
}

/** The name without its legal form and punctuation. */
const coreOf = (name: string) =>
  foldName(name)
    .replace(/[.,&()"'-]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !forms.has(word))
    .join(' ')

const forms = new Set(['ab', 'aktiebolag', 'aktiebolaget', 'hb', 'kb', 'publ', 'as', 'asa', 'oy', 'aps', 'ltd'])
const firstWord = (name: string) => name.split(' ')[0]

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
