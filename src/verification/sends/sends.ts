import { and, desc, eq, sql } from 'drizzle-orm'
import { identities, people, sends } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { type Progress, progressOf } from '../delivery/progress.ts'
import { coversPlan, inScope } from '../people/selection.ts'

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
