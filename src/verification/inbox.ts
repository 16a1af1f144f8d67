import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import { inbox, inboxKeys } from '../db/schema/index.ts'

/** Stores one received message under all its names; false when any of them was seen before. One transaction. */
export async function keepMessage(db: Db, now: Date, chat: string, keys: string[], body: unknown): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [kept] = await tx
      .insert(inbox)
      .values({ chat, body, receivedAt: now, nextAt: now })
      .returning({ id: inbox.id })
    const names = [...new Set(keys)].sort().map((key) => ({ key: `${chat}:${key}`, inboxId: kept!.id }))
    const taken = await tx.insert(inboxKeys).values(names).onConflictDoNothing().returning()
    if (taken.length === names.length) return true
    await tx.delete(inbox).where(sql`${inbox.id} = ${kept!.id}`)
    // The twin's other names are remembered with the first one: a third delivery is recognised by any of them.
    return false
  })
}

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

/** Worked off: the body goes, the names stay, so that a late repetition is still recognised. */
export async function endMessage(db: Db, id: number, state: 'done' | 'failed'): Promise<void> {
  await db.execute(sql`update inbox set state = ${state}, body = null, lease_until = null where id = ${id}`)
}

export async function postponeMessage(db: Db, id: number, seconds: number): Promise<void> {
  await db.execute(sql`update inbox set lease_until = null,
    next_at = clock_timestamp() + make_interval(secs => ${seconds}) where id = ${id}`)
}

/** Seconds that the oldest message has waited; 0 when none does. */
export async function inboxAge(db: Db): Promise<number> {
  const [row] = await rows<{ age: number | null }>(
    db,
    sql`select extract(epoch from clock_timestamp() - min(received_at))::float8 as age from inbox where state = 'new'`,
  )
  return Number(row!.age ?? 0)
}
