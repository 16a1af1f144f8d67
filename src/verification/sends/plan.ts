import { and, asc, count, desc, eq, sql } from 'drizzle-orm'
import { again, type Db, rows } from '../../db/open.ts'
import { people, planPeople, plans } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import { type Context, inBackground } from '../context.ts'
import { domainOf } from '../domain-rules.ts'
import { lettersInForce } from '../employers/employers.ts'
import { matches } from '../people/matching.ts'
import { inScope } from '../people/scope.ts'
import type { Selection } from '../people/selection.ts'
import type { PlanScope, SendCounts } from '../plans/content.ts'
import { openPlan, publishPlan } from '../plans/plans.ts'
import { reasons, type Verdict } from './eligibility.ts'
import { judge, tallyVerdicts } from './judgement.ts'

export interface PlannedSend {
  /** Null when nobody would be mailed or connected: there is nothing to confirm then. */
  plan: { id: number; code: string } | null
  counts: SendCounts
  /**
   * How many of the matching people are protected or out of scope; null where the number could tell of fewer than five.
   * They are in no other number.
   */
  hidden: number | null
}

/** A smaller number of hidden people could tell who they are. */
const fewestHidden = 5

/** Freezes the list of people who would be mailed or connected now, and counts all others by reason. Sends nothing. */
export async function planSend(ctx: Context, selection: Selection, line: string): Promise<PlannedSend> {
  const pieces = ctx.oneSession ? await piecesOf(ctx.db) : []
  if (pieces.length > 1) return freezeInPieces(inBackground(ctx), selection, line, pieces)
  return again(() => ctx.db.transaction((tx) => freeze(tx, ctx, selection, line)))
}

async function freeze(tx: Db, ctx: Context, selection: Selection, line: string): Promise<PlannedSend> {
  await judge(tx, ctx, selection)
  const counts = countsOf(await tallyVerdicts(tx))
  const hidden = await countHidden(tx, ctx, selection)
  if (isEmpty(counts)) return { plan: null, counts, hidden }
  const letters = await lettersInForce(tx)
  const plan = await openPlan(tx, ctx, { ...contentOf(ctx, selection, counts), line, letters })
  await keepList(tx, plan.id)
  await writeAudit(tx, ctx, { action: 'send.plan', code: plan.code, details: { ...counts } })
  return { plan, counts, hidden }
}

/**
 * The same where a transaction holds everybody up: the list of a draft, in pieces, each as it is then. Whatever changes
 * meanwhile is as if it had changed after the plan: the confirm judges everybody again.
 */
async function freezeInPieces(
  ctx: Context,
  selection: Selection,
  line: string,
  pieces: readonly Piece[],
): Promise<PlannedSend> {
  const { db } = ctx
  const letters = await lettersInForce(db)
  const draft = await openPlan(db, ctx, { ...contentOf(ctx, selection, countsOf(new Map())), line, letters }, 'draft')
  const tally = new Map<Verdict, number>()
  for (const { after, through, done } of pieces) {
    const within = sql`${people.id} > ${after} and ${people.id} <= ${through}`
    const found = await again(() =>
      db.transaction(async (tx) => {
        await judge(tx, ctx, selection, within)
        await keepList(tx, draft.id)
        return tallyVerdicts(tx)
      }),
    )
    for (const [verdict, n] of found) tally.set(verdict, (tally.get(verdict) ?? 0) + n)
    ctx.report?.({ work: 'plan', done, total: pieces.at(-1)!.done })
  }
  const counts = countsOf(tally)
  const hidden = await countHidden(db, ctx, selection)
  if (isEmpty(counts)) {
    await db.delete(plans).where(and(eq(plans.id, draft.id), eq(plans.state, 'draft')))
    return { plan: null, counts, hidden }
  }
  await db.transaction(async (tx) => {
    await publishPlan(tx, ctx, draft.id, contentOf(ctx, selection, counts))
    await writeAudit(tx, ctx, { action: 'send.plan', code: draft.code, details: { ...counts } })
  })
  return { plan: draft, counts, hidden }
}

const pieceSize = 2000

