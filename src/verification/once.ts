import { eq } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { messageEffects } from '../db/schema/index.ts'
import type { Context } from './context.ts'

/** What a command has stored is known by its message, so a whole command may be run again, too. */
export { again } from '../db/open.ts'

/** The idempotency key of the message being answered: what it causes is stored with the key and happens once. */
export const idempotencyKey = ({ actor, messageId }: Context): string | undefined =>
  messageId && `${actor.platform}:${actor.workspace}:${messageId}`

/** The speaker is part of the key, however a platform numbers its messages. */
const keyOf = (ctx: Context, what: string): string | undefined => {
  const key = idempotencyKey(ctx)
  return key && `${key}:${ctx.actor.id}:${what}`
}

/**
 * Runs `act`, whose result is stored as JSON in the same transaction. If the same message is answered again after a
 * crash, it gets that result, and `act` does not run. `what` distinguishes the changes of one message. A change that is
 * refused is rolled back together with its key.
 */
export async function once<T>(tx: Db, ctx: Context, what: string, act: () => Promise<T>): Promise<T> {
  const key = keyOf(ctx, what)
  if (!key) return act()
  const values = { key, effect: null, at: ctx.clock() }
  // A second worker that answers the same message waits here for the first.
  const [first] = await tx
    .insert(messageEffects)
    .values(values)
    .onConflictDoNothing()
    .returning({ key: messageEffects.key })
  if (!first) return (await effectOf(tx, key)) as T
  const effect = await act()
  await tx
    .update(messageEffects)
    .set({ effect: effect ?? null })
    .where(eq(messageEffects.key, key))
  return effect
}

async function effectOf(db: Db, key: string): Promise<unknown> {
  const [kept] = await db.select().from(messageEffects).where(eq(messageEffects.key, key))
  return kept?.effect ?? undefined
}

/** Whether this message has done this before, and only its answer was lost. */
export async function isRepeated(db: Db, ctx: Context, what: string): Promise<boolean> {
  const key = keyOf(ctx, what)
  return key !== undefined && (await db.$count(messageEffects, eq(messageEffects.key, key))) > 0
}
