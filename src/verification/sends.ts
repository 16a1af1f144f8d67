import { desc, eq, sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import { identities, plans, type SendKind, sends } from '../db/schema/index.ts'
import { UserError } from '../errors.ts'
import { writeAudit } from './audit.ts'
import type { Context } from './context.ts'
import { lockPlan, refuseEnded } from './plans.ts'
import { type Progress, progressOf } from './progress.ts'

export type Send = typeof sends.$inferSelect

/** A bulk send that this actor may see: one whose people are all within the scope. Null when there is none. */
export async function findSend(ctx: Context, code: string): Promise<Send | null> {
  const [send] = await ctx.db.select().from(sends).where(eq(sends.code, code.toUpperCase()))
  if (!send) return null
  return (await isWithinScope(ctx, send.planId!)) ? send : null
}

async function isWithinScope(ctx: Context, planId: number): Promise<boolean> {
  if (ctx.actor.companies === 'all') return true
  const mine = ctx.actor.companies.length ? sql`p.company_id in ${[...ctx.actor.companies]}` : sql`false`
  const outside = await rows(
    ctx.db,
    sql`select 1 from plan_people pp join people p on p.id = pp.person_id where pp.plan_id = ${planId} and not (${mine}) limit 1`,
  )
  return outside.length === 0
}

/** The numbers of a send that is known to exist. */
export async function progress(ctx: Context, sendId: number): Promise<Progress> {
  return (await progressOf(ctx, sendId))!
}

/** The latest bulk sends within the scope, newest first, with who asked. */
export async function listSends(ctx: Context, count: number): Promise<(Send & { by: string | null })[]> {
  const found = await ctx.db
    .select({ send: sends, by: identities.name })
    .from(sends)
    .innerJoin(identities, eq(identities.id, sends.requester))
    .where(eq(sends.kind, 'bulk'))
    .orderBy(desc(sends.id))
    .limit(count * 3)
  const visible: (Send & { by: string | null })[] = []
  for (const { send, by } of found) {
    if (visible.length < count && (await isWithinScope(ctx, send.planId!))) visible.push({ ...send, by })
  }
  return visible
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
    const plan = await lockPlan(tx, code)
    const mine = plan.requester === ctx.actor.id
    if (!mine && !(plan.state === 'awaiting' && (await isWithinScope({ ...ctx, db: tx }, plan.id)))) {
      throw new UserError('not_yours', 'plan.notYours', { code: plan.code })
    }
    refuseEnded(plan)
    await tx.update(plans).set({ state: 'cancelled', decidedAt: ctx.clock() }).where(eq(plans.id, plan.id))
    await writeAudit(tx, ctx, { action: `${plan.kind}.cancel`, code: plan.code })
    return plan.code
  })
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
    .values({ kind: letter.kind, requester: letter.requester, cause: letter.cause, priority: 0, total: 1, createdAt: now })
    .onConflictDoNothing({ target: sends.cause })
    .returning({ id: sends.id })
  if (!send) return
  await tx.execute(sql`insert into deliveries (send_id, person_id, action, email_key, next_at)
    values (${send.id}, ${letter.personId}, ${letter.action}, ${letter.emailKey}, clock_timestamp())`)
}
