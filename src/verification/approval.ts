import { and, desc, eq, gt, ne } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { identities, plans } from '../db/schema/index.ts'
import { UserError } from '../errors.ts'
import { fourEyes } from './access/four-eyes.ts'
import { hit, type Limit } from './access/limits.ts'
import type { Rights } from './access/rights.ts'
import { writeAudit } from './audit.ts'
import type { Context, Service } from './context.ts'
import { coversImport } from './imports/approval.ts'
import { coversPlan } from './people/scope.ts'
import { type ApprovablePlan, isApprovable, readPlan } from './plans/content.ts'
import { decide } from './plans/decision.ts'
import { standingOf } from './plans/standing.ts'
import { type Approvers, otherHumans } from './plans/two-humans.ts'

/** Whether these rights allow it to approve the plan, if whoever has them is another human than its requester. */
async function mayApprove(db: Db, rights: Rights, plan: ApprovablePlan): Promise<boolean> {
  if (plan.kind === 'letter') return rights.role === 'owner'
  return plan.kind === 'send' ? coversPlan(db, rights, plan.id) : coversImport(db, rights, plan.id)
}

/** Everybody who may approve a plan, whatever it is about. */
export const approversOf = (service: Service, plan: ApprovablePlan): Promise<Approvers> =>
  otherHumans(service, plan.requester, (holder) => mayApprove(service.db, holder, plan))

export interface Request {
  plan: ApprovablePlan
  /** The requester's name, or the platform's id without one. */
  by: string
}

/** Those that others may not approve are not counted, or they could hide the ones of the actor. */
const mostShown = 10

/** The plans of others that wait for another human and that the actor may approve, newest first. */
export async function requestsFor(ctx: Context): Promise<Request[]> {
  const { db, actor } = ctx
  const waiting = await db
    .select({ plan: plans, name: identities.name, user: identities.user })
    .from(plans)
    .innerJoin(identities, eq(identities.id, plans.requester))
    .where(and(eq(plans.state, 'awaiting'), ne(plans.requester, actor.id), gt(plans.expiresAt, ctx.clock())))
    .orderBy(desc(plans.id))
  const mine: Request[] = []
  for (const { plan: row, name, user } of waiting) {
    if (mine.length === mostShown) break
    const plan = readPlan(row)
    if (!isApprovable(plan) || !(await mayApprove(db, actor, plan))) continue
    const { humans } = await fourEyes(ctx, plan.requester, actor.id)
    if (humans === 'two') mine.push({ plan, by: name ?? user })
  }
  return mine
}

const minute = 60_000
/** So that nobody is asked all the time: once in ten minutes. */
const reminders: Limit[] = [[1, 10 * minute]]

/**
 * *Påminn*: whoever waits for an approval may have the others asked again. Returns the plan that waits.
 * @throws UserError `unknown_code`, `not_yours`, `not_asked`, `used`, `cancelled`, `expired`, `too_soon`
 */
export async function remindApprovers(ctx: Context, code: string): Promise<ApprovablePlan> {
  return decide(ctx, code, async (tx, { plan }) => {
    if (plan.requester !== ctx.actor.id)
      throw new UserError('not_yours', 'approve.notYours', { code: plan.code }, [
        { label: 'plan.standing', say: `utskick ${plan.code}` },
      ])
    const { state, key, params, next } = standingOf(ctx, plan)
    if (!isApprovable(plan) || state !== 'awaiting')
      throw new UserError(state === 'confirmed' ? 'used' : state === 'open' ? 'not_asked' : state, key, params, next)
    if (!(await hit(tx, ctx, `send.remind:${plan.code}`, reminders)))
      throw new UserError('too_soon', 'approve.tooSoon', { code: plan.code })
    await writeAudit(tx, ctx, { action: `${plan.kind}.remind`, code: plan.code })
    return plan
  })
}
