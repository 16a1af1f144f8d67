import { and, count, desc, eq, inArray, isNull, max, ne, not, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Db, idList, rows } from '../../db/open.ts'
import { byName, companies, deliveries, links, people, sends } from '../../db/schema/index.ts'
import { readAddress } from '../addresses/addresses.ts'
import type { Context } from '../context.ts'
import { companiesInScope } from './companies.ts'
import { matches } from './matching.ts'
import { inScope, isVisible } from './scope.ts'
import type { Selection } from './selection.ts'
import { isSentLetter, type PersonState, personStates, stateOf } from './state.ts'

/** A person as commands show them. `state` is derived from what has happened. */
export type Person = Awaited<ReturnType<typeof readPeople>>[number]

/**
 * The people of these ids, in their order. By `keyed`: each is found by the key, whatever the planner believes of the
 * tables.
 */
async function readPeople(db: Db, now: Date, ids: readonly number[]) {
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
  return find(sql`true`, words)
}

export async function personById(ctx: Context, id: number): Promise<Person | null> {
  const [person] = await readPeople(ctx.keyed, ctx.clock(), [id])
  return person ?? null
}

export interface Page {
  people: Person[]
  total: number
}

/**
 * One page of the people who match, within the actor's scope and without protected identities: by company, and there by
 * name in Swedish order. The numbers of people in each company say where the page begins, so that however deep it lies,
 * only one company's people are counted through, in the order of an index.
 */
export async function listPeople(ctx: Context, selection: Selection, offset: number, limit: number): Promise<Page> {
  const ids: number[] = []
  let before = 0
  for (const { companyId, n } of await countByCompany(ctx, selection)) {
    const skip = Math.max(0, offset - before)
    before += n
    if (skip >= n || ids.length >= limit) continue
    const within = sql`${people.companyId} = ${companyId}`
    ids.push(...(await idsByName(ctx, selection, within, { limit: limit - ids.length, skip })).map(({ id }) => id))
  }
  return { people: await readPeople(ctx.keyed, ctx.clock(), ids), total: before }
}

/**
 * All people who match, as `listPeople` orders them, about `size` at a time: each piece is a few short statements of
 * its own, and begins after the last person of the one before. Who is in a piece is chosen before their states are
 * asked.
 */
export async function* eachPerson(ctx: Context, selection: Selection, size = 1000): AsyncGenerator<Person[]> {
  const { states = [], ...plain } = selection
  const isMeant = ({ state }: Person) => states.every((c) => c.not !== c.any.includes(state))
  for await (const ids of pieces(ctx, plain, size)) {
    const found = (await readPeople(ctx.keyed, ctx.clock(), ids)).filter(isMeant)
    if (found.length) yield found
  }
}

/** Ids in order: of several small companies together, or of a part of a large one. */
async function* pieces(ctx: Context, selection: Selection, size: number): AsyncGenerator<number[]> {
  let small: number[] = []
  let gathered = 0
  for (const { companyId, n } of await countByCompany(ctx, selection)) {
    if (small.length && gathered + n > size) {
      yield await idsOfCompanies(ctx, selection, small)
      ;[small, gathered] = [[], 0]
    }
    if (n > size) yield* piecesOfCompany(ctx, selection, companyId, size)
    else [small, gathered] = [[...small, companyId], gathered + n]
  }
  if (small.length) yield await idsOfCompanies(ctx, selection, small)
}

async function idsOfCompanies(ctx: Context, selection: Selection, companyIds: number[]): Promise<number[]> {
  const found = await idsByName(ctx, selection, sql`${people.companyId} in ${idList(companyIds)}`)
  const ids = new Map<number, number[]>(companyIds.map((id) => [id, []]))
  for (const { id, companyId } of found) ids.get(companyId)!.push(id)
  return [...ids.values()].flat()
}

async function* piecesOfCompany(ctx: Context, selection: Selection, companyId: number, size: number) {
  for (let after = sql`true`; ; ) {
    const within = sql`${people.companyId} = ${companyId} and ${after}`
    const found = await idsByName(ctx, selection, within, { limit: size })
    if (found.length) yield found.map(({ id }) => id)
    const last = found.at(-1)
    if (!last || found.length < size) return
    after = sql`(${byName}, ${people.id}) > (${last.name}, ${last.id})`
  }
}

/** How many match in each company that has any, in the order of the companies. */
async function countByCompany(ctx: Context, selection: Selection): Promise<{ companyId: number; n: number }[]> {
  const sizes = await ctx.db
    .select({ id: people.companyId, n: count() })
    .from(people)
    .where(isListed(ctx, selection))
    .groupBy(people.companyId)
  const sizeOf = new Map(sizes.map(({ id, n }) => [id, n]))
  return (await companiesInScope(ctx)).flatMap(({ id }) => {
    const n = sizeOf.get(id)
    return n ? [{ companyId: id, n }] : []
  })
}

/** Who matches among those for whom `within` is true, in the order of the index `people_by_name`. */
function idsByName(
  ctx: Context,
  selection: Selection,
  within: SQL,
  { limit, skip = 0 }: { limit?: number; skip?: number } = {},
): Promise<{ id: number; companyId: number; name: string }[]> {
  const { id, companyId } = people
  const found = ctx.db
    .select({ id, companyId, name: byName })
    .from(people)
    .where(and(within, isListed(ctx, selection)))
    .orderBy(companyId, byName, id)
    .offset(skip)
  return limit === undefined ? found : found.limit(limit)
}

const isListed = (ctx: Context, selection: Selection) =>
  and(matches(selection, ctx.clock()), inScope(ctx.actor), not(people.protected))

/**
 * How many people are in each state, in all and by company, within the actor's scope and without protected identities.
 */
export async function countStates(ctx: Context, selection: Selection) {
  const tally = await rows<{ state: PersonState; company: number; direct: boolean; n: number }>(
    ctx.db,
    sql`select ${stateOf(ctx.clock())} as state, ${people.companyId} as company,
        coalesce(${people.connectedBy} = 'domain', false) as direct, count(*)::int as n
      from ${people} where ${isListed(ctx, selection)} group by 1, 2, 3`,
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
