import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { sends } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { rightsOfIdentity } from '../access/actors.ts'
import { mayUse } from '../access/policy.ts'
import { sameHuman } from '../access/same-human.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { type SeenSends, skipQueuedMeanwhile } from '../delivery/queue.ts'
import { coversPlan, type Scope } from '../people/scope.ts'
import type { SendPlan } from '../plans/content.ts'
import { closeDecision, type Decision, idempotencyKey, refuseEnded, refuseUnlessMine } from '../plans/decision.ts'
import { isOver } from '../plans/plans.ts'
import { judgeAgain, tallyVerdicts } from './judgement.ts'

/** What a confirm leads to. `drifted`: many more people would be mailed than were shown, so the plan is cancelled. */
export type Confirmed = { kind: 'started'; sendId: number } | { kind: 'awaiting' } | { kind: 'drifted' }

/** What an approval leads to. */
export type Approved = { kind: 'started'; sendId: number } | { kind: 'drifted' }

/** How long a plan waits for approval, in milliseconds. */
const approvalLife = 24 * 3_600_000

/**
 * The requester confirms a plan: the send starts, once, or a second admin is asked if the plan is large.
 * @throws UserError `not_yours`, `awaiting`, `used`, `cancelled`, `expired`, `outside_your_scope`
 */
export async function confirmSend(tx: Db, ctx: Context, { plan, repeated }: Decision<SendPlan>): Promise<Confirmed> {
  if (repeated && plan.state === 'confirmed') return { kind: 'started', sendId: await sendOf(tx, plan) }
  if (repeated && plan.state === 'awaiting') return { kind: 'awaiting' }
  refuseUnlessMine(ctx, plan)
  await refuseOutsideScope(tx, ctx.actor, plan)
  const seen = await judgeAgain(tx, ctx, plan)
  if (await cancelDrifted(tx, ctx, plan)) return { kind: 'drifted' }
  if (needsApproval(ctx, plan)) {
    await closeDecision(tx, ctx, plan, 'awaiting', { expiresAt: new Date(ctx.clock().getTime() + approvalLife) })
    await writeAudit(tx, ctx, { action: 'send.ask', code: plan.code })
    return { kind: 'awaiting' }
  }
  return { kind: 'started', sendId: await startSend(tx, ctx, plan, seen, { action: 'send.confirm' }) }
}

/**
 * Another human, whose scope covers everybody on the list, approves a plan: the send starts, once.
 * @throws UserError `not_yours`, `own_plan`, `outside_your_scope`, `used`, `cancelled`, `expired`, `not_asked`,
 * `requester_lost_right`
 */
export async function approveSend(tx: Db, ctx: Context, { plan, repeated }: Decision<SendPlan>): Promise<Approved> {
  if (repeated && plan.state === 'confirmed') return { kind: 'started', sendId: await sendOf(tx, plan) }
  if (ctx.actor.operator) throw new UserError('not_yours', 'approve.operator')
  if (await sameHuman(tx, plan.requester, ctx.actor.id))
    throw new UserError('own_plan', 'approve.own', { code: plan.code })
  await refuseOutsideScope(tx, ctx.actor, plan)
  refuseEnded(plan)
  if (plan.state !== 'awaiting') throw new UserError('not_asked', 'approve.notAsked', { code: plan.code })
  if (isOver(plan, ctx.clock())) throw new UserError('expired', 'approve.expired', { code: plan.code })
  await refuseDemoted(tx, ctx, plan)
  const seen = await judgeAgain(tx, ctx, plan)
  if (await cancelDrifted(tx, ctx, plan)) return { kind: 'drifted' }
  return {
    kind: 'started',
    sendId: await startSend(tx, ctx, plan, seen, { action: 'send.approve', approver: ctx.actor.id }),
  }
}

/** The send that a confirmed plan has become. */
async function sendOf(tx: Db, plan: SendPlan): Promise<number> {
  const [send] = await tx.select({ id: sends.id }).from(sends).where(eq(sends.planId, plan.id))
  return send!.id
}

/** Only the operator in the terminal needs no approval: an installation without chats could otherwise never send. */
const needsApproval = ({ actor, rules }: Context, { counts }: SendPlan): boolean =>
  !actor.operator && counts.mail + counts.direct > rules.fourEyesAbove

/** Cancels the plan if its selection now gives more people than shown, by more than 5 and more than 2 %. */
async function cancelDrifted(tx: Db, ctx: Context, plan: SendPlan): Promise<boolean> {
  const now = await tallyVerdicts(tx, sql`selected`)
  const before = plan.counts.mail + plan.counts.direct
  if ((now.get('mail') ?? 0) + (now.get('direct') ?? 0) - before <= Math.max(5, before * 0.02)) return false
  await closeDecision(tx, ctx, plan, 'cancelled', { decidedBy: null })
  await writeAudit(tx, ctx, { action: 'send.drift', code: plan.code })
  return true
}

async function refuseOutsideScope(tx: Db, actor: Scope, plan: SendPlan): Promise<void> {
  if (!(await coversPlan(tx, actor, plan.id)))
    throw new UserError('outside_your_scope', 'approve.outsideScope', { code: plan.code })
}

/** Refuses if the requester, who must be one of two with the right to send this, has lost that right since. */
async function refuseDemoted(tx: Db, ctx: Context, plan: SendPlan): Promise<void> {
  const now = await rightsOfIdentity({ ...ctx, db: tx }, plan.requester)
  if (mayUse(now, 'admin') && (await coversPlan(tx, now, plan.id))) return
  throw new UserError('requester_lost_right', 'approve.requesterLost', { code: plan.code })
}

/**
 * Makes the send, with a delivery for everybody on the frozen list. People no longer eligible are skipped; nobody is
 * added.
 */
async function startSend(
  tx: Db,
  ctx: Context,
  plan: SendPlan,
  seen: SeenSends,
  { action, approver }: { action: 'send.confirm' | 'send.approve'; approver?: number },
): Promise<number> {
  await closeDecision(tx, ctx, plan, 'confirmed', { approver })
  const { mail, direct } = plan.counts
  const now = ctx.clock()
  const [send] = await tx
    .insert(sends)
    .values({
      kind: 'bulk',
      planId: plan.id,
      code: plan.code,
      requester: plan.requester,
      askedByMessage: idempotencyKey(ctx),
      priority: 1,
      total: mail + direct,
      createdAt: now,
    })
    .returning({ id: sends.id })
  await tx.execute(sql`
    insert into deliveries (send_id, person_id, action, email_key, state, reason, next_at, done_at)
    select ${send!.id}, person_id, action, email_key, case when reason is null then 'queued' else 'skipped' end, reason,
      clock_timestamp(), case when reason is null then null else ${now.toISOString()}::timestamptz end
    from (select pp.person_id, pp.action, pp.email_key, case
        when j.email_key is distinct from pp.email_key then 'address_changed'
        when j.protected then 'protected'
        when j.verdict not in ('mail', 'direct') then j.verdict end as reason
      from plan_people pp join judged j on j.person_id = pp.person_id where pp.plan_id = ${plan.id}) listed`)
  await skipQueuedMeanwhile(tx, send!.id, seen, now)
  await writeAudit(tx, ctx, { action, code: plan.code, details: { mail, direct } })
  return send!.id
}
