import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'

/** A received message and all its names. */
export interface Received {
  chat: string
  keys: string[]
  body: unknown
  /** Taken as it is kept, for so many seconds: it goes straight to whoever keeps it. */
  lease?: number
}

/**
 * Durably stores received messages, each under all its names; false for one of which any name was seen before. One
 * statement however many, since this stands before every acknowledgement. A repetition's new names are kept too, so that
 * a third delivery is recognised by any of them. A body comes back as it would from a later `takeMessages`.
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
 * As JSON that PostgreSQL can store: it takes neither NUL nor half a character, which nobody types, and would refuse all
 * that is kept together with one. JSON escapes half a character, and only that, as `\ud8…` to `\udf…`.
 */
const storable = (value: unknown): string =>
  JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1')

export interface Kept {
  id: number
  chat: string
  body: unknown
  attempts: number
}

/** Takes up to `count` due messages of these chats under a lease on the database's clock; a dead process's come back. */
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

/** The process lives and is still at it: nobody else may take these. */
export async function renewLeases(db: Db, ids: number[], leaseSeconds: number): Promise<void> {
  await db.execute(
    sql`update inbox set lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      where state = 'new' and lease_until is not null
        and id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`,
  )
}

/** Worked off: the body goes, the names stay, so that a late repetition is still recognised. */
export async function endMessage(db: Db, id: number, state: 'done' | 'failed'): Promise<void> {
  await db.execute(sql`update inbox set state = ${state}, body = null, lease_until = null where id = ${id}`)
}

export async function postponeMessage(db: Db, id: number, seconds: number): Promise<void> {
  await db.execute(sql`update inbox set lease_until = null,
    next_at = clock_timestamp() + make_interval(secs => ${seconds}) where id = ${id}`)
}
