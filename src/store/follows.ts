import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../db/open.ts'
import { follows, identities, type Platform } from '../db/schema/index.ts'

type Row = typeof follows.$inferSelect

/** A posted message that shows the progress of a send. */
export interface Follow extends Pick<Row, 'id' | 'sendId' | 'chat' | 'message' | 'attempts' | 'told'> {
  /** The language of whoever reads the message. */
  language: 'sv' | 'en' | null
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
      returning f.id, f.send_id as "sendId", f.chat, f.message, f.attempts, f.told, i.language`,
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
  id: number
  chat: string
  place: Record<string, unknown>
  language: 'sv' | 'en' | null
}

/**
 * Where these identities can be reached privately: where they last wrote from. For those who have not written there is
 * a place without a channel: `Chat.post` opens the conversation. What the platform needs for that is taken from a
 * colleague's place.
 */
export async function reachable(db: Db, ids: number[]): Promise<Reachable[]> {
  if (!ids.length) return []
  const found = await db.select().from(identities).where(inArray(identities.id, ids))
  return Promise.all(
    found.map(async ({ id, platform, workspace, user, place, language }) => {
      if (place) return { id, chat: platform, place, language }
      const more = { ...(await colleaguesPlace(db, platform, workspace))?.more, user, language: language ?? 'sv' }
      return { id, chat: platform, place: { chat: platform, workspace, channel: '', private: true, more }, language }
    }),
  )
}

async function colleaguesPlace(db: Db, platform: Platform, workspace: string): Promise<{ more?: object } | undefined> {
  const isColleague = and(eq(identities.platform, platform), eq(identities.workspace, workspace))
  const [found] = await db
    .select({ place: identities.place })
    .from(identities)
    .where(and(isColleague, isNotNull(identities.place)))
    .orderBy(desc(identities.seenAt))
    .limit(1)
  return found?.place ?? undefined
}
