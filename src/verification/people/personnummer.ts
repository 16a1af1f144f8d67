import { type Group, groupsOf, mayHoldDigits } from './digits.ts'

/**
 * Finds the first Swedish personal identity number (personnummer or samordningsnummer) in a text: 10 or 12 digits with
 * a valid date and check digit, in the digits of any script, and grouped by whatever people and programs write between
 * them. Organisation numbers have no valid date, and most phone and employment numbers are not valid either. Takes time
 * in proportion to the text.
 */
export const findPersonalNumber = (text: string): Place | null => findNumber(text, isValid)

/** Whether a text looks as if it held one: with a valid date, whatever the check digit says. */
export const looksPersonal = (text: string): boolean => findNumber(text, hasDate) !== null

interface Place {
  at: number
  length: number
}

function findNumber(text: string, isOne: (digits: string) => boolean): Place | null {
  if (!mayHoldDigits(text, 10)) return null
  for (const chain of groupsOf(text)) {
    for (let from = 0; from < chain.length; from++) {
      let length = 0
      for (let to = from; to < chain.length && length < 12; to++) {
        length += chain[to]!.digits.length
        if ((length === 10 || length === 12) && isNumber(chain, from, to + 1, isOne)) {
          return { at: chain[from]!.at, length: chain[to]!.end - chain[from]!.at }
        }
      }
    }
  }
  return null
}

/**
 * Whether a cell of a file must be refused. A spreadsheet takes the zero from `050101-…` where it sees a number, and
 * may show what is left as one: `112 181 235`, `112181235.0`.
 */
export function isRefusedCell(cell: string, mayLackZero: boolean): boolean {
  if (findPersonalNumber(plainFigure(cell))) return true
  if (!mayHoldDigits(cell, 9)) return false
  const [chain = [], ...others] = groupsOf(cell.replace(/[.,]0+\s*$/, ''))
  const digits = chain.map((group) => group.digits).join('')
  if (others.length || digits.length !== 9 || !isValid(`0${digits}`)) return false
  // With the hyphen it is nothing else, whatever column it stands in.
  if (isGrouped([5, 4], chain)) return mayLackZero || /^[-+]$/.test(chain[1]?.before ?? '')
  return mayLackZero && digits[0] !== '0' && isGrouped([3, 3, 3], chain)
}

/** `8,112289874E+09` is how a spreadsheet writes a number into a narrow column; `8112289874` is meant. */
const plainFigure = (cell: string): string =>
  cell.replace(/(\d)[.,](\d{7,11})E\+?(\d\d?)(?!\d)/gi, (whole, first: string, rest: string, power: string) =>
    Number(power) >= rest.length ? first + rest.padEnd(Number(power), '0').slice(0, 20) : whole,
  )

/**
 * Whether a name holds a personal identity number, however its digits are spread: names have no other digits, so all of
 * them are looked at together.
 */
export function isRefusedName(cell: string): boolean {
  if (!mayHoldDigits(cell, 10)) return false
  const digits = groupsOf(cell)
    .flat()
    .map((group) => group.digits)
    .join('')
  return (digits.length === 10 || digits.length === 12) && isValid(digits)
}

function isNumber(chain: readonly Group[], from: number, to: number, isOne: (digits: string) => boolean): boolean {
  const groups = chain.slice(from, to)
  const digits = groups.map((group) => group.digits).join('')
  if (!isOne(digits)) return false
  if (groups.length === 1) return true
  return isGroupedLikeOne(groups, digits.length) && !isTime(groups) && !isDates(chain, from, to)
}

const hasDate = (digits: string) => isDate(digits.slice(0, -4))
const isValid = (digits: string) => hasDate(digits) && checks(digits.slice(-10))

/** The ways in which such numbers are broken up. Two employment numbers side by side are not one of them. */
function isGroupedLikeOne(groups: readonly Group[], length: number): boolean {
  const date = length === 12 ? [4, 2, 2] : [2, 2, 2]
  if (isGrouped([length - 4, 4], groups, [...date, 2, 2])) return true
  const sizes = groups.map((group) => group.digits.length)
  const even = (list: readonly number[]) => list[0]! < 5 && list.slice(0, -1).every((n) => n === list[0])
  const isEven = (list: readonly number[]) => list.length > 2 && even(list) && list.at(-1)! <= list[0]!
  // In fours, threes, twos or one by one; or as a spreadsheet separates thousands.
  return isEven(sizes) || (isEven(sizes.toReversed()) && sizes.at(-1) === 3)
}

/** Whether the groups break where `must` does, and otherwise only where `may` does. */
function isGrouped(must: readonly number[], groups: readonly Group[], may: readonly number[] = must): boolean {
  const breaks = (sizes: readonly number[]) => sizes.slice(0, -1).map((_, i) => sum(sizes.slice(0, i + 1)))
  const found = breaks(groups.map((group) => group.digits.length))
  return (
    found.every((at) => breaks(may).includes(at)) &&
    (found.length === 0 || breaks(must).every((at) => found.includes(at)))
  )
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

/** `2026-03-29 09:00` and `2026-03-29 09.00` end with a time. */
function isTime(groups: readonly Group[]): boolean {
  const [hours, minutes] = groups.slice(-2)
  if (hours!.digits.length !== 2 || minutes!.digits.length !== 2) return false
  return Number(hours!.digits) < 24 && Number(minutes!.digits) < 60 && /^[:.]$/.test(minutes!.before)
}

/**
 * Part of two dates, `2026-01-31, 2026-02-01`, of which the second begins with what looks like the last four digits.
 */
function isDates(chain: readonly Group[], from: number, to: number): boolean {
  const isYear = (group?: Group) => /^(19|20)\d\d$/.test(group?.digits ?? '')
  const two = (group?: Group) => group?.digits.length === 2
  const second = isYear(chain[to - 1]) && two(chain[to]) && two(chain[to + 1])
  return second || (isYear(chain[from - 1]) && two(chain[from]) && two(chain[from + 1]))
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
