import { and, desc, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/open.ts'
import { identities, plans, sends } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { type Progress, progressOf } from '../delivery/progress.ts'
import { type Move, moveSendState, type Send } from '../delivery/send-state.ts'
import { coversPlan, planIsCovered } from '../people/scope.ts'
import type { Plan } from '../plans/content.ts'
import { cancelPlan, decide } from '../plans/decision.ts'

/** A bulk send by its code. Null when there is none, or when somebody in it is outside the actor's scope. */
export async function findSend(ctx: Context, code: string): Promise<Send | null> {
  const [send] = await ctx.db.select().from(sends).where(eq(sends.code, code.toUpperCase()))
  if (!send) return null
  return (await coversPlan(ctx.db, ctx.actor, send.planId!)) ? send : null
}

/** The numbers of a send that exists. */
export async function progress(ctx: Context, sendId: number): Promise<Progress> {
  return (await progressOf(ctx, sendId))!
}

/** The names of whoever asked for a send and of whoever approved it. */
export interface SendPeople {
  by: string | null
  approvedBy: string | null
}

/** Who a send goes back to. */
export async function peopleOfSend(db: Db, sendId: number): Promise<SendPeople> {
  const requester = alias(identities, 'requester')
  const approver = alias(identities, 'approver')
  const [found] = await db
    .select({ by: requester.name, approvedBy: approver.name })
    .from(sends)
    .innerJoin(requester, eq(requester.id, sends.requester))
    .leftJoin(plans, eq(plans.id, sends.planId))
    .leftJoin(approver, eq(approver.id, plans.approver))
    .where(eq(sends.id, sendId))
  return found ?? { by: null, approvedBy: null }
}

/** The latest bulk sends within the actor's scope, newest first, each with the name of its requester. */
export async function listSends(ctx: Context, count: number): Promise<(Send & { by: string | null })[]> {
  const found = await ctx.db
    .select({ send: sends, by: identities.name })
    .from(sends)
    .innerJoin(identities, eq(identities.id, sends.requester))
    .where(and(eq(sends.kind, 'bulk'), planIsCovered(ctx.actor, sends.planId)))
    .orderBy(desc(sends.id))
    .limit(count)
  return found.map(({ send, by }) => ({ ...send, by }))
}

/**
 * Pauses or resumes a send.
 * @throws UserError `unknown_code`, `wrong_state`
 */
export async function moveSend(ctx: Context, code: string, move: Exclude<Move, 'stop'>): Promise<Send> {
  const send = await findSend(ctx, code)
  if (!send) throw new UserError('unknown_code', 'send.unknown', { code: code.toUpperCase() })
  return ctx.db.transaction((tx) => moveAudited(tx, ctx, send, move))
}

/** What was stopped: a send, or a plan that had not become one yet. */
export type Stopped = { kind: 'send'; sendId: number } | { kind: 'plan'; plan: Plan }

/**
 * *Stoppa*: stops the send with this code, or cancels the plan. If the plan is being confirmed at the same moment, the
 * stop waits for that and then stops the send.
 * @throws UserError `unknown_code`, `not_yours`, `used`, `cancelled`, `expired`, `wrong_state`
 */
export async function stop(ctx: Context, code: string): Promise<Stopped> {
  return decide(ctx, code, async (tx, decision): Promise<Stopped> => {
    const { plan } = decision
    const send = plan.kind === 'send' ? await findSend({ ...ctx, db: tx }, plan.code) : null
    if (send) return { kind: 'send', sendId: (await moveAudited(tx, ctx, send, 'stop')).id }
    await cancelPlan(tx, ctx, decision, () => coversPlan(tx, ctx.actor, plan.id))
    return { kind: 'plan', plan }
  })
}

async function moveAudited(tx: Db, ctx: Context, send: Send, move: Move): Promise<Send> {
  const moved = await moveSendState(tx, ctx, send.id, move)
  if (!moved) throw new UserError('wrong_state', `send.cannot.${move}`, { code: send.code!, state: send.state })
  await writeAudit(tx, ctx, { action: `send.${move}`, code: send.code })
  return moved
}
