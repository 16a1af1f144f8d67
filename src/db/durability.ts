import { sql } from 'drizzle-orm'
import { type Database, rows } from './database.ts'

/** A failure is reported under the name `DATABASE_URL`, without its value, which holds a password. */
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

/** Throws when the server is too old or could lose an acknowledged write in a crash: no delivery would be safe. */
export async function checkDurability(database: Database): Promise<void> {
  if (database.kind === 'embedded') return
  const [found] = await ask(database)
  if (!found) throw new Error('DATABASE_URL: the server gave an empty answer')
  if (found.version < 140_000)
    throw new Error(`DATABASE_URL: PostgreSQL 14 or newer is needed, this is ${found.version}`)
  if (found.fsync !== 'on') throw new Error('DATABASE_URL: the server runs with fsync=off; it must be on')
  if (found.commit !== 'on') throw new Error(`DATABASE_URL: synchronous_commit is ${found.commit}; it must be on`)
}
