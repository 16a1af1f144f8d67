import { refreshStatistics } from '../db/open.ts'
import { UserError } from '../errors.ts'
import type { Context } from './context.ts'
import { approveLetter, confirmLetter, type Decided } from './employers/decide.ts'
import { type Applied, applyImport } from './imports/apply.ts'
import { approveImport, needsApproval } from './imports/approval.ts'
import { confirmImport } from './imports/imports.ts'
import type { ImportPlan, LetterPlan, Plan, RecordPlan, SendPlan } from './plans/content.ts'
import { decide, refuseEnded } from './plans/decision.ts'
import { standingOf } from './plans/standing.ts'
import { confirmRecord } from './records/records.ts'
import { type Approved, approveSend, type Confirmed, confirmSend } from './sends/confirm.ts'

/** What a confirm has led to, by kind of plan. */
export type Confirmation =
  | { of: 'send'; plan: SendPlan; outcome: Confirmed }
  | { of: 'import'; plan: ImportPlan; outcome: Applied | 'awaiting' }
  | { of: 'record'; plan: RecordPlan }
  | { of: 'letter'; plan: LetterPlan; outcome: Decided }

/**
 * *Bekräfta*: the requester confirms a plan, whatever it is about: one transaction, and after it the rows of an import.
 * @throws UserError `unknown_code`, `not_yours`, `awaiting`, `used`, `cancelled`, `expired`; for a send also
 * `outside_your_scope`; for a record also `not_allowed`, `unknown_person`, `not_connected`; for a letter `not_allowed`,
 * `unproved_domain`
 */
export async function confirmPlan(ctx: Context, code: string): Promise<Confirmation> {
  const decided = await decide(ctx, code, async (tx, { plan, repeated }) => {
    if (plan.kind === 'send')
      return { of: 'send' as const, plan, outcome: await confirmSend(tx, ctx, { plan, repeated }) }
    if (plan.kind === 'import') {
      const state = await confirmImport(tx, ctx, { plan, repeated }, needsApproval(ctx, plan))
      return { of: 'import' as const, plan, state }
    }
    if (plan.kind === 'letter')
      return { of: 'letter' as const, plan, outcome: await confirmLetter(tx, ctx, { plan, repeated }) }
    await confirmRecord(tx, ctx, { plan, repeated })
    return { of: 'record' as const, plan }
  })
  if (decided.of === 'import' && decided.state === 'awaiting') return { ...decided, outcome: 'awaiting' }
  const confirmation = decided.of === 'import' ? { ...decided, outcome: await applyImport(ctx, decided.plan) } : decided
  if (sizeOf(decided.plan) >= large) await refreshStatistics(ctx.db)
  return confirmation
}

/** How many people or rows a plan has added to the tables, from which on their statistics are out of date. */
const large = 1000

function sizeOf(plan: Plan): number {
  if (plan.kind === 'send') return plan.counts.mail + plan.counts.direct
  return plan.kind === 'import' ? plan.counts.rows : 1
}

/** What an approval has led to, by kind of plan. */
export type Approval =
  | { of: 'send'; plan: SendPlan; outcome: Approved }
  | { of: 'import'; plan: ImportPlan; outcome: Applied }
  | { of: 'letter'; plan: LetterPlan; outcome: Decided }

/** Changes to records need no approval: says what has become of the plan instead. */
function refuseUnasked(ctx: Context, plan: Plan): never {
  refuseEnded(ctx, plan)
  const { key, params, next } = standingOf(ctx, plan)
  throw new UserError('not_asked', key, params, next)
}

/**
 * *Godkänn*: another admin approves the plan of a send or an import, another owner that of a letter; other plans need
 * no approval.
 * @throws UserError `unknown_code`, `not_asked`, `not_yours`, `own_plan`, `outside_your_scope`, `used`, `cancelled`,
 * `expired`, `requester_lost_right`, `not_allowed`, `unproved_domain`
 */
export async function approvePlan(ctx: Context, code: string): Promise<Approval> {
  const decided = await decide(ctx, code, async (tx, { plan, repeated }) => {
    if (plan.kind === 'send')
      return { of: 'send' as const, plan, outcome: await approveSend(tx, ctx, { plan, repeated }) }
    if (plan.kind === 'import')
      return { of: 'import' as const, plan, requester: await approveImport(tx, ctx, { plan, repeated }) }
    if (plan.kind === 'letter')
      return { of: 'letter' as const, plan, outcome: await approveLetter(tx, ctx, { plan, repeated }) }
    return refuseUnasked(ctx, plan)
  })
  const approval =
    decided.of !== 'import'
      ? decided
      : { ...decided, outcome: await applyImport({ ...ctx, actor: decided.requester }, decided.plan) }
  if (sizeOf(approval.plan) >= large) await refreshStatistics(ctx.db)
  return approval
}
