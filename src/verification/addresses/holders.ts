import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import type { people } from '../../db/schema/index.ts'
import type { Actor } from '../context.ts'

/** A record, as far as is needed to tell whether another record is the same human. */
export type Holder = Pick<typeof people.$inferSelect, 'id' | 'human'>

/** Address keys in one query. */
const batch = 1000

/** By address key, the records that have verified the address or are connected with it. */
export type Holders = ReadonlyMap<string, readonly Holder[]>

/**
 * A protected holder counts for owners alone: to others, an address that cannot be given would tell of the person. What
 * it then costs is told in verification/README.md.
 */
export async function readHolders(db: Db, { role }: Pick<Actor, 'role'>, keys: readonly string[]): Promise<Holders> {
  const isSeen = role === 'owner' ? sql`true` : sql`not p.protected`
  const holders = new Map<string, Holder[]>()
  for (let at = 0; at < keys.length; at += batch) {
    const found = await rows<Holder & { key: string }>(
      db,
      sql`select k.key, p.id, p.human from jsonb_array_elements_text(${JSON.stringify(keys.slice(at, at + batch))}::jsonb) as k(key)
        join people p on p.email_key = k.key where (p.verified_at is not null or p.connected_at is not null) and ${isSeen}`,
    )
    for (const { key, id, human } of found) holders.set(key, [...(holders.get(key) ?? []), { id, human }])
  }
  return holders
}

/** Whether an address cannot be given to `person`, because another human's record has verified it. */
export const isTaken = (holders: Holders, key: string, person: Partial<Holder>): boolean =>
  (holders.get(key) ?? []).some((holder) => holder.id !== person.id && !isOneHuman(holder, person))

/** Whether an owner has said that two records are one human (`samma person`). */
const isOneHuman = (one: Partial<Holder>, other: Partial<Holder>): boolean =>
  one.human != null && one.human === other.human
