import { and, type SQL, sql } from 'drizzle-orm'
import { idList, rows } from '../../db/open.ts'
import { byName, people } from '../../db/schema/index.ts'
import { type Context, inBackground } from '../context.ts'
import { companiesInScope } from './companies.ts'
import { isListed } from './matching.ts'
import { type Person, readPeople } from './people.ts'
import type { Selection } from './selection.ts'
import { type Asked, askedFor } from './stand-ins.ts'
import { askMeant } from './together.ts'

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
  const asked = await askedFor(ctx, selection)
  const ids: number[] = []
  let before = 0
  for (const { companyId, n } of await countByCompany(ctx, asked, selection)) {
    const skip = Math.max(0, offset - before)
    before += n
    if (skip >= n || ids.length >= limit) continue
    const within = sql`${people.companyId} = ${companyId}`
    ids.push(
      ...(await idsByName(ctx, asked, selection, within, { limit: limit - ids.length, skip })).map(({ id }) => id),
    )
  }
  return { people: await readAsked(ctx, asked, ids), total: before }
}

/**
 * All people who match, as `listPeople` orders them, about `size` at a time: each piece is a few short statements of
 * its own, and begins after the last person of the one before. Who is in a piece is chosen before their states are
 * asked.
 */
export async function* eachPerson(asking: Context, selection: Selection, size = 500): AsyncGenerator<Person[]> {
  const ctx = inBackground(asking)
  const { states = [], ...plain } = selection
  const isMeant = ({ state }: Person) => states.every((c) => c.not !== c.any.includes(state))
  const asked = await askedFor(ctx, selection)
  for await (const ids of pieces(ctx, asked, plain, size)) {
    const found = (await readAsked(ctx, asked, ids)).filter(isMeant)
    if (found.length) yield found
  }
}

/** The people of these ids, as `readPeople`, and stand-ins among them. */
const readAsked = (ctx: Context, asked: Asked, ids: readonly number[]): Promise<Person[]> =>
  readPeople(ids.some((id) => id < 0) ? asked.db : ctx.keyed, ctx.clock(), ids)

/** Ids in order: of several small companies together, or of a part of a large one. */
async function* pieces(ctx: Context, asked: Asked, selection: Selection, size: number): AsyncGenerator<number[]> {
  let small: number[] = []
  let gathered = 0
  for (const { companyId, n } of await countByCompany(ctx, asked, selection)) {
    if (small.length && gathered + n > size) {
      yield await idsOfCompanies(ctx, asked, selection, small)
      ;[small, gathered] = [[], 0]
    }
    if (n > size) yield* piecesOfCompany(ctx, asked, selection, companyId, size)
    else [small, gathered] = [[...small, companyId], gathered + n]
  }
  if (small.length) yield await idsOfCompanies(ctx, asked, selection, small)
}

async function idsOfCompanies(
  ctx: Context,
  asked: Asked,
  selection: Selection,
  companyIds: number[],
): Promise<number[]> {
  const found = await idsByName(ctx, asked, selection, sql`${people.companyId} in ${idList(companyIds)}`)
  const ids = new Map<number, number[]>(companyIds.map((id) => [id, []]))
  for (const { id, companyId } of found) ids.get(companyId)!.push(id)
  return [...ids.values()].flat()
}

async function* piecesOfCompany(ctx: Context, asked: Asked, selection: Selection, companyId: number, size: number) {
  for (let after = sql`true`; ; ) {
    const within = sql`${people.companyId} = ${companyId} and ${after}`
    const found = await idsByName(ctx, asked, selection, within, { limit: size })
    if (found.length) yield found.map(({ id }) => id)
    const last = found.at(-1)
    if (!last || found.length < size) return
    after = sql`(${byName}, ${people.id}) > (${last.name}, ${last.id})`
  }
}

/** How many match in each company that has any, in the order of the companies. */
async function countByCompany(
  ctx: Context,
  asked: Asked,
  selection: Selection,
): Promise<{ companyId: number; n: number }[]> {
  const sizes = await askMeant(ctx, selection, (db, letters) =>
    rows<{ id: number; n: number }>(
      db,
      sql`${asked.before}select ${people.companyId} as id, count(*) as n
        from ${people} ${letters.join} where ${isListed(ctx, selection, letters)} group by 1`,
    ),
  )
  const sizeOf = new Map(sizes.map(({ id, n }) => [Number(id), Number(n)]))
  return (await companiesInScope(ctx)).flatMap(({ id }) => {
    const n = sizeOf.get(id)
    return n ? [{ companyId: id, n }] : []
  })
}

/** Who matches among those for whom `within` is true, in the order of the index `people_by_name`. */
function idsByName(
  ctx: Context,
  asked: Asked,
  selection: Selection,
  within: SQL,
  { limit, skip = 0 }: { limit?: number; skip?: number } = {},
): Promise<{ id: number; companyId: number; name: string }[]> {
  const { id, companyId } = people
  const found = asked.db
    .select({ id, companyId, name: byName })
    .from(people)
    .where(and(within, isListed(ctx, selection)))
    .orderBy(companyId, byName, id)
    .offset(skip)
  return limit === undefined ? found : found.limit(limit)
}
