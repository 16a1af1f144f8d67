import { wholeNameColumns } from '../../base/columns.ts'
import { folded } from '../../base/text/folded.ts'
import type { FileProblem } from '../problem.ts'
import { columnOf } from './columns.ts'
import { isCompany, looksOf, share } from './looks.ts'
import { addressOfOthers, type Column, plain, wholeName } from './names.ts'

type Rows = readonly (readonly string[])[]

/** Which name stands first in a column of whole names. */
export const nameOrders = ['given', 'family'] as const
export type NameOrder = (typeof nameOrders)[number]

const wholeIn = { given: 'wholeName', family: 'turnedName' } as const

export const isWholeName = (column: Column | null | undefined): boolean =>
  wholeNameColumns.some((each) => each === column)

/** The same columns, with the whole names in the order that somebody has said. */
export const ordered = <T extends Column | null>(columns: readonly T[], order: NameOrder | undefined) =>
  columns.map((column) => (order && isWholeName(column) ? wholeIn[order] : column))

/**
 * The same columns with one of whole names, where no other holds names: one whose header says so, or, if somebody is
 * asked about the columns anyway, one whose cells look so.
 */
export function withWholeNames(
  columns: (Column | null)[],
  names: readonly string[],
  rows: Rows,
  isAsked: boolean,
): (Column | null)[] {
  if (columns.some((column) => column === 'givenName' || column === 'familyName' || isWholeName(column))) return columns
  const at = names.findIndex((name, i) => !columns[i] && wholeName.test(plain(name)) && areMostlyWhole(rows, i))
  const found = at < 0 && isAsked ? columns.findIndex((column, i) => !column && areNobodyElses(names[i], rows, i)) : at
  if (found < 0) return columns
  const order = orderIn(names[found] ?? '', rows, found, columns.indexOf('email'))
  return columns.map((column, i) => (i === found ? wholeIn[order] : column))
}

/** A whole name or two below `Förnamn` may be double names: nobody is asked because of them. */
const fewest = 3

/**
 * The same columns with their names in the right ones, where cells contradict the header: whole names below `Förnamn`
 * with nothing below `Efternamn`, or their end again; or two columns of single names below one header for both.
 * Somebody has to be asked, because it may be otherwise.
 */
export function withNamesInPlace<T extends (Column | null)[]>(
  columns: T,
  names: readonly string[],
  rows: Rows,
  least = fewest,
): T {
  const held = (['givenName', 'familyName'] as const).filter((name) => columns.includes(name))
  if (columns.some(isWholeName)) return columns
  const put = (found: Partial<Record<number, Column>>) => columns.map((column, i) => found[i] ?? column) as T
  const email = columns.indexOf('email')
  const both = held.length === 0 ? pairIn(columns, names, rows) : null
  if (both) {
    const isTurned = inAddresses(rows, email, (cells) => both.map((at) => cells[at] ?? '')) > 0
    return put({ [both[0]]: isTurned ? 'familyName' : 'givenName', [both[1]]: isTurned ? 'givenName' : 'familyName' })
  }
  const whole = held.find((name) => {
    const [at, other] = [columns.indexOf(name), columns.indexOf(name === 'givenName' ? 'familyName' : 'givenName')]
    const filled = rows.filter((cells) => isNamed(cells[at] ?? ''))
    const isBoth = ([text, beside]: string[]) => isWhole(text!) && (!beside || isEndOf(beside, text!))
    const found = filled.map((cells) => [at, other].map((i) => (cells[i] ?? '').trim())).filter(isBoth)
    return found.length >= least && found.length >= 0.8 * filled.length
  })
  const at = whole ? columns.indexOf(whole) : -1
  return whole ? put({ [at]: wholeIn[orderIn(names[at] ?? '', rows, at, email)] }) : columns
}

/**
 * What there is to ask about names that stand in other columns than the header says.
 * @param least so many rows have to show it
 */
export function misplacedNames(
  columns: readonly (Column | null)[],
  names: readonly string[],
  rows: Rows,
  least = fewest,
): FileProblem | null {
  const found = withNamesInPlace([...columns], names, rows, least)
  const said = names.filter((name, i) => name && found[i] !== columns[i])
  return said.length > 0 ? { code: 'unclear_names', columns: [...new Set(said)].join(', ') } : null
}