/** People by their ids; `done` is how many there are up to the end of it. */
interface Piece {
  after: number
  through: number
  done: number
}

async function piecesOf(db: Db): Promise<Piece[]> {
  const ends = await rows<{ id: number; n: number }>(
    db,
    sql`select id, n from (select id, row_number() over (order by id) as n, max(id) over () as last from people) p
      where n % ${pieceSize} = 0 or id = last order by id`,
  )
  return ends.map(({ id, n }, i) => ({ after: ends[i - 1]?.id ?? 0, through: id, done: n }))
}

const isEmpty = ({ mail, direct }: SendCounts): boolean => mail + direct === 0

function contentOf({ actor }: Context, selection: Selection, counts: SendCounts) {
  const scope: PlanScope = actor.companies === 'all' ? 'all' : [...actor.companies]
  return { kind: 'send' as const, selection, scope, counts }
}

const keepList = (tx: Db, planId: number) =>
  tx.execute(sql`insert into plan_people (plan_id, person_id, action, email_key)
      select ${planId}, person_id, verdict, email_key from judged where verdict in ('mail', 'direct')`)

function countsOf(tally: Map<Verdict, number>): SendCounts {
  const of = (v: Verdict) => tally.get(v) ?? 0
  const leftOut = Object.fromEntries(reasons.filter((r) => of(r) > 0).map((r) => [r, of(r)]))
  const matching = [...tally.values()].reduce((sum, n) => sum + n, 0)
  return { matching, mail: of('mail'), direct: of('direct'), leftOut }
}

/**
 * Two of these numbers can be subtracted: with and without a unit, a state or a name, they would tell of one person. So
 * one is told of everybody, and for some companies only where nowhere fewer than five are hidden: in no company of the
 * actor's, nor in all the others together.
 */
async function countHidden(db: Db, ctx: Context, selection: Selection): Promise<number | null> {
  const { companies = [], again: _recent, ...narrower } = selection
  if (Object.values(narrower).some((term) => !Array.isArray(term) || term.length > 0)) return null
  const places = await rows<{ n: number; matching: number }>(
    db,
    sql`select count(*)::int as n, count(*) filter (where ${matches(selection, ctx.clock())})::int as matching
      from ${people} where ${people.protected} or not ${inScope(ctx.actor)}
      group by case when ${inScope(ctx.actor)} then ${people.companyId} end`,
  )
  if (companies.length > 0 && places.some(({ n }) => n < fewestHidden)) return null
  const matching = places.reduce((sum, place) => sum + Number(place.matching), 0)
  return matching >= fewestHidden ? matching : null
}

export interface Recipient {
  givenName: string
  familyName: string
  email: string
  action: 'mail' | 'direct'
}

/** The first recipients on a plan's list. */
export function firstRecipients(db: Db, planId: number, count: number): Promise<Recipient[]> {
  const { givenName, familyName, email } = people
  return db
    .select({ givenName, familyName, email: sql<string>`${email}`, action: planPeople.action })
    .from(planPeople)
    .innerJoin(people, eq(people.id, planPeople.personId))
    .where(eq(planPeople.planId, planId))
    .orderBy(asc(planPeople.personId))
    .limit(count)
}

/** The company (companies.id) of the first on a plan's list; undefined when nobody is left on it. */
export async function firstCompany(db: Db, planId: number): Promise<number | undefined> {
  const [first] = await db
    .select({ companyId: people.companyId })
    .from(planPeople)
    .innerJoin(people, eq(people.id, planPeople.personId))
    .where(eq(planPeople.planId, planId))
    .orderBy(asc(planPeople.personId))
    .limit(1)
  return first?.companyId
}

/** The domains of the people whom a plan connects directly, with the number of people in each. */
export function directDomains(db: Db, planId: number): Promise<{ domain: string; n: number }[]> {
  const domain = domainOf(planPeople.emailKey)
  return db
    .select({ domain, n: count() })
    .from(planPeople)
    .where(and(eq(planPeople.planId, planId), eq(planPeople.action, 'direct')))
    .groupBy(domain)
    .orderBy(desc(count()), domain)
}
