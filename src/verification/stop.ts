import { type Context, inTransaction } from './context.ts'
import type { Progress } from './delivery/progress.ts'
import type { Applied } from './imports/apply.ts'
import { stopImport } from './imports/stop.ts'
import { once } from './once.ts'
import { coversPlan } from './people/scope.ts'
import type { Plan } from './plans/content.ts'
import { cancelPlan, decide } from './plans/decision.ts'
import { findSend, moved, refuseHidden } from './sends/sends.ts'

/** What was stopped: a send, an import that is being carried out, or a plan that nobody had confirmed. */
export type Stopped =
  | { kind: 'send'; progress: Progress }
  | { kind: 'import'; code: string; applied: Applied }
  | { kind: 'plan'; plan: Plan }

/**
 * *Stoppa*: stops the send with this code or the rest of the import, or cancels the plan. If the plan is being
 * confirmed at the same moment, the stop waits for that and then stops what has begun.
 * @throws UserError `unknown_code`, `not_yours`, `outside_your_scope`, `used`, `cancelled`, `expired`, `wrong_state`
 */
export async function stop(ctx: Context, code: string): Promise<Stopped> {
  return decide(ctx, code, async (tx, decision): Promise<Stopped> => {
    const { plan } = decision
    const send = plan.kind === 'send' ? await findSend(inTransaction(ctx, tx), plan.code) : null
    if (send) return { kind: 'send', progress: await moved(tx, ctx, send, 'stop') }
    if (plan.kind === 'send' && plan.state === 'confirmed' && plan.requester === ctx.actor.id) refuseHidden(plan)
    if (plan.kind === 'import' && plan.requester === ctx.actor.id) {
      const applied = await once(tx, ctx, 'import.stop', () => stopImport(tx, ctx, plan))
      if (applied) return { kind: 'import', code: plan.code, applied }
    }
    await cancelPlan(tx, ctx, decision, () => coversPlan(tx, ctx.actor, plan.id))
    return { kind: 'plan', plan }
  })
}
