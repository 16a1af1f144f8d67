import { withAsciiDigits } from '../../people/digits.ts'
import { readFigure } from './figure.ts'
import type { NoteCode } from './notes.ts'
import { isNothing } from './nothing.ts'
import { cleanText, isError } from './text.ts'

type ReadNumber =
  | { text: string; cleaned?: true; written?: string }
  | {
      fault: Extract<NoteCode, 'lost_digits' | 'number_as_day' | 'lost_letters' | 'error' | 'no_number'>
      proposal?: string
    }

/**
 * An employment or company number; empty if something else stands in place of one (`-`, `saknas`). Undoes what keeps or
 * adds nothing: `="002837"`, `'002837`, `1001.0`, `2 837`, digits of other scripts. Numbers from which a spreadsheet
 * has taken digits are refused, and what is no number. `written` is what the cell says, if that may be a number, too.
 */
export function readNumber(cell = '', of: 'number' | 'companyNumber' = 'number'): ReadNumber {
  const text = cleanText(cell)
  // Nearly all are.
  if (/^\d+$/.test(text)) return isRounded(text) ? { fault: 'lost_digits' } : { text }
  const bare =
    /^=\s*"(.*)"$/.exec(text)?.[1]?.trim() ?? /^"(\d+)"$/.exec(text)?.[1] ?? /^'(\d.*)$/.exec(text)?.[1] ?? text
  if (/^\d([.,]\d+)?E\+\d+$/i.test(bare) || /^\d[.,]\d+E\d+$/i.test(bare)) return { fault: 'lost_digits' }
  if (isError(bare)) return { fault: 'error' }
  if (isDay(bare)) return { fault: 'number_as_day' }
  if (bare.includes('\ufffd')) return { fault: 'lost_letters' }
  if (isNothing(bare)) return { text: '' }
  const known = unwrapped(inAscii(bare).replace(title, ''))
  const figure = readFigure(known)
  if (figure && 'odd' in figure) return { fault: 'no_number', ...(figure.proposal && { proposal: figure.proposal }) }
  const number = figure ? figure.whole : known
  if (isRounded(number)) return { fault: 'lost_digits' }
  if (!figure && !mayBeNumber(number, of)) {
    const [part, another] = number.split(/[\s:;,()]+/).filter((word) => /^[\p{L}\d-]*\d[\p{L}\d-]*$/u.test(word))
    return { fault: 'no_number', ...(part && !another && { proposal: part }) }
  }
  if (number === text) return { text }
  const isOther = bare.replace(/^(\d+)[.,]0+$/, '$1') !== number
  return { text: number, cleaned: true, ...(isOther && { written: bare }) }
}

/**
 * What is left of a number that a spreadsheet once showed as 1.23457E+11: it does so from twelve digits on, and keeps
 * six of them.
 */
const isRounded = (digits: string) => digits.length >= 12 && /^[1-9]\d{5}0+$/.test(digits)

/** With the digits, letters and hyphens that a keyboard has. */
const inAscii = (text: string) =>
  withAsciiDigits(text)
    .replace(/[\uff01-\uff5e]/g, (char) => char.normalize('NFKC'))
    .replace(/[\u2010-\u2015\u2212]/g, '-')

/** Without the brackets or asterisks around it, or the spaces between its digits: `*2837*`, `00 28 37`. */
function unwrapped(text: string): string {
  const inner = /^\*+([^*]*)\*+$|^\(([^()]*)\)$|^\[([^[\]]*)\]$/.exec(text)
  const bare = (inner?.slice(1).find((part) => part) ?? text).trim()
  return /^\d{1,3}( \d{1,3})+$/.test(bare) ? bare.replaceAll(' ', '') : bare
}

/** `Anst.nr 2837` */
const title = /^(?:(?:anst|anställnings?|löne?|emp|employee)[. ]*)?(?:nr|no|nummer|number)\b[.:]* ?(?=\d)/i

/**
 * Employers have letters, hyphens and other signs in their numbers (`A-1002`), some only capitals; but no words beside
 * them, and no yes or no. Only companies are called by a word.
 */
function mayBeNumber(text: string, of: 'number' | 'companyNumber'): boolean {
  if (text.includes('@') || truths.test(text) || (of === 'number' && kinds.test(text))) return false
  // A company's may be written with a space.
  if (severalNumbers.test(text) || (of === 'number' && /^\d{4,}( \d{4,})+$/.test(text))) return false
  const words = text.split(/\s+/)
  const isWord = (word: string) => /^[\p{P}]*(?=\p{L}{2})\p{L}*\p{Ll}\p{L}*[\p{P}]*$/u.test(word)
  if (words.length > 1 && words.some(isWord)) return false
  return of === 'companyNumber' || /\p{N}/u.test(text) || /^\p{Lu}{2,6}$/u.test(text)
}

/** What somebody is, who has no number yet. */
const kinds = /^(nya?|nyanställd|vik|vikarie|tim|timanställd|extra|vakant|konsult|inhyrd|chef)$/i
const severalNumbers = /\d( ?[,;&+] ?| \p{L}{2,} )\d{2,}$/u
const truths = /^(true|false|sant|sann|falskt|falsk|usant|ja|nej|nei|yes|no)$/i

const month = '(jan|feb|mars?|apr|ma[jiy]|juni?|juli?|aug|sept?|o[kc]t|nov|de[cs])\\.?'
/** What spreadsheets make of `5-24`, `12-1` and `12:30`, in the languages of Scandinavia and in English. */
const days = [
  /^(18|19|20)\d{2}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?$/,
  /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/,
  /^\d{1,2}\/\d{1,2}\/(\d{4}|\d{2})$/,
  new RegExp(`^(\\d{1,2}[-.]${month}|${month}[-. ]\\d{2})$`, 'i'),
]
const isDay = (text: string) => days.some((day) => day.test(text))

/** The digits without leading zeros and spaces, by which mangled numbers are recognised; null for other numbers. */
export function digitsOf(number: string): string | null {
  const digits = number.replace(/(?<=\d) (?=\d{3}(?: |$))/g, '')
  return /^\d{1,15}$/.test(digits) ? digits.replace(/^0+(?=\d)/, '') : null
}

/** The numbers with the same digits but other leading zeros, up to this many digits. */
export function otherForms(number: string): string[] {
  const digits = digitsOf(number)
  if (digits === null) return []
  const forms = Array.from({ length: Math.max(1, longest - digits.length + 1) }, (_, i) => '0'.repeat(i) + digits)
  return forms.filter((form) => form !== number)
}

const longest = 12
