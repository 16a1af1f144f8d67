import { eq, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../db/open.ts'
import { follows, identities } from '../db/schema/index.ts'

/** A posted message that shows a send live. */
export interface Follow {
  id: number
  sendId: number
  chat: string
  message: Record<string, unknown>
  attempts: number
  /** The automatic pause that was already told of. */
  told: string | null
  /** Of whoever confirmed the send. */
  by: string | null
  language: 'sv' | 'en' | null
}

/** Ties a message to a send by its code; a message shows one send only. Nothing happens for an unknown code. */
export async function keepFollow(db: Db, send: string, chat: string, message: Record<string, unknown>): Promise<void> {
  await db.transaction(async (tx) => {
    const kept = JSON.stringify(message)
    await tx.execute(sql`delete from follows where chat = ${chat} and message = ${kept}::jsonb`)
    await tx.execute(sql`insert into follows (send_id, chat, message, follower)
      select id, ${chat}, ${kept}::jsonb, requester from sends where code = ${send.toUpperCase()}`)
  })
}

/** The open follows of these chats, but `except`, that nobody has updated within `seconds`; several processes share them. */
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

/** An update went through: its failures are forgotten. */
export async function shownFollow(db: Db, id: number): Promise<void> {
  await db.update(follows).set({ attempts: 0 }).where(eq(follows.id, id))
}

export async function endFollow(db: Db, id: number): Promise<void> {
  await db.update(follows).set({ done: true }).where(eq(follows.id, id))
}

export async function toldOf(db: Db, id: number, alarm: string): Promise<void> {
  await db.update(follows).set({ told: alarm }).where(eq(follows.id, id))
}

export interface Reachable {
  chat: string
  place: Record<string, unknown>
  language: 'sv' | 'en' | null
}

/** Where these people are reached privately: the place they last wrote from, else their platform's own way to them. */
export async function reachable(db: Db, ids: number[]): Promise<Reachable[]> {
  if (!ids.length) return []
  const found = await db.select().from(identities).where(sql`${identities.id} in ${ids}`)
  return found.map(({ platform, workspace, user, place, language }) => ({
    chat: platform,
    place: place ?? { chat: platform, workspace, channel: '', private: true, more: { user } },
    language,
  }))
}
