import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { rows } from '../../db/open.ts'
import { UserError } from '../../errors.ts'
import { absentActor } from '../access/actors.ts'
import type { Rights } from '../access/rights.ts'
import { writeAudit } from '../audit.ts'
import { type Actor, type Context, inTransaction } from '../context.ts'
import { isVisible } from '../people/scope.ts'
import type { ImportPlan } from '../plans/content.ts'
import { closeDecision, type Decision, refuseEnded } from '../plans/decision.ts'
import { standingOf } from '../plans/standing.ts'
import { refuseOneHuman } from '../plans/two-humans.ts'
import { beginApplying } from './imports.ts'

/** An import that would send more notices to old addresses than this is approved by another human, as a send is. */
export const needsApproval = ({ actor, rules }: Context, { counts }: ImportPlan): boolean =>
  !actor.operator && (counts.notices ?? 0) > rules.fourEyesAbove

/**
 * Another human, who acts for everybody in the file, approves an import. It is then carried out with the rights that
 * its requester has now; that actor is returned.
 * @throws UserError `not_yours`, `own_plan`, `outside_your_scope`, `used`, `cancelled`, `expired`, `not_asked`,
 * `requester_lost_right`
 */
export async function approveImport(tx: Db, ctx: Context, { plan, repeated }: Decision<ImportPlan>): Promise<Actor> {
  const { code } = plan
  const requester = await absentActor(inTransaction(ctx, tx), plan.requester)
  if (!requester) throw new UserError('requester_lost_right', 'approve.requesterLost', { code })
  if (repeated && plan.state === 'confirmed') return requester
  if (!(await coversImport(tx, ctx.actor, plan.id)))
    throw new UserError('outside_your_scope', 'approve.outsideScope', { code })
  refuseEnded(ctx, plan)
  const { state, key, params, next } = standingOf(ctx, plan)
  if (state !== 'awaiting') throw new UserError('not_asked', key, params, next)
  if (ctx.actor.operator) throw new UserError('not_yours', 'approve.operator')
  await refuseOneHuman(tx, ctx, plan)
  await closeDecision(tx, ctx, plan, 'confirmed', { approver: ctx.actor.id })
  await beginApplying(tx, ctx, plan.id)
  await writeAudit(tx, ctx, { action: 'import.approve', code })
  return requester
}

/** Whether somebody with these rights may see everybody whom the file changes; nobody else is asked about it. */
export async function coversImport(db: Db, rights: Rights, planId: number): Promise<boolean> {
  if (rights.role === 'owner') return true
  const outside = await rows(
    db,
    sql`select 1 from import_rows ir join people on people.id = ir.person_id
      where ir.plan_id = ${planId} and not ${isVisible(rights)} limit 1`,
  )
  return outside.length === 0
}
