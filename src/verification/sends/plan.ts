import { and, asc, count, desc, eq, sql } from 'drizzle-orm'
import { again, type Db } from '../../db/open.ts'
import { people, planPeople } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { domainOf } from '../domain-rules.ts'
import { lettersInForce } from '../employers/employers.ts'
import { matches } from '../people/matching.ts'
import { inScope } from '../people/scope.ts'
import type { Selection } from '../people/selection.ts'
import type { PlanScope, SendCounts } from '../plans/content.ts'
import { openPlan } from '../plans/plans.ts'
import { reasons, type Verdict } from './eligibility.ts'
import { judge, tallyVerdicts } from './judgement.ts'

export interface PlannedSend {
  /** Null when nobody would be mailed or connected: there is nothing to confirm then. */
  plan: { id: number; code: string } | null
  counts: SendCounts
  /**
   * How many of the matching people are protected or out of scope; null below five, or if the selection names people.
   * They are in no other number.
   */
  hidden: number | null
}

/** A smaller number of hidden people could tell who they are. */
const fewestHidden = 5

/**
 * Whether a selection names people, by what they are called, their addresses, or a list that somebody has made. With and
 * without a name in it, two numbers would tell whether there is such a person.
 */
const namesPeople = ({ words = [], emails = [], sends = [], imports = [], retry }: Selection): boolean =>
  words.length + sends.length + imports.length > 0 ||
  retry !== undefined ||
  emails.some(({ any }) => any.some(({ is }) => is === 'address' || is === 'domain'))

/** Freezes the list of people who would be mailed or connected now, and counts all others by reason. Sends nothing. */
export async function planSend(ctx: Context, selection: Selection, line: string): Promise<PlannedSend> {
  return again(() => ctx.db.transaction((tx) => freeze(tx, ctx, selection, line)))
}

async function freeze(tx: Db, ctx: Context, selection: Selection, line: string): Promise<PlannedSend> {
  await judge(tx, ctx, selection)
  const counts = countsOf(await tallyVerdicts(tx))
  const hidden = await countHidden(tx, ctx, selection)
  if (counts.mail + counts.direct === 0) return { plan: null, counts, hidden }
  const scope: PlanScope = ctx.actor.companies === 'all' ? 'all' : [...ctx.actor.companies]
  const letters = await lettersInForce(tx)
  const plan = await openPlan(tx, ctx, { kind: 'send', line, selection, scope, counts, letters })
  await tx.execute(sql`insert into plan_people (plan_id, person_id, action, email_key)
      select ${plan.id}, person_id, verdict, email_key from judged where verdict in ('mail', 'direct')`)
  await writeAudit(tx, ctx, { action: 'send.plan', code: plan.code, details: { ...counts } })
  return { plan, counts, hidden }
}

function countsOf(tally: Map<Verdict, number>): SendCounts {
  const of = (v: Verdict) => tally.get(v) ?? 0
  const leftOut = Object.fromEntries(reasons.filter((r) => of(r) > 0).map((r) => [r, of(r)]))
  const matching = [...tally.values()].reduce((sum, n) => sum + n, 0)
  return { matching, mail: of('mail'), direct: of('direct'), leftOut }
}

async function countHidden(db: Db, ctx: Context, selection: Selection): Promise<number | null> {
  if (namesPeople(selection)) return null
  const isHidden = sql`(${people.protected} or not ${inScope(ctx.actor)})`
  const n = await db.$count(people, and(matches(selection, ctx.clock()), isHidden))
  return n >= fewestHidden ? n : null
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
