import { prefixOf, storable } from '../../base/storable.ts'
import { folded } from '../../base/text/folded.ts'
import type { Column } from './names.ts'

/** What the cells of one column look like. Shares are of its filled cells, 0 to 1. */
export interface Looks {
  /** Share of all rows in which it is filled. */
  filled: number
  /** Share of different texts. */
  distinct: number
  address: number
  digits: number
  /** Letters, digits and few signs without spaces, at most 20 long. */
  code: number
  name: number
  /** With a space between two words. */
  twoWords: number
  date: number
  /** Share with a digit in them. */
  figures: number
  yes: number
  yesNo: number
  /** Words for somebody who works there or does no longer. */
  status: number
  /** Addresses that private people have. */
  privateAddress: number
  language: number
  telephone: number
  /** Names of companies. */
  company: number
  /** The texts in lower case without accents, by row; empty where the cell is. */
  texts: string[]
}

export function looksOf(cells: readonly string[]): Looks {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const share = (is: (cell: string) => boolean) => filled.filter(is).length / Math.max(filled.length, 1)
  return {
    filled: filled.length / Math.max(cells.length, 1),
    distinct: new Set(filled).size / Math.max(filled.length, 1),
    address: share((cell) => /[^\s@]@[^\s@]+\.\p{L}{2,}/u.test(cell)),
    digits: share((cell) => /^(="?)?\d[\d ]{0,18}(?:[.,]0+)?"?$/.test(cell)),
    code: share((cell) => /^[\p{L}\p{N}="._/-]{1,20}$/u.test(cell) && /\d/.test(cell)),
    name: share((cell) => /^\p{Lu}[\p{L}'’ .-]{0,40}$/u.test(cell) && !/\b(AB|HB|KB)$/.test(cell)),
    twoWords: share((cell) => /\p{L},? +\p{L}/u.test(cell)),
    date: share(isDate),
    figures: share((cell) => /\d/.test(cell)),
    yes: share((cell) => /^(ja|j|yes|true|sant)$/i.test(cell)),
    yesNo: share((cell) => /^(ja|nej|j|n|yes|no|true|false|sant|falskt)$/i.test(cell)),
    status: share((cell) =>
      /^(in)?akti\w*$|^(passiv|slut|avslut|upphör|anställd|pågå|tillsvidare|visstid|tim|vikar|prov)/i.test(cell),
    ),
    privateAddress: share((cell) => privateAddress.test(cell)),
    language: share((cell) => /^(sv|en|svenska|engelska|swedish|english)([-_]\w+)?$/i.test(cell)),
    telephone: share((cell) => /^(\+|00?)[\d ()/-]{6,20}$/.test(cell) && /[ +-]/.test(cell)),
    company: share((cell) => /(ab|hb|kb|kommun)$/i.test(cell)),
    texts: cells.map(folded),
  }
}

const privateAddress =
  /@(gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|telia|bredband|comhem|spray|passagen|proton|protonmail|gmx)\.[a-z.]{2,6}$/i

const isDate = (cell: string) =>
  /^(tills? ?vidare|tv)$/i.test(cell) ||
  /^(19|20)\d{2}[-/.](0?[1-9]|1[0-2])[-/.]\d{1,2}([ T].*)?$/.test(cell) ||
  /^\d{1,2}[-/. ](\d{1,2}|\p{L}{3,9}\.?)[-/. ]\d{2,4}$/u.test(cell) ||
  /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(cell)

/** Whether the cells cannot be what the header of their column suggests. */
export function contradicts(column: Column, look: Looks): boolean {
  if (look.filled === 0) return false
  // So few different words may be anybody's codes.
  const isFreeText = new Set(look.texts).size > 9 && look.yesNo + look.status < 0.3
  switch (column) {
    case 'email':
      return look.address < 0.3
    case 'number':
      return look.code < 0.5 && look.digits < 0.5
    case 'startsOn':
    case 'endsOn':
      return look.date < 0.3 && look.figures < 0.3
    case 'active':
    case 'protected':
      return look.date > 0.5 || isFreeText
    default:
      return false
  }
}

export const isNumber = ({ filled, distinct, date, telephone }: Looks) =>
  filled > 0.7 && distinct > 0.7 && date < 0.5 && telephone < 0.5

export const isCompany = ({ company }: Looks) => company > 0.6

/** Dates of which most lie more than forty years back, or none within a time in which some people begin somewhere. */
export const isBirth = ({ texts }: Looks) =>
  share(texts, (text) => /19[2-7]\d/.test(text)) > 0.3 ||
  (texts.filter((text) => /19\d\d/.test(text)).length > 4 && !texts.some((text) => /20[12]\d/.test(text)))

/** Whether two columns of several different texts always change together. */
export function goTogether(one: Looks | undefined, other: Looks): boolean {
  if (!one) return false
  const pairs = new Set(one.texts.map((text, i) => `${text}\n${other.texts[i]}`))
  const count = new Set(one.texts).size
  return count > 1 && pairs.size === count && new Set(other.texts).size === count
}

export function share(texts: readonly string[], is: (text: string) => boolean): number {
  const filled = texts.filter((text) => text !== '')
  return filled.filter(is).length / Math.max(filled.length, 1)
}

/** Up to three different cells of a column, to be shown. */
export function samplesOf(rows: readonly (readonly string[])[], i: number): string[] {
  const found = new Set<string>()
  for (const cells of rows) {
    const cell = storable(cells[i] ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    if (cell) found.add(cell.length > 40 ? `${prefixOf(cell, 39)}…` : cell)
    if (found.size === 3) break
  }
  return [...found]
}
