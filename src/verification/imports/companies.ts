import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { companies } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { foldName } from '../people/companies.ts'
import type { PersonRow } from './rows.ts'

/** The company of a row: one that exists, one to be created (its number), several, or none within the scope. */
type Place = { company: number } | { creates: string } | 'ambiguous' | 'outside'

export interface Companies {
  placeOf(row: PersonRow): Place
  /** The names, by number, of the companies that the import creates. */
  missing: Map<string, string>
}

/**
 * Finds companies by number, or else by their whole name, for rows that name companies as `named` do. All companies are
 * read once, so that a row costs no query.
 */
export async function matchCompanies(db: Db, ctx: Context, named: readonly PersonRow[]): Promise<Companies> {
  const known = await db.select({ id: companies.id, number: companies.number, name: companies.name }).from(companies)
  const byNumber = new Map<string, Place>(known.map(({ id, number }) => [number, { company: id }]))
  const names = new Map<string, Set<string>>()
  for (const { number, name } of known) addName(names, name, number)

  const missing = new Map<string, string>()
  const create = (number: string, name: string) => {
    missing.set(number, name)
    byNumber.set(number, { creates: number })
    addName(names, name, number)
  }
  if (ctx.actor.role === 'owner') {
    // Numbered companies come first, because rows without a number may mean one of them by its name.
    for (const row of named)
      if (row.companyNumber && !byNumber.has(row.companyNumber))
        create(row.companyNumber, row.company ?? row.companyNumber)
    let last = highestNumber(byNumber.keys())
    for (const row of named)
      if (!row.companyNumber && row.company && !names.has(foldName(row.company))) create(String(++last), row.company)
  }

  const scope = ctx.actor.companies
  const isOutside = (place: Place | undefined) =>
    !place || (typeof place === 'object' && 'company' in place && scope !== 'all' && !scope.includes(place.company))
  const placeOf = ({ companyNumber, company = '' }: PersonRow): Place => {
    const named = names.get(foldName(company))
    // The number of one company with the name of another: a guess could mail the wrong company.
    if (companyNumber && named && !named.has(companyNumber))
      return isOutside(byNumber.get(companyNumber)) ? 'outside' : 'ambiguous'
    const numbers = companyNumber ? [companyNumber] : [...(named ?? [])]
    const [place, another] = numbers.map((number) => byNumber.get(number)).filter((found) => !isOutside(found))
    return another ? 'ambiguous' : (place ?? 'outside')
  }
  return { placeOf, missing }
}

/** Raw, since a file may name more companies than a statement can have parameters. */
export async function createCompanies(tx: Db, ctx: Context, missing: Map<string, string>): Promise<void> {
  if (missing.size === 0) return
  const list = JSON.stringify([...missing].map(([number, name]) => ({ number, name })))
  await tx.execute(
    sql`insert into companies (number, name, created_at)
      select number, name, ${ctx.clock().toISOString()}::timestamptz from jsonb_to_recordset(${list}::jsonb) as c(number text, name text)
      on conflict (number) do nothing`,
  )
}

/** Keeps the first row that names a company: that is all that `matchCompanies` needs of the rows. */
export function noteCompany(found: Map<string, PersonRow>, row: PersonRow): void {
  const key = `${row.companyNumber ?? ''}\n${row.company ?? ''}`
  if (!found.has(key)) found.set(key, row)
}

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
