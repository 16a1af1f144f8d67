import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'

/** A record, as far as it tells whether another one is the same human. */
export interface Holder {
  id: number
  human: number | null
}

/** Who holds an address by having verified it, by address key. */
const batch = 1000

export type Holders = ReadonlyMap<string, readonly Holder[]>

/** The verified and connected holders of these addresses. */
export async function readHolders(db: Db, keys: readonly string[]): Promise<Holders> {
  const holders = new Map<string, Holder[]>()
  for (let at = 0; at < keys.length; at += batch) {
    const found = await rows<Holder & { key: string }>(
      db,
      sql`select k.key, p.id, p.human from jsonb_array_elements_text(${JSON.stringify(keys.slice(at, at + batch))}::jsonb) as k(key)
        join people p on p.email_key = k.key where p.verified_at is not null or p.connected_at is not null`,
    )
    for (const { key, id, human } of found) holders.set(key, [...(holders.get(key) ?? []), { id, human }])
  }
  return holders
}

/** Another record, not known to be the same human, has verified this address: it cannot be given to `person` too. */
export const isTaken = (holders: Holders, key: string, person: Partial<Holder>): boolean =>
  (holders.get(key) ?? []).some((holder) => holder.id !== person.id && !isOneHuman(holder, person))

/** An owner has said so of both (`samma person`). */
const isOneHuman = (one: Partial<Holder>, other: Partial<Holder>): boolean =>
  one.human != null && one.human === other.human

/** The same of two rows in SQL, by their `human` columns. */
export const isOneHumanSql = (one: SQL, other: SQL): SQL => sql`coalesce(${one} = ${other}, false)`
