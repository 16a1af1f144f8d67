import { sql } from 'drizzle-orm'
import { type Database, type Db, rows } from './database.ts'

/**
 * Throws when the server is too old, cannot take writes, could lose an acknowledged write in a crash, or is reached
 * through a pooler that hands our sessions around: no delivery would be safe.
 */
export async function checkServer(database: Database): Promise<void> {
  if (database.kind === 'embedded') return
  const [found] = await ask(database.db)
  if (!found) throw new Error('DATABASE_URL: the server gave an empty answer')
  if (found.version < 140_000)
    throw new Error(`DATABASE_URL: PostgreSQL 14 or newer is needed, this is ${found.version}`)
  if (found.standby) throw new Error('DATABASE_URL: the server is a standby that only reads; name the primary')
  if (await sharesSessions(database))
    throw new Error(
      'DATABASE_URL: it leads to a pooler that gives a connection a new session for each transaction; use its session mode, or the address of the server itself',
    )
  if (found.fsync !== 'on') throw new Error('DATABASE_URL: the server runs with fsync=off; it must be on')
  if (found.commit !== 'on') throw new Error(`DATABASE_URL: synchronous_commit is ${found.commit}; it must be on`)
}

interface Settings {
  version: number
  standby: boolean
  fsync: string
  commit: string
}

/** A failure is reported under the name `DATABASE_URL`, without its value, which holds a password. */
async function ask(db: Db): Promise<Settings[]> {
  try {
    return await rows(
      db,
      sql`select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
                 current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
    )
  } catch (error) {
    const cause = ((error as Error).cause ?? error) as Error
    throw new Error(`DATABASE_URL: the database did not answer: ${cause.message}`, { cause })
  }
}

/**
 * Whether a connection of ours changes its session, or two that are open have the same one: so it is with PgBouncer in
 * transaction or statement mode. Settings and prepared statements would then belong to somebody else. Asked a few
 * times, since a pooler that others use as well may happen to give us the right ones.
 */
async function sharesSessions({ db, keyed }: Database): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const [first, other, again] = [await sessionOf(db), await sessionOf(keyed), await sessionOf(db)]
    if (first === other || first !== again) return true
  }
  return false
}

async function sessionOf(db: Db): Promise<number> {
  const [found] = await rows<{ pid: number }>(db, sql`select pg_backend_pid() as pid`)
  return Number(found?.pid)
}
