/**
 * Finds the first Swedish personal identity number (personnummer or samordningsnummer) in a text: 10 or 12 digits, with
 * or without `-`, `+` or a space before the last four, with a valid date and check digit. Organisation numbers have no
 * valid date, and most phone and employment numbers are not valid either. Takes time in proportion to the text.
 */
export function findPersonalNumber(text: string): { at: number; length: number } | null {
  // Most cells of a file are too short to contain one.
  if (text.length < 10) return null
  if (invisible.test(text)) return findAmongInvisible(text)
  for (const match of text.matchAll(shape)) {
    const [all, date = '', last = ''] = match
    if (isDate(date) && checks(date.slice(-6) + last)) return { at: match.index, length: all.length }
  }
  return null
}

// With more digits on either side it is part of a longer number. The dashes are what word processors put for a hyphen.
const shape = /(?<!\d)(\d{6}|\d{8})[ \u00a0]?[-+\u2010-\u2015\u2212]?[ \u00a0]?(\d{4})(?!\d)/g

/** Soft hyphens, zero-width characters, direction and byte order marks, which a copied number may contain. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/

function findAmongInvisible(text: string): { at: number; length: number } | null {
  const seen = [...text.matchAll(new RegExp(`[^${invisible.source.slice(1)}`, 'g'))]
  const found = findPersonalNumber(seen.map(([character]) => character).join(''))
  if (!found) return null
  const at = seen[found.at]!.index
  return { at, length: seen[found.at + found.length - 1]!.index + 1 - at }
}

function isDate(digits: string): boolean {
  const month = Number(digits.slice(-4, -2))
  const written = Number(digits.slice(-2))
  // A samordningsnummer has 60 added to the day.
  const day = written > 60 ? written - 60 : written
  if (month < 1 || month > 12 || day < 1) return false
  if (digits.length === 8 && !/^(18|19|20)/.test(digits)) return false
  // Without a century, any century that fits will do. 2000 was a leap year, so only year % 4 matters.
  const year = digits.length === 8 ? Number(digits.slice(0, 4)) : 2000 + Number(digits.slice(0, 2))
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Luhn over the ten digits. */
function checks(ten: string): boolean {
  let sum = 0
  for (let i = 0; i < 10; i++) {
    const value = Number(ten[i]) * (i % 2 === 0 ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
