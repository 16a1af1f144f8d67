import { wholeNameColumns } from '../../base/columns.ts'
import { folded } from '../../base/text/folded.ts'
import { looksOf, share } from './looks.ts'
import { addressOfOthers, type Column, plain, wholeName } from './names.ts'

type Rows = readonly (readonly string[])[]

/** Which name stands first in a column of whole names. */
export const nameOrders = ['given', 'family'] as const
export type NameOrder = (typeof nameOrders)[number]

const columnOf = { given: 'wholeName', family: 'turnedName' } as const

export const isWholeName = (column: Column | null | undefined): boolean =>
  wholeNameColumns.some((each) => each === column)

/** The same columns, with the whole names in the order that somebody has said. */
export const ordered = <T extends Column | null>(columns: readonly T[], order: NameOrder | undefined) =>
  columns.map((column) => (order && isWholeName(column) ? columnOf[order] : column))

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
  return columns.map((column, i) => (i === found ? columnOf[order] : column))
}

const isWhole = (cell: string) =>
  /^\p{L}[\p{L}\p{M}'’´`.()-]*(,\s*|\s+)[\p{L}\p{M}'’´`.,()\s-]+$/u.test(cell) && !/\b(ab|hb|kb|kommun)$/i.test(cell)

const textsOf = (rows: Rows, i: number) => rows.map((cells) => (cells[i] ?? '').trim())

/** Whether most of the words below a header are whole names, whatever else stands there: `-`, `#SAKNAS!`. */
const areMostlyWhole = (rows: Rows, i: number): boolean =>
  share(
    textsOf(rows, i).filter((text) => /^\p{L}[^@\d?#]*$/u.test(text)),
    isWhole,
  ) >= 0.5

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
  let turned = 0
  for (const cells of rows) {
    const words = (cells[at] ?? '').trim().split(/\s+/)
    const local = folded((cells[email] ?? '').split('@')[0] ?? '')
    const [first, last] = [folded(words[0] ?? ''), folded(words.at(-1) ?? '')]
    if (words.length < 2 || local === '' || words.some((word) => word.includes(','))) continue
    if (local.startsWith(first) || (local.length > last.length && local.endsWith(last))) turned -= 1
    else if (local.startsWith(last) || (local.length > first.length && local.endsWith(first))) turned += 1
  }
  return turned > 0 ? 'family' : 'given'
}
