import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { companies } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { foldName } from '../people/companies.ts'
import { numberAndName } from './cells/company.ts'
import { digitsOf } from './cells/number.ts'
import { type Founded, foundingKey, type Near, nearestOf } from './founding.ts'
import type { PersonRow } from './rows.ts'

/**
 * Result of resolving a row's company: existing, to be created, ambiguous, or outside the actor's scope. `looksLike` is
 * the number of such a company that differs from the row's by leading zeros only.
 */
export type Place = ({ company: number } | { creates: string }) & { looksLike?: string }
type Placed = Place | 'ambiguous' | 'outside'

export interface Companies {
  placeOf(row: PersonRow): Placed
  /** Of a row outside the scope, the existing company that was probably meant. */
  meantBy(row: PersonRow): Near | null
  /** The companies that the import creates. */
  missing: Founded[]
  /** Those that it creates only if somebody says so, by `foundingKey`; their rows are ambiguous until then. */
  held: ReadonlyMap<string, Founded>
}

/**
 * Which companies an import may create: all; or those with these keys, and others only if no existing one is likely.
 */
export type Founding = 'all' | { accepted: readonly string[]; others: boolean }

/**
 * Finds companies by number, or else by their whole name, for rows that name companies as `named` do. The companies of
 * the actor's scope are read once, so that a row costs no query.
 */
export async function matchCompanies(
  db: Db,
  ctx: Context,
  named: readonly PersonRow[],
  founding: Founding = 'all',
): Promise<Companies> {
  const scope = ctx.actor.companies
  const all = await db.select({ id: companies.id, number: companies.number, name: companies.name }).from(companies)
  // To whoever may not see them, the others are not there: neither their names nor their numbers tell.
  const known = all.filter(({ id }) => scope === 'all' || scope.includes(id))
  const byNumber = new Map<string, Placed>(known.map(({ id, number }) => [number, { company: id }]))
  const names = new Map<string, Set<string>>()
  for (const { number, name } of known) addName(names, name, number)

  const nameOf = new Map(known.map(({ number, name }) => [number, name]))
  const likeness = likenessOf(known)
  /** The existing company whose number this one looks like, unless its name says that it is another. */
  const alike = ({ companyNumber, company }: PersonRow) => {
    const found = companyNumber && !byNumber.has(companyNumber) ? likeness(companyNumber) : undefined
    return found && (!company || foldName(company) === foldName(found.name)) ? found : undefined
  }
  const missing: Founded[] = []
  const held = new Map<string, Founded>()
  const nearest = nearestOf(known)
  const create = (row: PersonRow, number: string, name: string, meant: Near | null = null) => {
    const founded = { number, name, key: foundingKey(row), nearest: meant ?? nearest(number, name) }
    const isFounded = mayFound(founding, founded)
    if (isFounded) missing.push(founded)
    else held.set(founded.key, founded)
    byNumber.set(number, isFounded ? { creates: number } : 'ambiguous')
    nameOf.set(number, name)
    addName(names, name, number)
  }
  /** The company that a cell calls by its number and its name. */
  const calledBoth = (company: string) => {
    const both = numberAndName(company)
    const isThat = both && foldName(nameOf.get(both.number) ?? '') === foldName(both.name)
    return isThat ? new Set([both.number]) : undefined
  }
  /** By its name, which may be digits: that is read as a number first. */
  const namesakes = ({ companyNumber = '', company }: PersonRow) =>
    names.get(foldName(company ?? (byNumber.has(companyNumber) ? '' : companyNumber))) ??
    (company && !companyNumber ? calledBoth(company) : undefined)
  /** The existing company that a cell with a number and a name may mean, though it says one of them otherwise. */
  const nearBoth = (both: ReturnType<typeof numberAndName>): Near | null => {
    const found = known.find(
      ({ number, name }) => number === both?.number || foldName(name) === foldName(both?.name ?? ''),
    )
    const near = found ?? (both ? likeness(both.number) : undefined)
    return near ? { number: near.number, name: near.name, likely: true } : null
  }
  const isNew = (row: PersonRow) =>
    row.companyNumber && !byNumber.has(row.companyNumber) && !alike(row) && (row.company || !namesakes(row))
  const longest = longestForms(named.filter(isNew))
  if (ctx.actor.role === 'owner') {
    // Numbered companies come first, because rows without a number may mean one of them by its name.
    for (const row of named) {
      const whole = longest.get(companyKey(row)) ?? row
      if (whole.companyNumber && isNew(whole)) create(whole, whole.companyNumber, whole.company ?? whole.companyNumber)
    }
    let last = highestNumber(byNumber.keys())
    for (const row of named) {
      if (row.companyNumber || !row.company || namesakes(row)) continue
      const both = numberAndName(row.company)
      if (both?.isSure && !byNumber.has(both.number)) create(row, both.number, both.name, nearBoth(both))
      else create(row, String(++last), row.company, nearBoth(both))
    }
  }

  const placeOf = (row: PersonRow): Placed => {
    const { companyNumber } = row
    const like = alike(row)
    if (like) return { company: like.id, looksLike: like.number }
    const whole = longest.get(companyKey(row))?.companyNumber
    const founded = whole && whole !== companyNumber ? byNumber.get(whole) : undefined
    if (founded) return typeof founded === 'object' ? { ...founded, looksLike: whole } : founded
    const named = namesakes(row)
    // The number of one company with the name of another: a guess could mail the wrong company.
    if (row.company && companyNumber && named && !named.has(companyNumber))
      return byNumber.has(companyNumber) ? 'ambiguous' : 'outside'
    const numbers = companyNumber && (row.company || !named) ? [companyNumber] : [...(named ?? [])]
    const [place, another] = numbers.flatMap((number) => byNumber.get(number) ?? [])
    return another ? 'ambiguous' : (place ?? 'outside')
  }
  const meant = new Map<string, Near | null>()
  const meantBy = (row: PersonRow): Near | null => {
    const key = companyKey(row)
    const near = meant.get(key) ?? nearest(row.companyNumber ?? '', row.company ?? row.companyNumber ?? '')
    meant.set(key, near)
    return near?.likely ? near : null
  }
  return { placeOf, meantBy, missing, held }
}

