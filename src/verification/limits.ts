import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import { limitHits } from '../db/schema/index.ts'
import type { Service } from './context.ts'

/** At most `count` within `milliseconds`, several at once. */
export type Limit = [count: number, milliseconds: number]

/**
 * Counts one request under a key, in PostgreSQL and therefore over all processes. False, and not counted, when a
 * limit is reached. Requests for one key queue behind each other until the transaction ends.
 */
export async function hit(tx: Db, service: Pick<Service, 'clock'>, key: string, limits: Limit[]): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`verifiera.limit.${key}`}))`)
  const now = service.clock()
  for (const [count, span] of limits) {
    const since = new Date(now.getTime() - span).toISOString()
    const [row] = await rows<{ n: number }>(
      tx,
      sql`select count(*)::int as n from ${limitHits} where key = ${key} and at > ${since}::timestamptz`,
    )
    if (Number(row!.n) >= count) return false
  }
  await tx.insert(limitHits).values({ key, at: now })
  return true
}
