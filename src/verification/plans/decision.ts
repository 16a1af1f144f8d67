import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { plans } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import type { Plan } from './content.ts'
import { isOver, lockPlan } from './plans.ts'

/** A plan that somebody is about to decide, read once and locked until the end of the transaction. */
export interface Decision<P extends Plan = Plan> {
  plan: P
  /** This very message decided it before, and a crash took the answer: give that answer, and do nothing again. */
  repeated: boolean
}

/** The message that is being answered, told from every other. Effects that must happen once are tied to it. */
export const idempotencyKey = ({ actor, messageId }: Context): string | undefined =>
  messageId && `${actor.platform}:${actor.workspace}:${messageId}`

/**
 * Runs `decideOn` with the plan of this code in one transaction: whoever decides on the same plan meanwhile waits, and
 * then sees what has become of it.
 * @throws UserError `unknown_code`, and what `decideOn` throws
 */
export function decide<T>(
  ctx: Context,
  code: string,
  decideOn: (tx: Db, decision: Decision) => Promise<T>,
): Promise<T> {
  return ctx.db.transaction(async (tx) => decideOn(tx, await openDecision(tx, ctx, code)))
}

/** @throws UserError `unknown_code` */
export async function openDecision(tx: Db, ctx: Context, code: string): Promise<Decision> {
  const plan = await lockPlan(tx, code)
  return { plan, repeated: plan.decidedByMessage !== null && plan.decidedByMessage === idempotencyKey(ctx) }
}

/**
 * Only whoever asked for a plan confirms it, while it lives.
 * @throws UserError `not_yours`, `awaiting`, `used`, `cancelled`, `expired`
 */
export function refuseUnlessMine(ctx: Context, plan: Plan): void {
  if (plan.requester !== ctx.actor.id) throw new UserError('not_yours', 'plan.notYours', { code: plan.code })
  if (plan.state === 'awaiting') throw new UserError('awaiting', 'plan.awaiting', { code: plan.code })
  refuseEnded(plan)
  if (isOver(plan, ctx.clock())) throw new UserError('expired', 'plan.expired', { code: plan.code }, again(plan))
}

/** @throws UserError `used`, `cancelled`, `expired` */
export function refuseEnded(plan: Plan): void {
  if (plan.state === 'confirmed') {
    const look = plan.kind === 'send' ? [{ label: 'plan.look' as const, say: `utskick ${plan.code}` }] : []
    throw new UserError('used', 'plan.used', { code: plan.code }, look)
  }
  if (plan.state === 'cancelled') throw new UserError('cancelled', 'plan.cancelled', { code: plan.code }, again(plan))
  if (plan.state === 'expired') throw new UserError('expired', 'plan.expired', { code: plan.code }, again(plan))
}

/** The line that makes the plan anew. */
const again = (plan: Plan) =>
  plan.kind === 'send' && plan.line ? [{ label: 'plan.again' as const, say: plan.line }] : []

/** Moves a plan that is locked and undecided on; the message that did it goes with it. */
export async function closeDecision(
  tx: Db,
  ctx: Context,
  plan: Plan,
  state: 'awaiting' | 'confirmed' | 'cancelled',
  more: { expiresAt?: Date; approver?: number } = {},
): Promise<void> {
  await tx
    .update(plans)
    .set({ state, decidedAt: ctx.clock(), decidedByMessage: idempotencyKey(ctx) ?? null, ...more })
    .where(eq(plans.id, plan.id))
}

/**
 * *Avbryt*: the requester's open plan is cancelled; whoever `mayRefuse` a plan that waits for approval turns it down.
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
  if (!allowed) throw new UserError('not_yours', 'plan.notYours', { code: plan.code })
  refuseEnded(plan)
  await closeDecision(tx, ctx, plan, 'cancelled')
  await writeAudit(tx, ctx, { action: `${plan.kind}.cancel`, code: plan.code })
}
