import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { people, sends } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { rightsOfIdentity, sameHuman } from '../access/actors.ts'
import { mayUse } from '../access/policy.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { lockQueue } from '../delivery/queue.ts'
import { coversPlan, type Scope, type Selection } from '../people/selection.ts'
import { causeOf, sendBefore } from '../plans/cause.ts'
import { decidedBefore, decidePlan, holdPlan, isOver, lockPlan, type Plan, refuseEnded } from '../plans/plans.ts'
import { verdict } from './eligibility.ts'
import { countSend, planSend, type SendCounts, type SendPlan } from './plan.ts'

export type Confirmed =
  | { kind: 'started'; code: string }
  | { kind: 'awaiting'; plan: Plan; counts: SendCounts }
  /** More people would be mailed than were shown: here is a fresh plan instead. */
  | { kind: 'changed'; fresh: SendPlan; old: Plan }

const day = 24 * 3_600_000

/** The requester's word: starts the send once, or asks for a second admin where the plan is large. */
export async function confirmSend(ctx: Context, code: string): Promise<Confirmed> {
  const result = await ctx.db.transaction(async (tx): Promise<Confirmed | { kind: 'drifted'; plan: Plan }> => {
    const before = await sendBefore(tx, ctx)
    if (before?.code) return { kind: 'started', code: before.code }
    const asked = await decidedBefore(tx, ctx, code)
    if (asked?.state === 'awaiting') {
      return { kind: 'awaiting', plan: asked, counts: asked.counts as unknown as SendCounts }
    }
    const plan = await holdPlan(tx, ctx, code)
    const counts = plan.counts as unknown as SendCounts
    await refuseOutsideScope(tx, ctx.actor, plan)
    if (await hasDrifted(tx, ctx, plan)) {
      await decidePlan(tx, ctx, plan, 'cancelled')
      await writeAudit(tx, ctx, { action: 'send.drift', code: plan.code })
      return { kind: 'drifted', plan }
    }
    if (needsApproval(ctx, counts)) {
      await decidePlan(tx, ctx, plan, 'awaiting', { expiresAt: new Date(ctx.clock().getTime() + day) })
      await writeAudit(tx, ctx, { action: 'send.ask', code: plan.code })
      return { kind: 'awaiting', plan, counts }
    }
    await startSend(tx, ctx, plan, 'send.confirm')
    return { kind: 'started', code: plan.code }
  })
  return result.kind === 'drifted' ? freshen(ctx, result.plan) : result
}

/** The second pair of eyes: another human whose scope covers every company of the list. */
export async function approveSend(ctx: Context, code: string): Promise<Confirmed> {
  return ctx.db.transaction(async (tx) => {
    const before = await sendBefore(tx, ctx)
    if (before?.code) return { kind: 'started', code: before.code }
    const plan = await lockPlan(tx, code)
    if (ctx.actor.operator) throw new UserError('not_yours', 'approve.operator')
    if (await sameHuman(tx, plan.requester, ctx.actor.id))
      throw new UserError('own_plan', 'approve.own', { code: plan.code })
    await refuseOutsideScope(tx, ctx.actor, plan)
    refuseEnded(plan)
    if (plan.state !== 'awaiting') throw new UserError('not_asked', 'approve.notAsked', { code: plan.code })
    if (isOver(plan, ctx.clock())) throw new UserError('expired', 'approve.expired', { code: plan.code })
    await refuseDemoted(tx, ctx, plan)
    if (await hasDrifted(tx, ctx, plan)) {
      await decidePlan(tx, ctx, plan, 'cancelled')
      await writeAudit(tx, ctx, { action: 'send.drift', code: plan.code })
      return {
        kind: 'changed',
        fresh: { plan: null, counts: plan.counts as unknown as SendCounts, hidden: null },
        old: plan,
      }
    }
    await startSend(tx, ctx, plan, 'send.approve', ctx.actor.id)
    return { kind: 'started', code: plan.code }
  })
}

/** An operator without any second admin at hand confirms own plans; in chats the rule has no exception. */
function needsApproval(ctx: Context, counts: SendCounts): boolean {
  return !ctx.actor.operator && counts.mail + counts.direct > ctx.rules.fourEyesAbove
}

async function hasDrifted(tx: Db, ctx: Context, plan: Plan): Promise<boolean> {
  const shown = plan.counts as unknown as SendCounts
  const now = await countSend(tx, asRequester(ctx, plan), plan.selection as Selection)
  const before = shown.mail + shown.direct
  return now.mail + now.direct - before > Math.max(5, before * 0.02)
}

/** The requester's companies decide what the selection means, also when somebody else approves. */
function asRequester(ctx: Context, plan: Plan): Context {
  if (plan.requester === ctx.actor.id) return ctx
  return { ...ctx, actor: { ...ctx.actor, companies: (plan.selection as Selection).scope ?? 'all' } }
}

async function freshen(ctx: Context, plan: Plan): Promise<Confirmed> {
  return { kind: 'changed', fresh: await planSend(ctx, plan.selection as Selection, plan.line), old: plan }
}

async function refuseOutsideScope(tx: Db, actor: Scope, plan: Plan): Promise<void> {
  if (!(await coversPlan(tx, actor, plan.id)))
    throw new UserError('outside_your_scope', 'approve.outsideScope', { code: plan.code })
}

/** Two pairs of eyes are two who may: whoever asked and has lost the right since is no longer one of them. */
async function refuseDemoted(tx: Db, ctx: Context, plan: Plan): Promise<void> {
  const now = await rightsOfIdentity({ ...ctx, db: tx }, plan.requester)
  if (mayUse(now, 'admin') && (await coversPlan(tx, now, plan.id))) return
  throw new UserError('requester_lost_right', 'approve.requesterLost', { code: plan.code })
}

/** The whole confirm is one transaction: plan taken, send made, deliveries from the frozen list; who is no longer eligible is skipped. */
async function startSend(tx: Db, ctx: Context, plan: Plan, action: string, approver?: number): Promise<void> {
  await lockQueue(tx, 'list')
  await decidePlan(tx, ctx, plan, 'confirmed', { approver })
  const counts = plan.counts as unknown as SendCounts
  const now = ctx.clock()
  const [send] = await tx
    .insert(sends)
    .values({
      kind: 'bulk',
      planId: plan.id,
      code: plan.code,
      requester: plan.requester,
      cause: causeOf(ctx),
      priority: 1,
      total: counts.mail + counts.direct,
      createdAt: now,
    })
    .returning({ id: sends.id })
  await tx.execute(sql`
    insert into deliveries (send_id, person_id, action, email_key, state, reason, next_at, done_at)
    select ${send!.id}, f.person_id, f.action, f.email_key,
      case when f.reason is null then 'queued' else 'skipped' end, f.reason, clock_timestamp(),
      case when f.reason is null then null else ${now.toISOString()}::timestamptz end
    from (select pp.person_id, pp.action, pp.email_key, case
        when ${people.emailKey} is distinct from pp.email_key then 'address_changed'
        when ${people.protected} then 'protected'
        else (select case when v.verdict in ('mail', 'direct') then null else v.verdict end
          from (select ${verdict(ctx, (plan.selection as Selection).again ?? false)} as verdict) v) end as reason
      from plan_people pp join ${people} on ${people.id} = pp.person_id where pp.plan_id = ${plan.id}) f`)
  await writeAudit(tx, ctx, { action, code: plan.code, details: { mail: counts.mail, direct: counts.direct } })
}
