import { and, desc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/open.ts'
import { identities, plans, type SendState, sends } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import { type Context, inTransaction } from '../context.ts'
import { type Progress, progressOf } from '../delivery/progress.ts'
import { type Move, moveSendState, type Send } from '../delivery/send-state.ts'
import { once } from '../once.ts'
import { coversPlan, planIsCovered } from '../people/scope.ts'
import type { Plan } from '../plans/content.ts'
import { decide } from '../plans/decision.ts'
import { findPlan } from '../plans/plans.ts'
import { isInSight } from '../plans/sight.ts'
import { standingOf } from '../plans/standing.ts'

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

/**
 * The latest bulk sends within the actor's scope, newest first, each with the name of its requester; with `states`, of
 * those in one of these states.
 */
export async function listSends(
  ctx: Context,
  count: number,
  states?: readonly SendState[],
): Promise<(Send & { by: string | null })[]> {
  const found = await ctx.db
    .select({ send: sends, by: identities.name })
    .from(sends)
    .innerJoin(identities, eq(identities.id, sends.requester))
    .where(
      and(eq(sends.kind, 'bulk'), states && inArray(sends.state, [...states]), planIsCovered(ctx.actor, sends.planId)),
    )
    .orderBy(desc(sends.id))
    .limit(count)
  return found.map(({ send, by }) => ({ ...send, by }))
}

/**
 * Pauses or resumes a send.
 * @throws UserError `unknown_code`, `wrong_state`
 */
export function moveSend(ctx: Context, code: string, move: Exclude<Move, 'stop'>): Promise<Progress> {
  // Under the plan's lock: whoever is confirming it at the same moment comes first.
  return decide(ctx, code, async (tx) => moved(tx, ctx, await sendOf(inTransaction(ctx, tx), code), move))
}

/**
 * Moves a send, once for one message. Returns its numbers as they are then.
 * @throws UserError `wrong_state`
 */
export async function moved(tx: Db, ctx: Context, send: Send, move: Move): Promise<Progress> {
  const here = inTransaction(ctx, tx)
  await once(tx, ctx, `send.${move}`, async () => {
    const now = await moveSendState(tx, ctx, send.id, move)
    if (!now) refuseState((await progressOf(here, send.id))!, move)
    await writeAudit(tx, ctx, { action: `send.${move}`, code: send.code })
  })
  return (await progressOf(here, send.id))!
}

/** What can be done with a send in each state. */
const nextOf = {
  running: (code: string) => ({ label: 'send.button.pause', say: `pausa ${code}` }) as const,
  paused: (code: string) => ({ label: 'send.button.resume', say: `återuppta ${code}` }) as const,
  done: (code: string) => ({ label: 'plan.look', say: `utskick ${code}` }) as const,
  stopped: (code: string) => ({ label: 'send.button.again', say: `försök igen ${code}` }) as const,
}

function refuseState({ send, state }: Progress, move: Move): never {
  throw new UserError('wrong_state', `send.cannot.${move}`, { code: send!, state }, [nextOf[state](send!)])
}

/**
 * The send with this code. Whoever means a send by the code of a plan that is none hears what has become of the plan.
 * @throws UserError `wrong_state`, `unknown_code` if there is neither that the actor may see
 */
export async function sendOf(ctx: Context, code: string): Promise<Send> {
  const found = await sendOrPlan(ctx, code)
  if (found.send) return found.send
  const { key, params, next } = standingOf(ctx, found.plan)
  throw new UserError('wrong_state', key, params, next)
}

/**
 * The send with this code, or the plan that has not become one.
 * @throws UserError `unknown_code`, `outside_your_scope` for one's own send when one's scope has shrunk since
 */
export async function sendOrPlan(ctx: Context, code: string): Promise<{ send: Send } | { send: null; plan: Plan }> {
  const send = await findSend(ctx, code)
  if (send) return { send }
  const plan = await visiblePlan(ctx, code)
  if (!plan) throw new UserError('unknown_code', 'send.unknown', { code: code.toUpperCase() })
  if (plan.kind !== 'send' || plan.state !== 'confirmed') return { send: null, plan }
  // It may have been confirmed between the two questions. Else it is hidden, though the plan is the actor's own.
  const meanwhile = await findSend(ctx, code)
  if (!meanwhile) refuseHidden(plan)
  return { send: meanwhile }
}

/** Refuses one's own send about people who have left one's scope. */
export function refuseHidden({ code }: Plan): never {
  throw new UserError('outside_your_scope', 'approve.outsideScope', { code })
}

async function visiblePlan(ctx: Context, code: string): Promise<Plan | null> {
  const plan = await findPlan(ctx.db, code)
  return plan && (await isInSight(ctx.db, ctx, plan)) ? plan : null
}
