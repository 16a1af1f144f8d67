import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../db/open.ts'
import { follows, identities, sends } from '../db/schema/index.ts'

type Row = typeof follows.$inferSelect

/** A posted message that shows the progress of a send. */
export interface Follow extends Pick<Row, 'id' | 'sendId' | 'chat' | 'message' | 'attempts' | 'told'> {
  /** The name of the send's requester. */
  by: string | null
  /** The requester's language. */
  language: 'sv' | 'en' | null
}

/** Lets a message show the send with this code, and no other send from now on. An unknown code is not followed. */
export async function keepFollow(db: Db, code: string, chat: string, message: Row['message']): Promise<void> {
  await db.transaction(async (tx) => {
    const same = sql`${follows.message} = ${JSON.stringify(message)}::jsonb`
    await tx.delete(follows).where(and(eq(follows.chat, chat), same))
    const [send] = await tx.select().from(sends).where(eq(sends.code, code.toUpperCase()))
    if (send) await tx.insert(follows).values({ sendId: send.id, chat, message, follower: send.requester })
  })
}

/**
 * The open follows of these chats, but `except`, that nobody has updated within `seconds`; several processes share
 * them.
 */
export async function takeFollows(db: Db, chats: string[], seconds: number, except: number[] = []): Promise<Follow[]> {
  if (!chats.length) return []
  return rows<Follow>(
    db,
    sql`with due as (select id from follows where not done and chat in ${chats} and id not in ${idList(except)}
        and (shown_at is null or shown_at <= clock_timestamp() - make_interval(secs => ${seconds}))
        order by shown_at nulls first limit 50 for update skip locked)
      update follows f set shown_at = clock_timestamp(), attempts = attempts + 1
      from due, sends k, identities i
      where f.id = due.id and k.id = f.send_id and i.id = f.follower
      returning f.id, f.send_id as "sendId", f.chat, f.message, f.attempts, f.told, i.name as by, i.language`,
  )
}

/** Records that an update succeeded: failures before it no longer count. */
export async function shownFollow(db: Db, id: number): Promise<void> {
  await db.update(follows).set({ attempts: 0 }).where(eq(follows.id, id))
}

/** The result has been shown: nothing is left to update. */
export async function endFollow(db: Db, id: number): Promise<void> {
  await db.update(follows).set({ done: true }).where(eq(follows.id, id))
}

/** Records that an automatic pause was announced. */
export async function toldOf(db: Db, id: number, pause: string): Promise<void> {
  await db.update(follows).set({ told: pause }).where(eq(follows.id, id))
}

export interface Reachable {
  chat: string
  place: Record<string, unknown>
  language: 'sv' | 'en' | null
}

/** Where these identities can be reached privately: where they last wrote from, or else directly by their user ids. */
export async function reachable(db: Db, ids: number[]): Promise<Reachable[]> {
  if (!ids.length) return []
  const found = await db.select().from(identities).where(inArray(identities.id, ids))
  return found.map(({ platform, workspace, user, place, language }) => ({
    chat: platform,
    place: place ?? { chat: platform, workspace, channel: '', private: true, more: { user } },
    language,
  }))
}
