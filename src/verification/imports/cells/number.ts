import { cleanText, isError } from './text.ts'

type ReadNumber =
  | { text: string; cleaned?: true }
  | { fault: 'lost_digits' | 'number_as_day' | 'lost_letters' | 'error' }

/**
 * An employment or company number. Undoes what keeps or adds nothing: `="002837"`, `'002837`, `1001.0`. Numbers from
 * which a spreadsheet has taken digits are refused.
 */
export function readNumber(cell = ''): ReadNumber {
  const text = cleanText(cell)
  const bare =
    /^=\s*"(.*)"$/.exec(text)?.[1]?.trim() ?? /^"(\d+)"$/.exec(text)?.[1] ?? /^'(\d.*)$/.exec(text)?.[1] ?? text
  if (/^\d([.,]\d+)?E\+\d+$/i.test(bare) || /^\d[.,]\d+E\d+$/i.test(bare)) return { fault: 'lost_digits' }
  if (isError(bare)) return { fault: 'error' }
  if (isDay(bare)) return { fault: 'number_as_day' }
  if (bare.includes('\ufffd')) return { fault: 'lost_letters' }
  const whole = bare.replace(/^(\d+)[.,]0+$/, '$1')
  return whole === text ? { text } : { text: whole, cleaned: true }
}

const month = '(jan|feb|mars?|apr|ma[jiy]|juni?|juli?|aug|sept?|o[kc]t|nov|de[cs])\\.?'
/** What spreadsheets make of `5-24` and `12-1`, in the languages of Scandinavia and in English. */
const days = [
  /^(19|20)\d{2}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?$/,
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