/** The company that exists and that a row belongs to: companies.id. */
export function companyIn(companies: Companies, row: PersonRow): number | undefined {
  const place = companies.placeOf(row)
  return typeof place === 'object' && 'company' in place ? place.company : undefined
}

/**
 * Of new companies whose numbers differ by leading zeros only, and whose names do not contradict each other, the row
 * with the longest number, by `companyKey` of each: a spreadsheet drops zeros and adds none.
 */
function longestForms(rows: readonly PersonRow[]): Map<string, PersonRow> {
  const byDigits = new Map<string, PersonRow[]>()
  for (const row of rows) {
    const digits = digitsOf(row.companyNumber!)
    if (digits !== null) byDigits.set(digits, [...(byDigits.get(digits) ?? []), row])
  }
  const found = new Map<string, PersonRow>()
  for (const alike of byDigits.values()) {
    if (alike.length < 2) continue
    const sorted = alike.toSorted((a, b) => b.companyNumber!.length - a.companyNumber!.length)
    const agree = (a: PersonRow, b: PersonRow) =>
      !a.company || !b.company || foldName(a.company) === foldName(b.company)
    for (const row of alike) found.set(companyKey(row), sorted.find((other) => agree(row, other))!)
  }
  return found
}

function mayFound(founding: Founding, { key, nearest }: Founded): boolean {
  if (founding === 'all' || founding.accepted.includes(key)) return true
  return founding.others && !nearest?.likely
}

/** Finds the only company whose number differs by leading zeros. */
function likenessOf(known: readonly { id: number; number: string; name: string }[]) {
  const byDigits = new Map<string, (typeof known)[number][]>()
  for (const company of known) {
    const digits = digitsOf(company.number)
    if (digits !== null) byDigits.set(digits, [...(byDigits.get(digits) ?? []), company])
  }
  return (number: string) => {
    const found = byDigits.get(digitsOf(number) ?? '') ?? []
    return found.length === 1 ? found[0] : undefined
  }
}

/** Raw, since a file may name more companies than a statement can have parameters. */
export async function createCompanies(tx: Db, ctx: Context, missing: readonly Founded[]): Promise<void> {
  if (missing.length === 0) return
  const list = JSON.stringify(missing.map(({ number, name }) => ({ number, name })))
  await tx.execute(
    sql`insert into companies (number, name, created_at)
      select number, name, ${ctx.clock().toISOString()}::timestamptz from jsonb_to_recordset(${list}::jsonb) as c(number text, name text)
      on conflict (number) do nothing`,
  )
}

/** Keeps the first row that names a company: that is all that `matchCompanies` needs of the rows. */
export function noteCompany(found: Map<string, PersonRow>, row: PersonRow): void {
  const key = companyKey(row)
  if (!found.has(key)) found.set(key, row)
}

/** How a row names its company. */
export const companyKey = ({ companyNumber = '', company = '' }: PersonRow): string => `${companyNumber}\n${company}`

function addName(names: Map<string, Set<string>>, name: string, number: string): void {
  const numbers = names.get(foldName(name)) ?? new Set()
  names.set(foldName(name), numbers.add(number))
}

/** The highest number of up to six digits; organisation numbers are longer and do not count. */
function highestNumber(taken: Iterable<string>): number {
  return [...taken]
    .filter((number) => /^\d{1,6}$/.test(number))
    .reduce((highest, number) => Math.max(highest, Number(number)), 0)
}
