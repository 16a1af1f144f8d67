import { sql } from 'drizzle-orm'
import { allowBulk, type Db, rows } from '../../db/open.ts'
import { trimAudit } from '../audit-chain.ts'
import { inBackground, type Service } from '../context.ts'
import { retained, type Step } from './retained.ts'

const day = 86_400_000

/** Rows of one transaction: a fraction of a second's work, also with all that hangs on them. */
const batch = 1000

/**
 * Removes what is no longer kept (retained.ts), and closes plans that have expired: in batches, so that nobody waits
 * for it. Every step may be repeated, by several processes at once. People are kept until an owner erases them.
 * `stopping` is asked between batches.
 */
export async function removeOld(
  service: Pick<Service, 'db' | 'clock' | 'keys' | 'background'>,
  stopping: () => boolean = () => false,
): Promise<void> {
  const { db, clock, keys } = inBackground(service)
  const ago = (days: number) => sql`${new Date(clock().getTime() - days * day).toISOString()}::timestamptz`
  for (const [table, { steps }] of Object.entries(retained))
    for (const step of steps?.(ago) ?? []) await inBatches(db, table, step, stopping)
  const twoYearsAgo = new Date(clock().getTime() - 730 * day)
  while (!stopping() && (await trimAudit(db, keys, twoYearsAgo, batch)) === batch);
}

/**
 * Each batch begins on disk where the one before ended: what that has removed is not read again. A planner may have
 * read rows in another order, so it is gone through again until one batch from the beginning has all that is left.
 */
async function inBatches(db: Db, table: string, { set, where }: Step, stopping: () => boolean): Promise<void> {
  const name = sql.identifier(table)
  const change = set ? sql`update ${name} set ${set}` : sql`delete from ${name}`
  const beginning = '(0,0)'
  for (let after = beginning; !stopping(); ) {
    const [found] = await db.transaction(async (tx) => {
      await allowBulk(tx)
      return rows<{ n: number; last: string | null }>(
        tx,
        sql`with picked as materialized (select ctid as place from ${name} where ctid > ${after}::tid and ${where} limit ${batch}),
          changed as (${change} where ctid = any(array(select place from picked)) and ${where})
          select count(*)::int as n, max(place)::text as last from picked`,
      )
    })
    if (found?.last && found.n === batch) after = found.last
    else if (after === beginning) return
    else after = beginning
  }
}
