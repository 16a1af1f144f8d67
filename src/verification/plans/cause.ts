import { eq } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { sends } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'

/** The message that asks, apart from every other: the same one never acts twice. */
export const causeOf = (ctx: Context): string | undefined =>
  ctx.cause && `${ctx.actor.platform}:${ctx.actor.workspace}:${ctx.cause}`

/** The send that this very message led to, before a crash took the answer with it. */
export async function sendBefore(db: Db, ctx: Context): Promise<{ id: number; code: string | null } | undefined> {
  const cause = causeOf(ctx)
  if (!cause) return undefined
  const [send] = await db.select({ id: sends.id, code: sends.code }).from(sends).where(eq(sends.cause, cause))
  return send
}
