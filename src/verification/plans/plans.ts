import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { type PlanKind, plans } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { causeOf } from './cause.ts'

export type Plan = typeof plans.$inferSelect

const minute = 60_000
/** No I, O, 0 or 1: nobody reads them wrong. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Opens a plan that lives ten minutes, for its requester alone. Returns it with its short code. */
export async function openPlan(
  tx: Db,
  ctx: Context,
  plan: { kind: PlanKind; line: string; selection: Record<string, unknown>; counts: Record<string, unknown> },
): Promise<Plan> {
  const now = ctx.clock()
  for (let length = 4; ; length += 1) {
    const code = Array.from(ctx.random(length), (byte) => letters[byte % letters.length]).join('')
    const [opened] = await tx
      .insert(plans)
      .values({
        ...plan,
        code,
        requester: ctx.actor.id,
        createdAt: now,
        expiresAt: new Date(now.getTime() + 10 * minute),
      })
      .onConflictDoNothing({ target: plans.code })
      .returning()
    if (opened) return opened
  }
}

/** Any plan by its code, case-insensitive. */
export async function findPlan(db: Db, code: string): Promise<Plan | null> {
  const [plan] = await db.select().from(plans).where(eq(plans.code, code.toUpperCase()))
  return plan ?? null
}

/**
 * Locks the plan and checks that this actor may confirm it now. Throws UserError with a reason in words:
 * `unknown_code`, `not_yours`, `used`, `cancelled`, `expired`, `awaiting`.
 */
export async function holdPlan(tx: Db, ctx: Context, code: string): Promise<Plan> {
  const plan = await lockPlan(tx, code)
  if (plan.requester !== ctx.actor.id) throw new UserError('not_yours', 'plan.notYours', { code: plan.code })
  if (plan.state === 'awaiting') throw new UserError('awaiting', 'plan.awaiting', { code: plan.code })
  refuseEnded(plan)
  if (isOver(plan, ctx.clock())) throw new UserError('expired', 'plan.expired', { code: plan.code }, again(plan))
  return plan
}

/** The same for the second pair of eyes: anything but the requester's own. */
export async function lockPlan(tx: Db, code: string): Promise<Plan> {
  const [plan] = await tx.select().from(plans).where(eq(plans.code, code.toUpperCase())).for('update')
  if (!plan) throw new UserError('unknown_code', 'plan.unknown', { code: code.toUpperCase() })
  return plan
}

export function refuseEnded(plan: Plan): void {
  if (plan.state === 'confirmed') {
    const look = plan.kind === 'send' ? [{ label: 'plan.look' as const, say: `utskick ${plan.code}` }] : []
    throw new UserError('used', 'plan.used', { code: plan.code }, look)
  }
  if (plan.state === 'cancelled') throw new UserError('cancelled', 'plan.cancelled', { code: plan.code }, again(plan))
  if (plan.state === 'expired') throw new UserError('expired', 'plan.expired', { code: plan.code }, again(plan))
}

export const isOver = (plan: Plan, now: Date) => plan.expiresAt.getTime() <= now.getTime()

const again = (plan: Plan) => (plan.kind === 'send' ? [{ label: 'plan.again' as const, say: plan.line }] : [])

/** The locked plan, when this very message decided it before a crash took the answer with it. */
export async function decidedBefore(tx: Db, ctx: Context, code: string): Promise<Plan | undefined> {
  const plan = await lockPlan(tx, code)
  return plan.cause !== null && plan.cause === causeOf(ctx) ? plan : undefined
}

/** Moves a locked plan on. */
export async function decidePlan(
  tx: Db,
  ctx: Context,
  plan: Plan,
  state: 'awaiting' | 'confirmed' | 'cancelled',
  more: { expiresAt?: Date; approver?: number } = {},
): Promise<void> {
  await tx
    .update(plans)
    .set({ state, decidedAt: ctx.clock(), cause: causeOf(ctx) ?? null, ...more })
    .where(and(eq(plans.id, plan.id), sql`${plans.state} in ('open', 'awaiting')`))
}

/** *Avbryt*: the requester's open plan is cancelled; whoever `mayRefuse` an awaiting one turns it down. */
export async function cancelPlan(
  ctx: Context,
  code: string,
  mayRefuse: (tx: Db, plan: Plan) => Promise<boolean>,
): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const before = await decidedBefore(tx, ctx, code)
    if (before?.state === 'cancelled') return before.code
    const plan = await lockPlan(tx, code)
    const mine = plan.requester === ctx.actor.id
    if (!mine && !(plan.state === 'awaiting' && (await mayRefuse(tx, plan)))) {
      throw new UserError('not_yours', 'plan.notYours', { code: plan.code })
    }
    refuseEnded(plan)
    await decidePlan(tx, ctx, plan, 'cancelled')
    await writeAudit(tx, ctx, { action: `${plan.kind}.cancel`, code: plan.code })
    return plan.code
  })
}
