import { sql } from 'drizzle-orm'
import { type Database, type Db, rows } from './database.ts'

/** Why no delivery would be safe on this server. The texts `setup.database.<code>` say the same to people. */
export interface ServerProblem {
  code: 'silent' | 'old' | 'standby' | 'readonly' | 'encoding' | 'pooler' | 'fsync' | 'commit'
  /** For operators, in English. */
  words: string
  params: Record<string, string | number>
}

/** @throws Error with the problem of the server, if it has one */
export async function checkServer(database: Database): Promise<void> {
  const problem = await serverProblem(database)
  if (problem) throw new Error(`DATABASE_URL: ${problem.words}`, { cause: problem })
}

/**
 * Whether the server is too old, cannot take writes or some letters, could lose an acknowledged write in a crash, or is
 * reached through a pooler that hands our sessions around.
 */
export async function serverProblem(database: Database): Promise<ServerProblem | null> {
  if (database.kind === 'embedded') return null
  const problem = (code: ServerProblem['code'], words: string, params = {}) => ({ code, words, params })
  const silent = (error: Error) => {
    const why = ((error.cause ?? error) as Error).message
    return problem('silent', `the database did not answer: ${why}`, { why })
  }
  const found = await ask(database.db).catch((error: Error) => error)
  if (found instanceof Error) return silent(found)
  const { version, standby, readonly, encoding, fsync, commit } = found
  if (version < 140_000)
    return problem('old', `PostgreSQL 14 or newer is needed, this is ${version}`, { version: String(version / 1e4) })
  if (standby) return problem('standby', 'the server is a standby that only reads; name the primary')
  if (readonly) {
    const words =
      'its role or database only reads (default_transaction_read_only is on, as hosts set it while a disk is full); let it write'
    return problem('readonly', words)
  }
  if (encoding !== 'UTF8') {
    const words = `the database is encoded in ${encoding}, which cannot hold every name; create it with encoding UTF8 template template0`
    return problem('encoding', words, { encoding })
  }
  const shared = await sharesSessions(database).catch((error: Error) => error)
  if (shared instanceof Error) return silent(shared)
  if (shared) {
    const words =
      'it leads to a pooler that gives a connection a new session for each transaction; use its session mode, or the address of the server itself'
    return problem('pooler', words)
  }
  if (fsync !== 'on') return problem('fsync', 'the server runs with fsync=off; it must be on')
  if (commit !== 'on') return problem('commit', `synchronous_commit is ${commit}; it must be on`, { commit })
  return null
}

interface Settings {
  version: number
  standby: boolean
  readonly: boolean
  encoding: string
  fsync: string
  commit: string
}

async function ask(db: Db): Promise<Settings> {
  const [found] = await rows<Settings>(
    db,
    sql`select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
               current_setting('transaction_read_only') = 'on' as readonly, current_setting('server_encoding') as encoding,
               current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  )
  if (!found) throw new Error('the answer was empty')
  return found
}

/**
 * Whether a connection of ours changes its session, or two that are open have the same one: so it is with PgBouncer in
 * transaction or statement mode. Settings and prepared statements would then belong to somebody else. Asked a few
 * times, since a pooler that others use as well may happen to give us the right ones. `probe` is one connection;
 * statements on `db` may take different ones while the product is at work.
 */
async function sharesSessions({ probe, keyed }: Database): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const [first, other, again] = [await sessionOf(probe), await sessionOf(keyed), await sessionOf(probe)]
    if (first === other || first !== again) return true
  }
  return false
}

async function sessionOf(db: Db): Promise<number> {
  const [found] = await rows<{ pid: number }>(db, sql`select pg_backend_pid() as pid`)
  return Number(found?.pid)
}
