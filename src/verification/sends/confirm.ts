import { sql } from 'drizzle-orm'
import { type Db, idList, isThere, rows } from '../../db/open.ts'
import { sends } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { reference } from '../../trace/reference.ts'
import { rightsOfIdentity } from '../access/actors.ts'
import { mayUse } from '../access/policy.ts'
import { writeAudit } from '../audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { type Progress, progressOf } from '../delivery/progress.ts'
import { type SeenSends, skipQueuedMeanwhile } from '../delivery/queue.ts'
import { lettersInForce } from '../employers/employers.ts'
import { idempotencyKey } from '../once.ts'
import { coversPlan, type Scope } from '../people/scope.ts'
import type { SendPlan } from '../plans/content.ts'
import { awaitApproval, closeDecision, type Decision, refuseEnded, refuseUnlessMine } from '../plans/decision.ts'
import { standingOf } from '../plans/standing.ts'
import { refuseOneHuman } from '../plans/two-humans.ts'
import { judgeAgain, tallyVerdicts } from './judgement.ts'

/** What an approval leads to. `drifted`: the plan no longer says what would happen, so it is cancelled. */
export type Approved = { kind: 'started'; progress: Progress } | { kind: 'drifted' }

/** What a confirm leads to. */
export type Confirmed = Approved | { kind: 'awaiting' }

/**
 * The requester confirms a plan: the send starts, once, or a second admin is asked if the plan is large.
 * @throws UserError `not_yours`, `awaiting`, `used`, `cancelled`, `expired`, `outside_your_scope`
 */
export async function confirmSend(tx: Db, ctx: Context, { plan, repeated }: Decision<SendPlan>): Promise<Confirmed> {
  if (repeated && plan.state === 'awaiting') return { kind: 'awaiting' }
  if (repeated) return outcomeOf(tx, ctx, plan)
  refuseUnlessMine(ctx, plan)
  await refuseOutsideScope(tx, ctx.actor, plan)
  const seen = await judgeAgain(tx, ctx, plan)
  if (await cancelDrifted(tx, ctx, plan)) return { kind: 'drifted' }
  if (needsApproval(ctx, plan)) {
    await awaitApproval(tx, ctx, plan)
    await writeAudit(tx, ctx, { action: 'send.ask', code: plan.code })
    return { kind: 'awaiting' }
  }
  await startSend(tx, ctx, plan, seen, { action: 'send.confirm' })
  return started(tx, ctx, plan)
}

/**
 * Another human, whose scope covers everybody on the list, approves a plan: the send starts, once.
 * @throws UserError `not_yours`, `own_plan`, `outside_your_scope`, `used`, `cancelled`, `expired`, `not_asked`,
 * `requester_lost_right`
 */
export async function approveSend(tx: Db, ctx: Context, { plan, repeated }: Decision<SendPlan>): Promise<Approved> {
  if (repeated) return outcomeOf(tx, ctx, plan)
  await refuseOutsideScope(tx, ctx.actor, plan)
  refuseEnded(ctx, plan)
  const { state, key, params, next } = standingOf(ctx, plan)
  if (state !== 'awaiting') throw new UserError('not_asked', key, params, next)
  if (ctx.actor.operator) throw new UserError('not_yours', 'approve.operator')
  await refuseOneHuman(tx, ctx, plan)
  await refuseDemoted(tx, ctx, plan)
  const seen = await judgeAgain(tx, ctx, plan)
  if (await cancelDrifted(tx, ctx, plan)) return { kind: 'drifted' }
  await startSend(tx, ctx, plan, seen, { action: 'send.approve', approver: ctx.actor.id })
  return started(tx, ctx, plan)
}

/** What the same message led to before a crash. Only a drift cancels a plan that is confirmed or approved. */
const outcomeOf = (tx: Db, ctx: Context, plan: SendPlan): Promise<Approved> | Approved =>
  plan.state === 'cancelled' ? { kind: 'drifted' } : started(tx, ctx, plan)

/** The send that a confirmed plan has become, as this transaction sees it. */
async function started(tx: Db, ctx: Context, plan: SendPlan): Promise<Approved> {
  return { kind: 'started', progress: (await progressOf(inTransaction(ctx, tx), plan.code))! }
}

/** Only the operator in the terminal needs no approval: an installation without chats could otherwise never send. */
const needsApproval = ({ actor, rules }: Context, { counts }: SendPlan): boolean =>
  !actor.operator && counts.mail + counts.direct > rules.fourEyesAbove

/**
 * Cancels the plan if its selection now gives more people than shown, by more than 5 and more than 2 %, or if anybody
 * would have to be mailed who was shown as connected directly (a domain has been removed), or would get a letter that
 * looks otherwise than shown. That last one is cancelled where the letter is changed; here it is one of the same
 * moment.
 */
async function cancelDrifted(tx: Db, ctx: Context, plan: SendPlan): Promise<boolean> {
  const now = await tallyVerdicts(tx, sql`selected`)
  const before = plan.counts.mail + plan.counts.direct
  const more = (now.get('mail') ?? 0) + (now.get('direct') ?? 0) - before
  const isFew = more <= Math.max(5, before * 0.02)
  if (isFew && !(await hasLostTrust(tx, plan)) && !(await hasOtherLetter(tx, plan))) return false
  await closeDecision(tx, ctx, plan, 'cancelled', { decidedBy: null })
  await writeAudit(tx, ctx, { action: 'send.drift', code: plan.code })
  return true
}

/** Whether anybody on the list is to be connected directly and no longer may be. */
async function hasLostTrust(tx: Db, plan: SendPlan): Promise<boolean> {
  const lost = isThere(sql`from plan_people pp join judged j on j.person_id = pp.person_id
    where pp.plan_id = ${plan.id} and pp.action = 'direct' and j.verdict = 'mail' and j.email_key = pp.email_key`)
  const [found] = await rows<{ lost: boolean }>(tx, sql`select ${lost} as lost`)
  return found!.lost
}

/** Whether anybody on the list is of a company whose letter is not the one that the plan was made with. */
async function hasOtherLetter(tx: Db, { id, letters }: SendPlan): Promise<boolean> {
  const [before, now] = [letters ?? {}, (await lettersInForce(tx)) ?? {}]
  const changed = Object.keys({ ...before, ...now }).filter((company) => before[company] !== now[company])
  if (changed.length === 0) return false
  const concerned = isThere(sql`from plan_people pp join people p on p.id = pp.person_id
    where pp.plan_id = ${id} and p.company_id in ${idList(changed.map(Number))}`)
  const [found] = await rows<{ concerned: boolean }>(tx, sql`select ${concerned} as concerned`)
  return found!.concerned
}

async function refuseOutsideScope(tx: Db, actor: Scope, plan: SendPlan): Promise<void> {
  if (!(await coversPlan(tx, actor, plan.id)))
    throw new UserError('outside_your_scope', 'approve.outsideScope', { code: plan.code })
}

/**
 * Refuses if the requester has lost the right to send since asking: four eyes are two people who both have the right.
 */
async function refuseDemoted(tx: Db, ctx: Context, plan: SendPlan): Promise<void> {
  const now = await rightsOfIdentity(inTransaction(ctx, tx), plan.requester)
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
): Promise<void> {
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
      reference: plan.reference ?? reference(),
      priority: 1,
      total: mail + direct,
      letters: plan.letters,
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
}
