import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Database, type Db, planned, rows } from './database.ts'
import * as schema from './schema/index.ts'

/**
 * PostgreSQL through a pool that reconnects by itself; a query in flight when a connection is lost fails. Nothing is
 * connected until the first query.
 */
export function openServer(url: string, options: { max?: number } = {}): Database {
  const client = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: 10,
    // The library's own back-off grows to 20 s; a worker has to be back sooner.
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
    connection: {
      application_name: 'verifiera',
      synchronous_commit: 'on',
      TimeZone: 'UTC',
      // A process that was frozen inside a transaction must not keep its locks from the others.
      idle_in_transaction_session_timeout: 30_000,
    },
    types: { bigint: { to: 20, from: [20], serialize: String, parse: Number } },
    onnotice: () => {},
  })
  // Planning a join costs more than running it on a few rows: a statement that begins with `planned` is planned once.
  const unsafe = client.unsafe.bind(client)
  client.unsafe = (text, values, given) =>
    unsafe(text, values, text.startsWith(planned) ? { ...given, prepare: true } : given)
  return {
    db: drizzle(client, { schema }) as unknown as Db,
    kind: 'server',
    close: () => client.end({ timeout: 5 }),
  }
}

/** A query that fails here says why under `DATABASE_URL`, without the address itself: it holds a password. */
async function ask(database: Database): Promise<{ version: number; fsync: string; commit: string }[]> {
  try {
    return await rows(
      database.db,
      sql`select current_setting('server_version_num')::int as version, current_setting('fsync') as fsync,
                 current_setting('synchronous_commit') as commit`,
    )
  } catch (error) {
    const cause = ((error as Error).cause ?? error) as Error
    throw new Error(`DATABASE_URL: the database did not answer: ${cause.message}`, { cause })
  }
}

/** Throws where an acknowledged write could be lost in a crash, or the server is too old: no delivery is safe there. */
export async function checkDurability(database: Database): Promise<void> {
  if (database.kind === 'embedded') return
  const [found] = await ask(database)
  if (!found) throw new Error('DATABASE_URL: the server answered nothing')
  if (found.version < 140_000)
    throw new Error(`DATABASE_URL: PostgreSQL 14 or newer is needed, this is ${found.version}`)
  if (found.fsync !== 'on') throw new Error('DATABASE_URL: the server runs with fsync=off; it must be on')
  if (found.commit !== 'on') throw new Error(`DATABASE_URL: synchronous_commit is ${found.commit}; it must be on`)
}
