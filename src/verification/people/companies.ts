import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { companies } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'

export type Company = Pick<typeof companies.$inferSelect, 'id' | 'number' | 'name'>

const columns = { id: companies.id, number: companies.number, name: companies.name }

/** The companies that the actor acts for, by number. Companies outside the scope are never named or suggested. */
export async function companiesInScope(ctx: Context): Promise<Company[]> {
  const scope = ctx.actor.companies
  if (scope !== 'all' && scope.length === 0) return []
  const found = await ctx.db
    .select(columns)
    .from(companies)
    .where(scope === 'all' ? undefined : inArray(companies.id, [...scope]))
  return found.sort((a, b) => a.number.localeCompare(b.number, 'sv', { numeric: true }))
}

export type Found = { company: Company } | { several: Company[] } | { nearest: Company[] }

/**
 * Finds a company by number or name. An exact match wins over names that begin with the words, and those over names
 * that contain them. Of several equally good ones none is chosen. When none matches, `nearest` holds all companies.
 */
export function findCompany(all: Company[], words: string): Found {
  const wanted = foldName(words)
  const exact = all.filter((c) => c.number === words.trim() || foldName(c.name) === wanted)
  if (exact.length) return one(exact)
  // "Acme" may be Acme AB or Acme Bygg AB. A wrong guess would mail the wrong company, so the actor is asked.
  const begins = all.filter((c) => foldName(c.name).startsWith(wanted))
  if (begins.length) return one(begins)
  const within = all.filter((c) => foldName(c.name).includes(wanted))
  return within.length ? one(within) : { nearest: all }
}

const one = (found: Company[]): Found => (found.length === 1 ? { company: found[0]! } : { several: found })

/** The form in which company names are compared: case and the number of spaces do not matter. */
export const foldName = (text: string): string =>
  text.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('sv')

export async function companyNames(db: Db, ids: number[]): Promise<Map<number, Company>> {
  if (!ids.length) return new Map()
  const found = await db.select(columns).from(companies).where(inArray(companies.id, ids))
  return new Map(found.map((c) => [c.id, c]))
}
