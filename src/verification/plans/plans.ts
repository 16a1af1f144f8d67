import { and, desc, eq, gt, inArray, ne } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { plans } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { reference } from '../../trace/reference.ts'
import type { Context } from '../context.ts'
import { type Plan, type PlanContent, readPlan, storedContent } from './content.ts'

const minute = 60_000
/** Without I, O, 0 and 1, which are easily misread. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** How long a plan can be confirmed after it has been shown, in milliseconds. */
const life = 10 * minute

/** A random code. Whoever stores it must see to it that it is not taken. */
export const newCode = ({ random }: Pick<Context, 'random'>, length: number): string =>
  Array.from(random(length), (byte) => letters[byte % letters.length]).join('')

/**
 * Opens a plan that its requester can confirm within ten minutes, or as a `draft` whose list is still to be made.
 * Returns its id and short code.
 */
export async function openPlan(
  tx: Db,
  ctx: Context,
  plan: PlanContent & { line: string; letters?: Plan['letters'] },
  state: 'open' | 'draft' = 'open',
): Promise<{ id: number; code: string }> {
  const now = ctx.clock()
  for (let length = 4; ; length += 1) {
    const code = newCode(ctx, length)
    const [opened] = await tx
      .insert(plans)
      .values({
        ...storedContent(plan),
        state,
        line: plan.line,
        letters: plan.letters ?? null,
        code,
        requester: ctx.actor.id,
        reference: reference(),
        createdAt: now,
        expiresAt: new Date(now.getTime() + life),
      })
      .onConflictDoNothing({ target: plans.code })
      .returning({ id: plans.id, code: plans.code })
    if (opened) return opened
  }
}

/** Opens a draft whose list is complete. Its ten minutes begin now. */
export async function publishPlan(tx: Db, ctx: Context, id: number, content: PlanContent): Promise<void> {
  const now = ctx.clock()
  await tx
    .update(plans)
    .set({ ...storedContent(content), state: 'open', createdAt: now, expiresAt: new Date(now.getTime() + life) })
    .where(and(eq(plans.id, id), eq(plans.state, 'draft')))
}

/** Nobody has been told the code of a draft. */
const hasCode = (code: string) => and(eq(plans.code, code.toUpperCase()), ne(plans.state, 'draft'))

/** A plan by its code, in either case; null when there is none. */
export async function findPlan(db: Db, code: string): Promise<Plan | null> {
  const [row] = await db.select().from(plans).where(hasCode(code))
  return row ? readPlan(row) : null
}

/** The actor's own plans that can still be decided, newest first; those that wait for approval too. */
export async function ownPlans(ctx: Context): Promise<Plan[]> {
  const mine = and(eq(plans.requester, ctx.actor.id), inArray(plans.state, ['open', 'awaiting']))
  const found = await ctx.db
    .select()
    .from(plans)
    .where(and(mine, gt(plans.expiresAt, ctx.clock())))
    .orderBy(desc(plans.id))
    .limit(10)
  return found.map(readPlan)
}

/**
 * The same, locked until the end of the transaction.
 * @throws UserError `unknown_code`
 */
export async function lockPlan(tx: Db, code: string): Promise<Plan> {
  const [row] = await tx.select().from(plans).where(hasCode(code)).for('update')
  if (!row) throw new UserError('unknown_code', 'plan.unknown', { code: code.toUpperCase() })
  return readPlan(row)
}

export const isOver = (plan: Plan, now: Date): boolean => plan.expiresAt.getTime() <= now.getTime()

/**
 * Whether a plan was cancelled because it no longer said what would happen. Nobody decided that, unlike any other
 * cancellation; one by an erasure leaves no line.
 */
export const isDrifted = ({ kind, state, decidedBy, line }: Plan): boolean =>
  kind === 'send' && state === 'cancelled' && decidedBy === null && line !== ''
