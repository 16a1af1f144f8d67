import { eq, sql } from 'drizzle-orm'
import { type Db, rows } from './database.ts'
import { settings } from './schema/index.ts'

/** The setting that holds `identityOf` the database in which sends were last known to be the newest. */
export const identityKey = 'database.identity'

/**
 * Names this database among all copies: a dump carries none of these numbers, and whatever restores it gets new ones.
 * https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-PG-CONTROL-SYSTEM
 */
export async function identityOf(db: Db): Promise<string> {
  const [here] = await rows<{ name: string; may: boolean }>(
    db,
    sql`select concat_ws('/', d.oid, 'sends'::regclass::oid, 'deliveries'::regclass::oid) as name,
        has_function_privilege('pg_control_system()', 'execute') as may
      from pg_database d where d.datname = current_database()`,
  )
  // The server's own number, where its provider lets us see it.
  const [server] = here?.may
    ? await rows<{ id: string }>(db, sql`select system_identifier::text as id from pg_control_system()`)
    : []
  return `${server?.id ?? ''}/${here?.name}`
}

/**
 * Whether nobody has looked yet if this database is older than what has been done since: a restore may put it under a
 * process that runs. Until `pauseIfRestored` has looked, nothing may leave.
 */
export async function isCopy(db: Db): Promise<boolean> {
  const [known] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, identityKey))
  return known?.value !== (await identityOf(db))
}
