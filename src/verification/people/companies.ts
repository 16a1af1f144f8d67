import { inArray } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { companies } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'

export interface Company {
  id: number
  number: string
  name: string
}

/** The companies this actor acts for, by number. Nothing outside the scope is ever named or suggested. */
export async function companiesInScope(ctx: Context): Promise<Company[]> {
  const scope = ctx.actor.companies
  if (scope !== 'all' && scope.length === 0) return []
  const found = await ctx.db
    .select({ id: companies.id, number: companies.number, name: companies.name })
    .from(companies)
    .where(scope === 'all' ? undefined : inArray(companies.id, [...scope]))
  return found.sort((a, b) => a.number.localeCompare(b.number, 'sv', { numeric: true }))
}

export type Found = { company: Company } | { several: Company[] } | { nearest: Company[] }

/**
 * A company by number or name. An exact number or name wins; else those whose name begins with, then contains,
 * the words: one is taken, several are asked about. `nearest` are all candidates when nothing fits.
 */
export function findCompany(all: Company[], words: string): Found {
  const wanted = fold(words)
  const exact = all.filter((c) => c.number === words.trim() || fold(c.name) === wanted)
  if (exact.length) return one(exact)
  // "Acme" with both Acme AB and Acme Bygg AB in the house: a wrong guess mails a wrong company, so it asks.
  const begins = all.filter((c) => fold(c.name).startsWith(wanted))
  if (begins.length) return one(begins)
  const within = all.filter((c) => fold(c.name).includes(wanted))
  return within.length ? one(within) : { nearest: all }
}

const one = (found: Company[]): Found => (found.length === 1 ? { company: found[0]! } : { several: found })

const fold = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('sv')

export async function companyNames(db: Db, ids: number[]): Promise<Map<number, Company>> {
  if (!ids.length) return new Map()
  const found = await db
    .select({ id: companies.id, number: companies.number, name: companies.name })
    .from(companies)
    .where(inArray(companies.id, ids))
  return new Map(found.map((c) => [c.id, c]))
}
