import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { identities, people, type SendKind, sends } from '../db/schema/index.ts'
import { UserError } from '../errors.ts'
import { writeAudit } from './audit.ts'
import type { Context } from './context.ts'
import { decidedBefore, decidePlan, lockPlan, refuseEnded } from './plans.ts'
import { type Progress, progressOf } from './progress.ts'
import { coversPlan, inScope } from './select.ts'

export type Send = typeof sends.$inferSelect

/** A bulk send that this actor may see: one whose people are all within the scope. Null when there is none. */
export async function findSend(ctx: Context, code: string): Promise<Send | null> {
  const [send] = await ctx.db.select().from(sends).where(eq(sends.code, code.toUpperCase()))
  if (!send) return null
  return (await coversPlan(ctx.db, ctx.actor, send.planId!)) ? send : null
}

/** The numbers of a send that is known to exist. */
export async function progress(ctx: Context, sendId: number): Promise<Progress> {
  return (await progressOf(ctx, sendId))!
}

/** The latest bulk sends within the scope, newest first, with who asked. */
export async function listSends(ctx: Context, count: number): Promise<(Send & { by: string | null })[]> {
  const outside = sql`exists (select 1 from plan_people pp join ${people} on ${people.id} = pp.person_id
    where pp.plan_id = ${sends.planId} and not ${inScope(ctx.actor)})`
  const found = await ctx.db
    .select({ send: sends, by: identities.name })
    .from(sends)
    .innerJoin(identities, eq(identities.id, sends.requester))
    .where(and(eq(sends.kind, 'bulk'), sql`not ${outside}`))
    .orderBy(desc(sends.id))
    .limit(count)
  return found.map(({ send, by }) => ({ ...send, by }))
}

const moves = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['running', 'paused'], to: 'stopped' },
} as const

/** Pauses, resumes or stops a send: one update; rows already claimed die at the mark. Idempotent refusals in words. */
export async function moveSend(ctx: Context, code: string, move: keyof typeof moves): Promise<Send> {
  const send = await findSend(ctx, code)
  if (!send) throw new UserError('unknown_code', 'send.unknown', { code: code.toUpperCase() })
  return ctx.db.transaction(async (tx) => {
    const { from, to } = moves[move]
    const [moved] = await tx
      .update(sends)
      .set({
        state: to,
        pausedBecause: to === 'paused' ? 'person' : null,
        pausedDetail: null,
        finishedAt: to === 'stopped' ? ctx.clock() : null,
      })
      .where(sql`${sends.id} = ${send.id} and ${sends.state} in ${[...from]}`)
      .returning()
    if (!moved) throw new UserError('wrong_state', `send.cannot.${move}`, { code: send.code!, state: send.state })
    await writeAudit(tx, ctx, { action: `send.${move}`, code: send.code })
    return moved
  })
}

/** *Avbryt*: the requester's open plan is cancelled; another admin of the scope may also turn down an awaiting one. */
export async function cancelPlan(ctx: Context, code: string): Promise<string> {
  return ctx.db.transaction(async (tx) => {
    const before = await decidedBefore(tx, ctx, code)
    if (before?.state === 'cancelled') return before.code
    const plan = await lockPlan(tx, code)
    const mine = plan.requester === ctx.actor.id
    if (!mine && !(plan.state === 'awaiting' && (await coversPlan(tx, ctx.actor, plan.id)))) {
      throw new UserError('not_yours', 'plan.notYours', { code: plan.code })
    }
    refuseEnded(plan)
    await decidePlan(tx, ctx, plan, 'cancelled')
    await writeAudit(tx, ctx, { action: `${plan.kind}.cancel`, code: plan.code })
    return plan.code
  })
}

/**
 * Who is mailed depends on what is queued already, so nobody decides while somebody else queues: single letters side by
 * side, each with its person locked, a confirmed list alone. Taken before any lock on people, until the transaction ends.
 */
export async function lockQueue(tx: Db, as: 'single' | 'list'): Promise<void> {
  const key = sql`hashtext('verifiera.confirm')`
  await tx.execute(
    as === 'list' ? sql`select pg_advisory_xact_lock(${key})` : sql`select pg_advisory_xact_lock_shared(${key})`,
  )
}

/** One letter to one person, now, ahead of every bulk send. The caller has checked eligibility in the same transaction. */
export async function queueLetter(
  tx: Db,
  ctx: Pick<Context, 'clock'>,
  letter: {
    kind: Exclude<SendKind, 'bulk'>
    requester: number
    personId: number
    emailKey: string
    action: 'mail' | 'direct' | 'code'
    /** The message that asked for it; the same one never mails twice. */
    cause?: string
  },
): Promise<void> {
  const now = ctx.clock()
  const [send] = await tx
    .insert(sends)
    .values({
      kind: letter.kind,
      requester: letter.requester,
      cause: letter.cause,
      priority: 0,
      total: 1,
      createdAt: now,
    })
    .onConflictDoNothing({ target: sends.cause })
    .returning({ id: sends.id })
  if (!send) return
  await tx.execute(sql`insert into deliveries (send_id, person_id, action, email_key, next_at)
    values (${send.id}, ${letter.personId}, ${letter.action}, ${letter.emailKey}, clock_timestamp())`)
}
