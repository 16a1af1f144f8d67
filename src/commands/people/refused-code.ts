import { UserError } from '../../errors.ts'
import type { Context } from '../../verification/context.ts'
import { findPlan } from '../../verification/plans/plans.ts'
import { isInSight } from '../../verification/plans/sight.ts'
import { readHistory } from '../../verification/records/history.ts'

/**
 * Why this is not the code of a send, or import, that the actor may see: `other_kind`, or `unknown_code`. Of an import
 * that stands in the history which the actor reads, it is not said that there is none.
 */
export async function refusedCode(ctx: Context, wanted: 'send' | 'import', typed: string): Promise<UserError> {
  const code = typed.toUpperCase()
  const plan = await findPlan(ctx.db, code)
  if (plan && plan.kind !== wanted && (await isInSight(ctx.db, ctx, plan))) {
    const isSend = plan.kind === 'send' && plan.state === 'confirmed'
    return new UserError(
      'other_kind',
      'plan.otherKind',
      { code, wanted, kind: plan.kind === 'send' && !isSend ? 'plan' : plan.kind },
      isSend ? [{ label: 'plan.button.other_send', params: { code }, say: `utskick ${code}` }] : [],
    )
  }
  if (wanted === 'import' && plan?.kind === 'import' && (await readHistory(ctx, { code }, 1)).length > 0)
    return new UserError('unknown_code', 'import.nobodyInSight', { code })
  return new UserError('unknown_code', wanted === 'send' ? 'send.unknown' : 'plan.unknown', { code })
}
