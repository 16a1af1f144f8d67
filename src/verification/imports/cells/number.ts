import { cleanText } from './text.ts'

type ReadNumber = { text: string; cleaned?: true } | { fault: 'lost_digits' | 'number_as_day' | 'lost_letters' }

/**
 * An employment or company number. Undoes what keeps or adds nothing: `="002837"`, `'002837`, `1001.0`. Numbers from
 * which a spreadsheet has taken digits are refused.
 */
export function readNumber(cell = ''): ReadNumber {
  const text = cleanText(cell)
  const bare = /^=\s*"(.*)"$/.exec(text)?.[1]?.trim() ?? /^'(\d.*)$/.exec(text)?.[1] ?? text
  if (/^\d([.,]\d+)?E\+\d+$/i.test(bare) || /^\d[.,]\d+E\d+$/i.test(bare)) return { fault: 'lost_digits' }
  if (/^(19|20)\d{2}-\d{2}-\d{2}$/.test(bare)) return { fault: 'number_as_day' }
  if (bare.includes('\ufffd')) return { fault: 'lost_letters' }
  const whole = bare.replace(/^(\d+)[.,]0+$/, '$1')
  return whole === text ? { text } : { text: whole, cleaned: true }
}

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
