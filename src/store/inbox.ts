import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../db/open.ts'
import { inbox } from '../db/schema/index.ts'

/** A received message with all its keys. */
export interface Received {
  chat: string
  keys: string[]
  body: unknown
  /** The message is taken at once, under a lease of so many seconds, by the process that stores it. */
  lease?: number
}

/**
 * Stores received messages durably, each under all its keys. Returns false for a message of which any key is known. New
 * keys of a repeated message are stored too, so that it is recognised by any of them the next time. One statement is
 * enough for all messages, because every acknowledgement waits for it. A body is returned as `takeMessages` would
 * return it.
 */
export async function keepMessages(keyed: Db, now: Date, received: Received[]): Promise<(Kept | false)[]> {
  const given = received.map(({ chat, keys, body, lease }, n) => ({
    n,
    chat,
    body,
    keys: [...new Set(keys)].map((key) => `${chat}:${key}`),
    lease,
  }))
  const stored = storable(given)
  const time = sql`${now.toISOString()}::timestamptz`
  const kept = await rows<{ n: number; id: number }>(
    keyed,
    sql`with given as materialized (
        select n, chat, body, keys, lease, nextval('inbox_id_seq') as id
        from jsonb_to_recordset(${stored}::jsonb) as g(n int, chat text, body jsonb, keys jsonb, lease float8)
      ), named as (
        insert into inbox_keys (key, inbox_id)
        select name, id from given, jsonb_array_elements_text(keys) as name order by name, n
        on conflict do nothing returning inbox_id
      ), counted as (
        select given.*, names = jsonb_array_length(keys) as fresh
        from given join (select inbox_id, count(*) as names from named group by inbox_id) new on new.inbox_id = given.id
      ), kept as (
        insert into inbox (id, chat, body, state, next_at, received_at, attempts, lease_until) overriding system value
        select id, chat, case when fresh then body end, case when fresh then 'new' else 'done' end, ${time}, ${time},
          case when fresh and lease is not null then 1 else 0 end,
          case when fresh then clock_timestamp() + make_interval(secs => lease) end from counted
      )
      select n, id from counted where fresh`,
  )
  const bodies = JSON.parse(stored) as { body: unknown }[]
  const ids = new Map(kept.map(({ n, id }) => [Number(n), Number(id)]))
  return received.map(({ chat, lease }, n) => {
    const id = ids.get(n)
    return id !== undefined && { id, chat, body: bodies[n]!.body, attempts: lease === undefined ? 0 : 1 }
  })
}

/**
 * JSON that PostgreSQL can store. It refuses NUL and lone surrogates, and with them every message of the same
 * statement. Nobody types these, so they are left out. JSON.stringify writes a lone surrogate, and only that, as
 * `\ud8…` to `\udf…`.
 */
const storable = (value: unknown): string =>
  JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1')

/** A stored message that is to be processed. */
export type Kept = Pick<typeof inbox.$inferSelect, 'id' | 'chat' | 'body' | 'attempts'>

/** Takes up to `count` due messages of these chats, under a lease: those of a dead process can be taken again. */
export async function takeMessages(db: Db, chats: string[], count: number, leaseSeconds: number): Promise<Kept[]> {
  if (!chats.length) return []
  return rows<Kept>(
    db,
    sql`with due as (select id from inbox where state = 'new' and chat in ${chats} and next_at <= clock_timestamp()
        and (lease_until is null or lease_until < clock_timestamp())
        order by id limit ${count} for update skip locked)
      update inbox i set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
      from due where i.id = due.id returning i.id, i.chat, i.body, i.attempts`,
  )
}

/** A time on the database's clock. */
const inSeconds = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

/** Extends the leases of messages that this process is still working on. */
export async function renewLeases(db: Db, ids: number[], leaseSeconds: number): Promise<void> {
  await db
    .update(inbox)
    .set({ leaseUntil: inSeconds(leaseSeconds) })
    .where(and(eq(inbox.state, 'new'), isNotNull(inbox.leaseUntil), inArray(inbox.id, idList(ids))))
}

/** Ends a message: its body is deleted, its keys stay, so that a late repetition is still recognised. */
export async function endMessage(db: Db, id: number, state: 'done' | 'failed'): Promise<void> {
  await db.update(inbox).set({ state, body: null, leaseUntil: null }).where(eq(inbox.id, id))
}

/** Makes a message due again after some seconds. */
export async function postponeMessage(db: Db, id: number, seconds: number): Promise<void> {
  await db
    .update(inbox)
    .set({ leaseUntil: null, nextAt: inSeconds(seconds) })
    .where(eq(inbox.id, id))
}
