import { UserError } from '../errors.ts'
import type { Context } from './context.ts'
import { confirmImport, type Outcomes } from './imports/imports.ts'
import type { ImportPlan, RecordPlan, SendPlan } from './plans/content.ts'
import { decide } from './plans/decision.ts'
import { confirmRecord } from './records/records.ts'
import { type Approved, approveSend, type Confirmed, confirmSend } from './sends/confirm.ts'

/** What the requester's word has led to, by kind of plan. */
export type Confirmation =
  | { of: 'send'; plan: SendPlan; outcome: Confirmed }
  | { of: 'import'; plan: ImportPlan; outcome: { rows: number; outcomes: Outcomes } }
  | { of: 'record'; plan: RecordPlan }

/**
 * *Bekräfta*: one transaction, whatever the plan is about.
 * @throws UserError `unknown_code`, and what confirmSend, confirmImport and confirmRecord refuse
 */
export function confirmPlan(ctx: Context, code: string): Promise<Confirmation> {
  return decide(ctx, code, async (tx, { plan, repeated }): Promise<Confirmation> => {
    if (plan.kind === 'send') return { of: 'send', plan, outcome: await confirmSend(tx, ctx, { plan, repeated }) }
    if (plan.kind === 'import') return { of: 'import', plan, outcome: await confirmImport(tx, ctx, { plan, repeated }) }
    await confirmRecord(tx, ctx, { plan, repeated })
    return { of: 'record', plan }
  })
}

/**
 * *Godkänn*: the second pair of eyes, which only sends need.
 * @throws UserError `unknown_code`, and what approveSend refuses
 */
export function approvePlan(ctx: Context, code: string): Promise<{ plan: SendPlan; outcome: Approved }> {
  return decide(ctx, code, async (tx, { plan, repeated }) => {
    if (plan.kind !== 'send') throw new UserError('not_asked', 'approve.notAsked', { code: plan.code })
    return { plan, outcome: await approveSend(tx, ctx, { plan, repeated }) }
  })
}
