import type { SQL } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema/index.ts'

/** The database or a transaction on it, whichever driver is behind. Inside a transaction use only the transaction. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

/** An open database. `embedded` is PGlite: one connection, one process. `server` is PostgreSQL through postgres.js. */
export interface Database {
  readonly db: Db
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

/**
 * Begins a statement that finds every row by its key: a server plans it once, and never as a scan, whatever it believes of
 * the size of a table that is growing. Not within a transaction.
 */
export const byKey = '/* by key */'
