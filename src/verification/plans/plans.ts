import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { plans } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import type { Context } from '../context.ts'
import { type Plan, type PlanContent, readPlan, storedContent } from './content.ts'

const minute = 60_000
/** Without I, O, 0 and 1, which are easily misread. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Opens a plan that its requester can confirm within ten minutes. Returns its id and short code. */
export async function openPlan(
  tx: Db,
  ctx: Context,
  plan: PlanContent & { line: string },
): Promise<{ id: number; code: string }> {
  const now = ctx.clock()
  for (let length = 4; ; length += 1) {
    const code = Array.from(ctx.random(length), (byte) => letters[byte % letters.length]).join('')
    const [opened] = await tx
      .insert(plans)
      .values({
        ...storedContent(plan),
        line: plan.line,
        code,
        requester: ctx.actor.id,
        createdAt: now,
        expiresAt: new Date(now.getTime() + 10 * minute),
      })
      .onConflictDoNothing({ target: plans.code })
      .returning({ id: plans.id, code: plans.code })
    if (opened) return opened
  }
}

/** A plan by its code, in either case; null when there is none. */
export async function findPlan(db: Db, code: string): Promise<Plan | null> {
  const [row] = await db.select().from(plans).where(eq(plans.code, code.toUpperCase()))
  return row ? readPlan(row) : null
}

/**
 * The same, locked until the end of the transaction.
 * @throws UserError `unknown_code`
 */
export async function lockPlan(tx: Db, code: string): Promise<Plan> {
  const [row] = await tx.select().from(plans).where(eq(plans.code, code.toUpperCase())).for('update')
  if (!row) throw new UserError('unknown_code', 'plan.unknown', { code: code.toUpperCase() })
  return readPlan(row)
}

export const isOver = (plan: Plan, now: Date): boolean => plan.expiresAt.getTime() <= now.getTime()
