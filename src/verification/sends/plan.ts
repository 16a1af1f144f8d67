import { asc, eq, type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { people, planPeople, plans } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { matches } from '../people/matching.ts'
import { inScope } from '../people/scope.ts'
import type { Selection } from '../people/selection.ts'
import type { PlanScope, SendCounts } from '../plans/content.ts'
import { openPlan } from '../plans/plans.ts'
import { reasons, type Verdict, verdict } from './eligibility.ts'

export interface PlannedSend {
  /** Null when nobody would be mailed or connected: an empty plan has no code. */
  plan: { id: number; code: string } | null
  counts: SendCounts
  /** Protected or outside the actor's scope: part of no number above; given only when five or more. */
  hidden: number | null
}

const fewest = 5

/** Freezes who would be mailed or connected now, and counts everybody else with the reason. Sends nothing. */
export async function planSend(ctx: Context, selection: Selection, line: string): Promise<PlannedSend> {
  return ctx.db.transaction(async (tx) => {
    const scope: PlanScope = ctx.actor.companies === 'all' ? 'all' : [...ctx.actor.companies]
    const plan = await openPlan(tx, ctx, { kind: 'send', line, selection, scope, counts: none })
    const tally = await rows<{ verdict: Verdict; n: number }>(
      tx,
      sql`with judged as materialized (${judged(ctx, selection)}),
        frozen as (insert into plan_people (plan_id, person_id, action, email_key)
          select ${plan.id}, id, verdict, email_key from judged where verdict in ('mail', 'direct'))
        select verdict, count(*)::int as n from judged group by verdict`,
    )
    const counts = countsOf(tally)
    const hidden = await countHidden(tx, ctx, selection)
    if (counts.mail + counts.direct === 0) {
      await tx.delete(plans).where(eq(plans.id, plan.id))
      return { plan: null, counts, hidden }
    }
    await tx.update(plans).set({ counts }).where(eq(plans.id, plan.id))
    await writeAudit(tx, ctx, { action: 'send.plan', code: plan.code, details: { ...counts } })
    return { plan, counts, hidden }
  })
}

const none: SendCounts = { matching: 0, mail: 0, direct: 0, leftOut: {} }

/** What the same selection would give at this moment; nothing is kept. */
export async function countSend(db: Db, ctx: Context, selection: Selection): Promise<SendCounts> {
  const tally = await rows<{ verdict: Verdict; n: number }>(
    db,
    sql`select verdict, count(*)::int as n from (${judged(ctx, selection)}) j group by verdict`,
  )
  return countsOf(tally)
}

function judged(ctx: Context, selection: Selection): SQL {
  return sql`select ${people.id} as id, ${people.emailKey} as email_key, ${verdict(ctx, selection.again ?? false)} as verdict
    from ${people} where ${matches(selection, ctx.clock())} and ${inScope(ctx.actor)} and not ${people.protected}`
}

function countsOf(tally: { verdict: Verdict; n: number }[]): SendCounts {
  const of = (v: Verdict) => Number(tally.find((t) => t.verdict === v)?.n ?? 0)
  const leftOut = Object.fromEntries(reasons.filter((r) => of(r) > 0).map((r) => [r, of(r)]))
  return { matching: tally.reduce((sum, t) => sum + Number(t.n), 0), mail: of('mail'), direct: of('direct'), leftOut }
}

async function countHidden(db: Db, ctx: Context, selection: Selection): Promise<number | null> {
  const [row] = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from ${people}
      where ${matches(selection, ctx.clock())} and (${people.protected} or not ${inScope(ctx.actor)})`,
  )
  return Number(row!.n) >= fewest ? Number(row!.n) : null
}

export interface Recipient {
  givenName: string
  familyName: string
  email: string
  action: 'mail' | 'direct'
}

/** The first recipients of a plan, in the order of the list. */
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

/** The proved domains among those that a plan connects directly, with how many each. */
export async function directDomains(db: Db, planId: number): Promise<{ domain: string; n: number }[]> {
  return rows(
    db,
    sql`select split_part(email_key, '@', 2) as domain, count(*)::int as n from plan_people
      where plan_id = ${planId} and action = 'direct' group by 1 order by 2 desc, 1`,
  )
}
