import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'

/** A received message and all its names. */
export interface Received {
  chat: string
  keys: string[]
  body: unknown
}

/**
 * Durably stores received messages, each under all its names; false for one of which any name was seen before. One
 * statement however many, since this stands before every acknowledgement. A repetition's new names are kept too, so that
 * a third delivery is recognised by any of them.
 */
export async function keepMessages(db: Db, now: Date, received: Received[]): Promise<boolean[]> {
  const given = received.map(({ chat, keys, body }, n) => ({
    n,
    chat,
    body,
    keys: [...new Set(keys)].map((key) => `${chat}:${key}`),
  }))
  const time = sql`${now.toISOString()}::timestamptz`
  const kept = await rows<{ n: number }>(
    db,
    sql`with given as materialized (
        select n, chat, body, keys, nextval(pg_get_serial_sequence('inbox', 'id')) as id
        from jsonb_to_recordset(${storable(given)}::jsonb) as g(n int, chat text, body jsonb, keys jsonb)
      ), named as (
        insert into inbox_keys (key, inbox_id)
        select name, id from given, jsonb_array_elements_text(keys) as name order by name, n
        on conflict do nothing returning inbox_id
      ), counted as (
        select given.*, count(*) = jsonb_array_length(keys) as fresh
        from given join named on named.inbox_id = given.id group by n, chat, body, keys, id
      ), kept as (
        insert into inbox (id, chat, body, state, next_at, received_at) overriding system value
        select id, chat, case when fresh then body end, case when fresh then 'new' else 'done' end, ${time}, ${time} from counted
      )
      select n from counted where fresh`,
  )
  const fresh = new Set(kept.map(({ n }) => Number(n)))
  return received.map((_, n) => fresh.has(n))
}

/** As JSON that PostgreSQL can store: it has no NUL in texts, and nobody types one. */
const storable = (value: unknown): string => JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1')

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
