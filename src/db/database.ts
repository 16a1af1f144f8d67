import { type SQL, sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema/index.ts'

/** The database or a transaction on it, with either driver. Inside a transaction, use only the transaction. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>

/** An open database. `embedded` is PGlite: one connection, one process. `server` is PostgreSQL through postgres.js. */
export interface Database {
  readonly db: Db
  /**
   * For the statements that run before each letter and each acknowledgement and find every row by its key. On a server
   * they have connections of their own, on which the planner may not scan: while a send fills a table, its statistics
   * lag behind and would make a scan look cheap. Not for transactions. On the embedded database it is `db` itself.
   */
  readonly keyed: Db
  /**
   * For the pieces of long work, each a short statement or transaction, where all share one session: a piece goes when
   * nobody else is asking, or after a tenth of a second (pool/turns.ts). Absent on a server.
   */
  readonly background?: { readonly db: Db; readonly keyed: Db }
  /** For the question whether the database answers: on a server a connection of its own, never behind other work. */
  readonly probe: Db
  /** The last loss of a connection: its code (SQLSTATE, or the driver's), and when, in ms. */
  trouble(): { code: string; at: number } | undefined
  readonly kind: 'embedded' | 'server'
  close(): Promise<void>
}

/**
 * The rows of raw SQL, alike on both drivers: bigint and `count(*)` are numbers, timestamps are strings in UTC, jsonb
 * is parsed, lists of numbers are arrays. Pass dates as `${date.toISOString()}::timestamptz`, lists as one JSON text.
 */
export async function rows<T>(db: Db, query: SQL): Promise<T[]> {
  const result: unknown = await db.execute(query)
  return (Array.isArray(result) ? result : (result as { rows: T[] }).rows) as T[]
}

/**
 * Any number of ids as one parameter, to go after `in`, or as a query for `id`: the statement stays the same, and
 * prepared, for every length, and the planner knows how many they are.
 */
export const idList = (ids: readonly number[]): SQL => sql`(select unnest(${sql.param(ids)}::int8[]) as id)`

/**
 * Whether something is there, as a condition: always a search by an index, row by row. An `exists` might be answered by
 * reading whole tables, if the planner believes them small, as it does of those that a send is filling. `query` begins
 * with `from`.
 */
export const isThere = (query: SQL): SQL<boolean> => sql<boolean>`coalesce((select true ${query} limit 1), false)`
