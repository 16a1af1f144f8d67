import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import { companies } from '../db/schema/index.ts'
import type { Context } from './context.ts'
import type { PersonRow } from './import-rows.ts'

/** Which company a row means: one that is there, one that would be created (by its number), or none that it may touch. */
export type Place = { company: number } | { creates: string } | 'ambiguous' | 'outside'

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
    for (const row of all)
      if (row && !row.companyNumber && row.company && !names.has(fold(row.company)))
        create(nextNumber(byNumber), row.company)
  }

  const placeOf = ({ companyNumber, company = '' }: PersonRow): Place => {
    const numbers = companyNumber ? [companyNumber] : [...(names.get(fold(company)) ?? [])]
    if (numbers.length > 1) return 'ambiguous'
    const place = byNumber.get(numbers[0] ?? '') ?? 'outside'
    const scope = ctx.actor.companies
    return typeof place === 'object' && 'company' in place && scope !== 'all' && !scope.includes(place.company)
      ? 'outside'
      : place
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

/** One more than the highest that looks like a number given by hand; organisation numbers do not count. */
function nextNumber(taken: Map<string, unknown>): string {
  const given = [...taken.keys()].filter((number) => /^\d{1,6}$/.test(number)).map(Number)
  return String(Math.max(0, ...given) + 1)
}

const fold = (name: string) => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('sv')
