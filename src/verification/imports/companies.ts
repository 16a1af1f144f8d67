import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { companies } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import type { PersonRow } from './rows.ts'

/** Which company a row means: one that is there, one that would be created (by its number), or none that it may touch. */
type Place = { company: number } | { creates: string } | 'ambiguous' | 'outside'

export interface Companies {
  placeOf(row: PersonRow): Place
  /** Number → name of those an owner's import creates. */
  missing: Map<string, string>
}

/** Company by number first, else by exact name (case aside). Reads all companies once; a row then costs no query. */
export async function matchCompanies(db: Db, ctx: Context, all: readonly (PersonRow | null)[]): Promise<Companies> {
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
    // Those with a number first: rows that only name a company may mean one of them.
    for (const row of all)
      if (row?.companyNumber && !byNumber.has(row.companyNumber))
        create(row.companyNumber, row.company ?? row.companyNumber)
    let last = highestNumber(byNumber.keys())
    for (const row of all)
      if (row && !row.companyNumber && row.company && !names.has(fold(row.company))) create(String(++last), row.company)
  }

  const scope = ctx.actor.companies
  const isOutside = (place: Place | undefined) =>
    !place || (typeof place === 'object' && 'company' in place && scope !== 'all' && !scope.includes(place.company))
  const placeOf = ({ companyNumber, company = '' }: PersonRow): Place => {
    const named = names.get(fold(company))
    // 100 with the name of 200: one of the two is wrong, and a guess could mail the wrong company.
    if (companyNumber && named && !named.has(companyNumber))
      return isOutside(byNumber.get(companyNumber)) ? 'outside' : 'ambiguous'
    const numbers = companyNumber ? [companyNumber] : [...(named ?? [])]
    const [place, another] = numbers.map((number) => byNumber.get(number)).filter((found) => !isOutside(found))
    return another ? 'ambiguous' : (place ?? 'outside')
  }
  return { placeOf, missing }
}

export async function createCompanies(tx: Db, ctx: Context, missing: Map<string, string>): Promise<void> {
  if (missing.size === 0) return
  const list = JSON.stringify([...missing].map(([number, name]) => ({ number, name })))
  await rows(
    tx,
    sql`insert into companies (number, name, created_at)
      select number, name, ${ctx.clock().toISOString()}::timestamptz from jsonb_to_recordset(${list}::jsonb) as c(number text, name text)
      on conflict (number) do nothing`,
  )
}

function addName(names: Map<string, Set<string>>, name: string, number: string): void {
  const numbers = names.get(fold(name)) ?? new Set()
  names.set(fold(name), numbers.add(number))
}

/** The highest number that looks given by hand; organisation numbers do not count. */
function highestNumber(taken: Iterable<string>): number {
  return [...taken]
    .filter((number) => /^\d{1,6}$/.test(number))
    .reduce((highest, number) => Math.max(highest, Number(number)), 0)
}

const fold = (name: string) => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('sv')
