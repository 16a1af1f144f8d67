import { sql } from 'drizzle-orm'
import { tell } from '../trace/span.ts'
import type { Db } from './database.ts'

const second = 1000

/**
 * How long a statement, a lock and an idle transaction may hold others up, in milliseconds. What is cut off fails with
 * 57014 (query_canceled), 55P03 (lock_not_available) or 25P03 (idle_in_transaction_session_timeout), and may be tried
 * again. The embedded database has no timers and knows none of them; nothing there runs for long in one statement.
 */
export const limits = {
  statement_timeout: 30 * second,
  lock_timeout: 15 * second,
  // A process that was frozen inside a transaction must not keep its locks from the others.
  idle_in_transaction_session_timeout: 30 * second,
  // A connection that nobody needs just now is kept for the next, and large work has many statements (from 17 on).
  idle_session_timeout: 0,
  transaction_timeout: 0,
}

/** Plans, confirmations and imports of a million people are a few long statements. */
const bulk = 900 * second

/** The statement by which a transaction is known to work on whole sets. */
export const forgetPlans = 'discard plans'

/**
 * For the few statements of a transaction that work on whole sets: lets them take as long as the largest need, and
 * plans the checks of foreign keys once for all rows instead of once for each (a third of the time). What was planned
 * before is forgotten, since the tables may have been nearly empty then.
 */
export async function allowBulk(tx: Db): Promise<void> {
  tell({ kind: 'bulk' })
  await tx.execute(
    sql`select set_config('statement_timeout', ${String(bulk)}, true), set_config('plan_cache_mode', 'auto', true)`,
  )
  await tx.execute(sql.raw(forgetPlans))
}

/**
 * For whole sets, no search row by row: the tables of deliveries may have been nearly empty when their statistics were
 * taken. And memory for a million people, so that they are not joined by way of the disk. Until the transaction ends,
 * or it is taken back.
 */
export const planFor = (tx: Pick<Db, 'execute'>, wholeSets: boolean) =>
  tx.execute(sql`select set_config('enable_nestloop', ${wholeSets ? 'off' : 'on'}, true),
    set_config('work_mem', ${wholeSets ? '64MB' : '4MB'}, true)`)
