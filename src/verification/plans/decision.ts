import { eq } from 'drizzle-orm'
import { again, type Db } from '../../db/open.ts'
import { plans } from '../../db/schema/index.ts'
import { type Next, UserError } from '../../errors.ts'
import { continueUnder } from '../../trace/reference.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { idempotencyKey } from '../once.ts'
import type { Plan } from './content.ts'
import { lockPlan } from './plans.ts'
import { isInSight } from './sight.ts'
import { standingOf } from './standing.ts'

/** A plan that is about to be decided, locked until the end of the transaction. */
export interface Decision<P extends Plan = Plan> {
  plan: P
  /** The same message has decided it before and a crash lost the answer: give that answer again and change nothing. */
  repeated: boolean
}

/**
 * Runs `decideOn` with the plan of this code, in one transaction. Another decision about the same plan waits until it
 * has ended and then sees what has become of the plan.
 * @throws UserError `unknown_code`, and what `decideOn` throws
 */
export function decide<T>(
  ctx: Context,
  code: string,
  decideOn: (tx: Db, decision: Decision) => Promise<T>,
): Promise<T> {
  return again(() => ctx.db.transaction(async (tx) => decideOn(tx, await openDecision(tx, ctx, code))))
}

/**
 * Locks the plan of this code for a decision.
 * @throws UserError `unknown_code`
 */
async function openDecision(tx: Db, ctx: Context, code: string): Promise<Decision> {
  const plan = await lockPlan(tx, code)
  if (!(await isInSight(tx, ctx, plan))) throw new UserError('unknown_code', 'plan.unknown', { code: plan.code })
  continueUnder(plan.reference)
  return { plan, repeated: plan.decidedByMessage !== null && plan.decidedByMessage === idempotencyKey(ctx) }
}

/** That the plan is another's, with what has become of it, and what the actor may do about it instead. */
function notYours({ code }: Plan, next: Next[] = []): UserError {
  const look = { label: 'plan.standing' as const, say: `utskick ${code}` }
  return new UserError('not_yours', 'plan.notYours', { code }, [look, ...next])
}

/**
 * Refuses unless the actor is the requester of the plan, and the plan is open and has not expired.
 * @throws UserError `not_yours`, `awaiting`, `used`, `cancelled`, `expired`
 */
export function refuseUnlessMine(ctx: Context, plan: Plan): void {
  const { state, key, params, next } = standingOf(ctx, plan)
  if (plan.requester !== ctx.actor.id) throw notYours(plan, next)
  if (state === 'awaiting') throw new UserError('awaiting', key, params, next)
  refuseEnded(ctx, plan)
}

/**
 * Refuses a plan that has been confirmed or cancelled, or has expired.
 * @throws UserError `used`, `cancelled`, `expired`
 */
export function refuseEnded(ctx: Context, plan: Plan): void {
  const { state, key, params, next } = standingOf(ctx, plan)
  if (state === 'open' || state === 'awaiting') return
  throw new UserError(state === 'confirmed' ? 'used' : state, key, params, next)
}

/** Records a decision about a locked plan, with who made it (`decidedBy: null` for nobody) and by which message. */
export async function closeDecision(
  tx: Db,
  ctx: Context,
  plan: Plan,
  state: 'awaiting' | 'confirmed' | 'cancelled',
  more: { expiresAt?: Date; approver?: number; decidedBy?: null } = {},
): Promise<void> {
  const decided = { decidedAt: ctx.clock(), decidedBy: ctx.actor.id, decidedByMessage: idempotencyKey(ctx) ?? null }
  await tx
    .update(plans)
    .set({ state, ...decided, ...more })
    .where(eq(plans.id, plan.id))
}

/** How long a plan waits for approval, in milliseconds. */
const approvalLife = 24 * 3_600_000

/** Records that a locked plan waits for another human from now on, for a day. */
export const awaitApproval = (tx: Db, ctx: Context, plan: Plan): Promise<void> =>
  closeDecision(tx, ctx, plan, 'awaiting', { expiresAt: new Date(ctx.clock().getTime() + approvalLife) })

/**
 * *Avbryt*: cancels a plan. The requester may do this, and, while the plan waits for approval, everybody who
 * `mayRefuse`.
 * @throws UserError `not_yours`, `used`, `cancelled`, `expired`
 */
export async function cancelPlan(
  tx: Db,
  ctx: Context,
  { plan, repeated }: Decision,
  mayRefuse: (plan: Plan) => Promise<boolean>,
): Promise<void> {
  if (repeated && plan.state === 'cancelled') return
  const allowed = plan.requester === ctx.actor.id || (plan.state === 'awaiting' && (await mayRefuse(plan)))
  if (!allowed) throw notYours(plan)
  refuseEnded(ctx, plan)
  await closeDecision(tx, ctx, plan, 'cancelled')
  // Of whom a plan to change records is about, the history tells only those who may know of them.
  const about = 'personIds' in plan && plan.personIds.length > 0 ? plan.personIds : [null]
  await writeAudit(tx, ctx, ...about.map((personId) => ({ action: `${plan.kind}.cancel`, personId, code: plan.code })))
}
