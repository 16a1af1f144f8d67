import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { people, plans } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { inScope, matches, type Selection } from '../people/selection.ts'
import { openPlan, type Plan } from '../plans/plans.ts'
import { type Reason, reasons, type Verdict, verdict } from './eligibility.ts'

/** The numbers of a send plan; matching = mail + direct + every reason of leftOut. */
export interface SendCounts {
  matching: number
  mail: number
  direct: number
  leftOut: Partial<Record<Reason, number>>
}

export interface SendPlan {
  /** Null when nobody would be mailed or connected: an empty plan has no code. */
  plan: Plan | null
  counts: SendCounts
  /** Protected or outside the actor's scope: part of no number above; given only when five or more. */
  hidden: number | null
}

const fewest = 5

/** Freezes who would be mailed or connected now, and counts everybody else with the reason. Sends nothing. */
export async function planSend(ctx: Context, selection: Selection, line: string): Promise<SendPlan> {
  return ctx.db.transaction(async (tx) => {
    const scope = ctx.actor.companies === 'all' ? undefined : [...ctx.actor.companies]
    const plan = await openPlan(tx, ctx, { kind: 'send', line, selection: { ...selection, scope }, counts: {} })
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
      await tx.execute(sql`delete from plans where id = ${plan.id}`)
      return { plan: null, counts, hidden }
    }
    const [kept] = await tx
      .update(plans)
      .set({ counts: { ...counts } })
      .where(sql`${plans.id} = ${plan.id}`)
      .returning()
    await writeAudit(tx, ctx, { action: 'send.plan', code: plan.code, details: { ...counts } })
    return { plan: kept!, counts, hidden }
  })
}

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
export async function firstRecipients(db: Db, planId: number, count: number): Promise<Recipient[]> {
  return rows<Recipient>(
    db,
    sql`select p.given_name as "givenName", p.family_name as "familyName", p.email, pp.action
      from plan_people pp join people p on p.id = pp.person_id
      where pp.plan_id = ${planId} order by pp.person_id limit ${count}`,
  )
}

/** The proved domains among those that a plan connects directly, with how many each. */
export async function directDomains(db: Db, planId: number): Promise<{ domain: string; n: number }[]> {
  return rows(
    db,
    sql`select split_part(email_key, '@', 2) as domain, count(*)::int as n from plan_people
      where plan_id = ${planId} and action = 'direct' group by 1 order by 2 desc, 1`,
  )
}
