import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema/index.ts'

/** The database or a transaction on it, whichever driver is behind. Inside a transaction use only the transaction. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

/** An open database. `embedded` is PGlite: one connection, one process. `server` is PostgreSQL through postgres.js. */
export interface Database {
  readonly db: Db
  /**
   * For statements that find every row by its key and stand before each letter and each acknowledgement: on a server they
   * have connections of their own, on which they are planned once and never as a scan, whatever the statistics say of a
   * table that is growing. No transactions here. On the embedded database it is `db` itself.
   */
  readonly keyed: Db
  readonly kind: 'embedded' | 'server'
  close(): Promise<void>
}

/**
 * Rows of raw SQL, alike on both drivers: bigint and `count(*)` are numbers, timestamps are strings in UTC, jsonb is
 * parsed, lists of numbers are lists. Pass dates as `${date.toISOString()}::timestamptz`, lists as one JSON text.
 */
export async function rows<T>(db: Db, query: SQL): Promise<T[]> {
  const result: unknown = await db.execute(query)
  return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[]
}
