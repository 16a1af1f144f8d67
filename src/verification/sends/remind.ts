import { UserError } from '../../errors.ts'
import { hit, type Limit } from '../access/limits.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import type { SendPlan } from '../plans/content.ts'
import { decide } from '../plans/decision.ts'
import { standingOf } from '../plans/standing.ts'

const minute = 60_000
/** So that nobody is asked all the time: once in ten minutes. */
const reminders: Limit[] = [[1, 10 * minute]]

/**
 * *Påminn*: whoever waits for an approval may have the others asked again. Returns the plan that waits.
 * @throws UserError `unknown_code`, `not_yours`, `not_asked`, `used`, `cancelled`, `expired`, `too_soon`
 */
export async function remindApprovers(ctx: Context, code: string): Promise<SendPlan> {
  return decide(ctx, code, async (tx, { plan }) => {
    if (plan.requester !== ctx.actor.id) throw new UserError('not_yours', 'approve.notYours', { code: plan.code })
    const { state, key, params, next } = standingOf(ctx, plan)
    if (plan.kind !== 'send' || state !== 'awaiting')
      throw new UserError(state === 'confirmed' ? 'used' : state === 'open' ? 'not_asked' : state, key, params, next)
    if (!(await hit(tx, ctx, `send.remind:${plan.code}`, reminders)))
      throw new UserError('too_soon', 'approve.tooSoon', { code: plan.code })
    await writeAudit(tx, ctx, { action: 'send.remind', code: plan.code })
    return plan
  })
}
