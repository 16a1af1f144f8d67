import { and, asc, desc, eq, isNull, max, ne, not, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Db, rows } from '../../db/open.ts'
import { companies, deliveries, links, people, sends } from '../../db/schema/index.ts'
import { readAddress } from '../addresses/addresses.ts'
import type { Context } from '../context.ts'
import { byName, matches } from './matching.ts'
import { inScope, isVisible } from './scope.ts'
import type { Selection } from './selection.ts'
import { isSentLetter, type PersonState, personStates, stateOf } from './state.ts'

/** A person as commands show them. `state` is derived from what has happened. */
export type Person = Awaited<ReturnType<typeof readPeople>>[number]

/** A query for people that match a condition, by company and then by name in Swedish order. */
const readPeople = (db: Db, now: Date, condition: SQL | undefined) =>
  db
    .select({
      id: people.id,
      companyId: people.companyId,
      companyNumber: companies.number,
      companyName: companies.name,
      number: people.number,
      givenName: people.givenName,
      familyName: people.familyName,
      email: people.email,
      emailKey: people.emailKey,
      unit: people.unit,
      role: people.role,
      active: people.active,
      startsOn: people.startsOn,
      endsOn: people.endsOn,
      language: people.language,
      protected: people.protected,
      state: stateOf(now),
      connectedBy: people.connectedBy,
    })
    .from(people)
    .innerJoin(companies, eq(companies.id, people.companyId))
    .where(condition)
    .orderBy(asc(companies.number), byName, asc(people.id))

/**
 * Finds the people that some words mean: by an exact address or employment number, or else by names and parts of them.
 * Only people whom the actor may see are found; a protected identity looks like nobody to all but owners.
 */
export async function findPeople(ctx: Context, words: string[], selection: Selection, limit = 11): Promise<Person[]> {
  const now = ctx.clock()
  const find = (condition: SQL) =>
    readPeople(ctx.db, now, and(condition, matches(selection, now), isVisible(ctx.actor))).limit(limit)
  const phrase = words.join(' ')
  const address = readAddress(phrase)
  const found = await find(address.ok ? eq(people.emailKey, address.key) : eq(people.number, phrase))
  if (found.length || address.ok || phrase.includes('@')) return found
  return find(matches({ words }, now))
}

export async function personById(ctx: Context, id: number): Promise<Person | null> {
  const [person] = await readPeople(ctx.db, ctx.clock(), eq(people.id, id))
  return person ?? null
}

export interface Page {
  people: Person[]
  total: number
}

/** One page of the people who match, within the actor's scope and without protected identities. */
export async function listPeople(ctx: Context, selection: Selection, offset: number, limit: number): Promise<Page> {
  const now = ctx.clock()
  const listed = and(matches(selection, now), inScope(ctx.actor), not(people.protected))
  const found = await readPeople(ctx.db, now, listed).offset(offset).limit(limit)
  return { people: found, total: await ctx.db.$count(people, listed) }
}

/** How many people are in each state, in all and by company, within the actor's scope and without protected identities. */
export async function countStates(ctx: Context, selection: Selection) {
  const within = sql`${matches(selection, ctx.clock())} and ${inScope(ctx.actor)}`
  const tally = await rows<{ state: PersonState; company: number; direct: boolean; n: number }>(
    ctx.db,
    sql`select ${stateOf(ctx.clock())} as state, ${people.companyId} as company,
        coalesce(${people.connectedBy} = 'domain', false) as direct, count(*)::int as n
      from ${people} where ${within} and not ${people.protected} group by 1, 2, 3`,
  )
  const sum = (test: (t: (typeof tally)[number]) => boolean) => tally.filter(test).reduce((n, t) => n + Number(t.n), 0)
  const companyIds = [...new Set(tally.map((t) => Number(t.company)))]
  return {
    total: sum(() => true),
    direct: sum((t) => t.direct),
    states: Object.fromEntries(personStates.map((s) => [s, sum((t) => t.state === s)])) as Record<PersonState, number>,
    byCompany: companyIds.map((id) => ({
      companyId: id,
      total: sum((t) => Number(t.company) === id),
      connected: sum((t) => Number(t.company) === id && t.state === 'connected'),
      verified: sum((t) => Number(t.company) === id && ['connected', 'verified', 'connect_failed'].includes(t.state)),
    })),
  }
}

/** The last letter to a person, when the last one was sent, and when the newest unused link ends. */
export async function lastLetter({ db }: Pick<Context, 'db'>, personId: number) {
  const at = sql<Date>`coalesce(${deliveries.doneAt}, ${sends.createdAt})`.mapWith(sends.createdAt)
  const { state, action, reason } = deliveries
  const [letter] = await db
    .select({ state, action, reason, at, code: sends.code })
    .from(deliveries)
    .innerJoin(sends, eq(sends.id, deliveries.sendId))
    .where(and(eq(deliveries.personId, personId), ne(deliveries.action, 'code')))
    .orderBy(desc(at))
    .limit(1)
  const d = alias(deliveries, 'd')
  const [sent] = await db
    .select({ at: max(d.doneAt) })
    .from(d)
    .where(and(eq(d.personId, personId), isSentLetter))
  const [link] = await db
    .select({ expiresAt: links.expiresAt })
    .from(links)
    .where(and(eq(links.personId, personId), isNull(links.usedAt), isNull(links.revokedAt)))
    .orderBy(desc(links.expiresAt))
    .limit(1)
  return { letter: letter ?? null, lastSentAt: sent?.at ?? null, linkExpiresAt: link?.expiresAt ?? null }
}
