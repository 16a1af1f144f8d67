import { and, desc, eq, inArray, isNull, max, ne, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Db, idList, rows } from '../../db/open.ts'
import { byName, companies, deliveries, links, people, sends } from '../../db/schema/index.ts'
import { readAddress } from '../addresses/addresses.ts'
import type { Context } from '../context.ts'
import { isSentLetter } from '../delivery/deliveries.ts'
import { isListed, matches } from './matching.ts'
import { isVisible } from './scope.ts'
import type { Selection } from './selection.ts'
import { askedFor } from './stand-ins.ts'
import { type PersonState, personStates, stateOf } from './state.ts'
import { askStates } from './together.ts'

/** A person as commands show them. `state` is derived from what has happened. */
export type Person = Awaited<ReturnType<typeof readPeople>>[number]

/**
 * The people of these ids, in their order. By `keyed`: each is found by the key, whatever the planner believes of the
 * tables.
 */
export async function readPeople(db: Pick<Db, 'select'>, now: Date, ids: readonly number[]) {
  if (ids.length === 0) return []
  const found = await db
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
      connectReason: people.connectReason,
      connectError: people.connectError,
      providerState: people.providerState,
      providerCheckedAt: people.providerCheckedAt,
      bouncedAt: people.bouncedAt,
      bounceWords: people.bounceWords,
    })
    .from(people)
    .innerJoin(companies, eq(companies.id, people.companyId))
    .where(inArray(people.id, idList(ids)))
  const byId = new Map(found.map((person) => [person.id, person]))
  // Some may have been erased since their ids were read.
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/**
 * Finds the people that some words mean: by an exact address or employment number, or else by names and parts of them.
 * Digits are a whole number, at most without its leading zeros: part of one would be somebody else's.
 * Only people whom the actor may see are found; a protected identity looks like nobody to all but owners.
 */
export async function findPeople(ctx: Context, words: string[], selection: Selection, limit = 11): Promise<Person[]> {
  const find = async (condition: SQL, words: string[]) => {
    const meant = { ...selection, words: [...(selection.words ?? []), ...words] }
    const found = await ctx.db
      .select({ id: people.id })
      .from(people)
      .innerJoin(companies, eq(companies.id, people.companyId))
      .where(and(condition, matches(meant, ctx.clock()), isVisible(ctx.actor)))
      .orderBy(companies.number, byName, people.id)
      .limit(limit)
    return readPeople(
      ctx.db,
      ctx.clock(),
      found.map(({ id }) => id),
    )
  }
  const phrase = words.join(' ')
  const address = readAddress(phrase)
  const exact = address.ok ? eq(people.emailKey, address.key) : eq(people.number, phrase)
  const found = await find(exact, [])
  if (found.length || address.ok || phrase.includes('@')) return found
  if (/^\d+$/.test(phrase)) return find(sql`ltrim(${people.number}, '0') = ltrim(${phrase}, '0')`, [])
  return find(sql`true`, words)
}

/** Whether these words are the name of somebody whom the actor may see, or whole parts of it. */
export async function isNamed(ctx: Context, words: string[]): Promise<boolean> {
  const partsOf = (text: string) =>
    text
      .normalize('NFC')
      .toLowerCase()
      .split(/[\s-]+/)
  const typed = words.flatMap(partsOf)
  const found = await findPeople(ctx, words, {}, 50)
  return found.some((person) => {
    const parts = partsOf(`${person.givenName} ${person.familyName}`)
    return typed.length > 0 && typed.every((word) => parts.includes(word))
  })
}

export async function personById(ctx: Context, id: number): Promise<Person | null> {
  const [person] = await readPeople(ctx.keyed, ctx.clock(), [id])
  return person ?? null
}

/**
 * How many people are in each state, in all and by company, within the actor's scope and without protected identities.
 */
export async function countStates(ctx: Context, selection: Selection) {
  const { before } = await askedFor(ctx, selection)
  const tally = await askStates(ctx, selection, (db, letters) =>
    rows<{ state: PersonState; company: number; direct: boolean; n: number }>(
      db,
      sql`${before}select ${stateOf(ctx.clock(), letters)} as state, ${people.companyId} as company,
          coalesce(${people.connectedBy} = 'domain', false) as direct, count(*)::int as n
        from ${people} ${letters.join} where ${isListed(ctx, selection, letters)} group by 1, 2, 3`,
    ),
  )
  const sum = (test: (t: (typeof tally)[number]) => boolean) => tally.filter(test).reduce((n, t) => n + Number(t.n), 0)
  const byState = (test: (t: (typeof tally)[number]) => boolean) =>
    Object.fromEntries(personStates.map((s) => [s, sum((t) => t.state === s && test(t))])) as Record<
      PersonState,
      number
    >
  const companyIds = [...new Set(tally.map((t) => Number(t.company)))].sort((a, b) => a - b)
  return {
    total: sum(() => true),
    direct: sum((t) => t.direct),
    states: byState(() => true),
    byCompany: companyIds.map((id) => ({
      companyId: id,
      total: sum((t) => Number(t.company) === id),
      states: byState((t) => Number(t.company) === id),
    })),
  }
}

/** The most people among whom a mistyped one is looked for. */
const mostForTypos = 5000

/** The names and numbers of the people whom the actor may see in a selection, to find whom a mistyped word meant. */
export async function namesOf(
  ctx: Context,
  selection: Selection,
): Promise<{ id: number; number: string; name: string }[]> {
  const { id, number, givenName, familyName } = people
  const found = await ctx.db
    .select({ id, number, givenName, familyName })
    .from(people)
    .where(and(matches(selection, ctx.clock()), isVisible(ctx.actor)))
    .limit(mostForTypos + 1)
  if (found.length > mostForTypos) return []
  return found.map((p) => ({ id: p.id, number: p.number, name: `${p.givenName} ${p.familyName}`.trim() }))
}

/** The units or roles of the people in the actor's scope, without protected identities, in Swedish order. */
export async function valuesInScope(ctx: Context, of: 'unit' | 'role'): Promise<string[]> {
  const found = await ctx.db.selectDistinct({ value: people[of] }).from(people).where(isListed(ctx, {}))
  return found.flatMap(({ value }) => value || []).sort((a, b) => a.localeCompare(b, 'sv'))
}

/** The last letter to a person, when the last one was sent, and when the newest unused link ends. */
export async function lastLetter({ db }: Pick<Context, 'db'>, personId: number) {
  const at = sql<Date>`coalesce(${deliveries.doneAt}, ${sends.createdAt})`.mapWith(sends.createdAt)
  const { state, action, reason } = deliveries
  const [letter] = await db
    .select({ state, action, reason, words: deliveries.serverWords, at, code: sends.code })
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