/** Whether names stand where they stood when somebody said that these are the columns. */
export function areNamesAsThen(remembered: readonly (Column | null)[], names: readonly string[], rows: Rows): boolean {
  const named = remembered.map((column, i) => (isWholeName(column) ? (columnOf(names[i] ?? '') ?? column) : column))
  const found = withNamesInPlace(named, names, rows, 1)
  return found.every((column, i) => column === remembered[i] || (isWholeName(column) && isWholeName(remembered[i])))
}

/** Two columns of single names below one header, given twice or over both; a spreadsheet may have numbered them. */
function pairIn(columns: readonly (Column | null)[], names: readonly string[], rows: Rows): [number, number] | null {
  const bare = names.map((name) => plain(name).replace(/\d$/, ''))
  const at = bare.findIndex((name, i) => !columns[i] && wholeName.test(name))
  const again = bare.findIndex(
    (name, i) => i > at && !columns[i] && (name === bare[at] || (i === at + 1 && name === '')),
  )
  if (at < 0 || again < 0) return null
  const areNames = (i: number) => {
    const look = looksOf(rows.map((cells) => cells[i] ?? ''))
    return look.name > 0.7 && look.filled > 0.7 && look.twoWords < 0.5 && !isCompany(look)
  }
  return areNames(at) && areNames(again) ? [at, again] : null
}

const isNamed = (cell: string) => /^\p{L}[^@\d?#]*$/u.test(cell.trim())

const isEndOf = (part: string, whole: string) => {
  const [one, all] = [folded(part), folded(whole)]
  return all.startsWith(one) || all.endsWith(one)
}

const isWhole = (cell: string) =>
  /^\p{L}[\p{L}\p{M}'’´`.()-]*(,\s*|\s+)[\p{L}\p{M}'’´`.,()\s-]+$/u.test(cell) && !/\b(ab|hb|kb|kommun)$/i.test(cell)

const textsOf = (rows: Rows, i: number) => rows.map((cells) => (cells[i] ?? '').trim())

/** Whether most of the words below a header are whole names, whatever else stands there: `-`, `#SAKNAS!`. */
const areMostlyWhole = (rows: Rows, i: number): boolean => share(textsOf(rows, i).filter(isNamed), isWhole) >= 0.5

/** Whole names of nearly as many people as there are rows, below no header of somebody else. */
function areNobodyElses(name = '', rows: Rows, i: number): boolean {
  const { distinct, filled } = looksOf(rows.map((cells) => cells[i] ?? ''))
  return distinct > 0.8 && filled > 0.7 && share(textsOf(rows, i), isWhole) >= 0.8 && !addressOfOthers.test(plain(name))
}

const given = '(for|first|given|fornavn)'
const family = '(efter|etter|last|sur|family)'

/** The order that the header says; else in which most names stand in the addresses; else the usual one. */
function orderIn(header: string, rows: Rows, at: number, email: number): NameOrder {
  const name = plain(header)
  if (new RegExp(`${family}.*${given}`).test(name)) return 'family'
  if (new RegExp(`${given}.*${family}`).test(name)) return 'given'
  const wordsOf = (cells: readonly string[]) => (cells[at] ?? '').trim().split(/\s+/)
  return inAddresses(rows, email, wordsOf) > 0 ? 'family' : 'given'
}

/** In how many more addresses the last of these words stands first than the first of them. */
function inAddresses(rows: Rows, email: number, wordsOf: (cells: readonly string[]) => string[]): number {
  let turned = 0
  for (const cells of rows) {
    const words = wordsOf(cells)
    const local = folded((cells[email] ?? '').split('@')[0] ?? '')
    const [first, last] = [folded(words[0] ?? ''), folded(words.at(-1) ?? '')]
    if (words.length < 2 || local === '' || words.some((word) => word.includes(','))) continue
    if (local.startsWith(first) || (local.length > last.length && local.endsWith(last))) turned -= 1
    else if (local.startsWith(last) || (local.length > first.length && local.endsWith(first))) turned += 1
  }
  return turned
}
