import { and, eq, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { companies, employerLetters, people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { rightsOfIdentity } from '../access/actors.ts'
import { writeAudit } from '../audit.ts'
import { type Context, inTransaction } from '../context.ts'
import type { LetterPlan } from '../plans/content.ts'
import { awaitApproval, closeDecision, type Decision, refuseEnded, refuseUnlessMine } from '../plans/decision.ts'
import { standingOf } from '../plans/standing.ts'
import { type Approvers, otherHumans, refuseOneHuman } from '../plans/two-humans.ts'
import { isInForce, provedDomains } from './employers.ts'
import { refuseUnproved } from './propose.ts'

/** What a decision about a letter has led to. */
export type Decided =
  | { kind: 'awaiting' }
  | { kind: 'changed'; voided: Voided[] }
  /** The letter has been changed by somebody else since the proposal, which is therefore cancelled. */
  | { kind: 'overtaken' }

/** An open plan of a send that no longer holds: its people would get another letter than was shown. */
export interface Voided {
  code: string
  requester: number
  line: string
}

/** The other owners, any of whom may approve. */
export const otherOwners = (ctx: Context, requester: number): Promise<Approvers> =>
  otherHumans(ctx, requester, ({ role }) => role === 'owner')

/**
 * Whether another owner has to approve: where there is another one, and always where the company has more people than a
 * send may have without a second pair of eyes. The operator in the terminal confirms own plans.
 */
export async function needsOwner(ctx: Context, { companyId, requester }: Pick<LetterPlan, 'companyId' | 'requester'>) {
  if (ctx.actor.operator) return false
  const { able, unclear } = await otherOwners(ctx, requester)
  if (able.length + unclear.length > 0) return true
  return (await ctx.db.$count(people, eq(people.companyId, companyId))) > ctx.rules.fourEyesAbove
}

/**
 * The owner who proposed a letter confirms it: it comes into force, or another owner is asked.
 * @throws UserError `not_allowed`, `not_yours`, `awaiting`, `used`, `cancelled`, `expired`, `unproved_domain`
 */
export async function confirmLetter(tx: Db, ctx: Context, { plan, repeated }: Decision<LetterPlan>): Promise<Decided> {
  if (repeated) return decidedBefore(plan)
  refuseUnlessOwner(ctx)
  refuseUnlessMine(ctx, plan)
  if (await cancelOvertaken(tx, ctx, plan)) return { kind: 'overtaken' }
  await refuseLost(tx, plan)
  if (await needsOwner(inTransaction(ctx, tx), plan)) {
    await awaitApproval(tx, ctx, plan)
    await writeAudit(tx, ctx, { action: 'letter.ask', code: plan.code })
    return { kind: 'awaiting' }
  }
  await closeDecision(tx, ctx, plan, 'confirmed')
  return { kind: 'changed', voided: await putInForce(tx, ctx, plan, 'letter.confirm') }
}

/**
 * Another owner, who is another human, approves a letter: it comes into force.
 * @throws UserError `not_allowed`, `not_yours`, `own_plan`, `used`, `cancelled`, `expired`, `not_asked`,
 * `requester_lost_right`, `unproved_domain`
 */
export async function approveLetter(tx: Db, ctx: Context, { plan, repeated }: Decision<LetterPlan>): Promise<Decided> {
  if (repeated) return decidedBefore(plan)
  refuseUnlessOwner(ctx)
  refuseEnded(ctx, plan)
  const { state, key, params, next } = standingOf(ctx, plan)
  if (state !== 'awaiting') throw new UserError('not_asked', key, params, next)
  if (ctx.actor.operator) throw new UserError('not_yours', 'approve.operator')
  await refuseOneHuman(tx, ctx, plan)
  const { role } = await rightsOfIdentity(inTransaction(ctx, tx), plan.requester)
  if (role !== 'owner') throw new UserError('requester_lost_right', 'approve.requesterLost', { code: plan.code })
  if (await cancelOvertaken(tx, ctx, plan)) return { kind: 'overtaken' }
  await refuseLost(tx, plan)
  await closeDecision(tx, ctx, plan, 'confirmed', { approver: ctx.actor.id })
  return { kind: 'changed', voided: await putInForce(tx, ctx, plan, 'letter.approve') }
}

/** What the same message led to before a crash. The plans that it voided were told of then, or are by their cards. */
function decidedBefore({ state }: LetterPlan): Decided {
  if (state === 'cancelled') return { kind: 'overtaken' }
  return state === 'awaiting' ? { kind: 'awaiting' } : { kind: 'changed', voided: [] }
}

function refuseUnlessOwner({ actor }: Context): void {
  if (actor.role !== 'owner') throw new UserError('not_allowed', 'problem.not_allowed_next', { need: 'owner' })
}

/** Cancels a proposal that was made from a version which is no longer in force. Locks the company until the end. */
async function cancelOvertaken(tx: Db, ctx: Context, plan: LetterPlan): Promise<boolean> {
  await tx.select({ id: companies.id }).from(companies).where(eq(companies.id, plan.companyId)).for('no key update')
  const [now] = await tx
    .select({ id: employerLetters.id })
    .from(employerLetters)
    .where(and(eq(employerLetters.companyId, plan.companyId), isInForce))
  if ((now?.id ?? null) === plan.before) return false
  await closeDecision(tx, ctx, plan, 'cancelled', { decidedBy: null })
  await writeAudit(tx, ctx, { action: 'letter.overtaken', code: plan.code })
  return true
}

/** A domain may have been removed since the proposal. */
async function refuseLost(tx: Db, { version }: LetterPlan): Promise<void> {
  if (version === null) return
  const [row] = await tx.select().from(employerLetters).where(eq(employerLetters.id, version))
  if (!row) throw new UserError('expired', 'employer.gone')
  const proved = await provedDomains(tx)
  for (const email of [row.address, row.replyTo]) if (email) refuseUnproved(email, proved)
}

async function putInForce(
  tx: Db,
  ctx: Context,
  plan: LetterPlan,
  action: 'letter.confirm' | 'letter.approve',
): Promise<Voided[]> {
  const { companyId, version, before, code } = plan
  const now = ctx.clock()
  if (before !== null) await tx.update(employerLetters).set({ endedAt: now }).where(eq(employerLetters.id, before))
  if (version !== null) await tx.update(employerLetters).set({ inForceAt: now }).where(eq(employerLetters.id, version))
  const voided = await voidPlans(tx, ctx, companyId)
  const details = { company: companyId, version, before, voided: voided.map((one) => one.code) }
  const others = voided.map((one) => ({ action: 'send.void', code: one.code }))
  await writeAudit(tx, ctx, { action, code, details }, ...others)
  return voided
}

/**
 * Cancels the open plans of sends with anybody of this company on their list, in the order in which others lock plans.
 * One that is being confirmed at this moment comes first.
 */
function voidPlans(tx: Db, ctx: Context, companyId: number): Promise<Voided[]> {
  const now = ctx.clock().toISOString()
  return rows<Voided>(
    tx,
    sql`with concerned as materialized (select id from plans where kind = 'send' and state in ('open', 'awaiting')
        and expires_at > ${now}::timestamptz and exists (select 1 from plan_people pp join people p on p.id = pp.person_id
          where pp.plan_id = plans.id and p.company_id = ${companyId})
        order by id for update)
      update plans set state = 'cancelled', decided_at = ${now}::timestamptz, voided_because = 'letter'
      from concerned where plans.id = concerned.id
      returning plans.code, plans.requester::float8 as requester, plans.line`,
  )
}
