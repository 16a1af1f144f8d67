import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/open.ts'
import { companies, settings } from '../db/schema/index.ts'

/** What a database is for: letters go to the local outbox (`local`) or into people's mailboxes (`live`). */
export type Mode = 'local' | 'live'

/** Stores the mode of the first start of a database, and returns it. A start in the other mode must be refused. */
export async function rememberMode(db: Db, mode: Mode): Promise<Mode> {
  await db.insert(settings).values({ key: 'mode', value: mode }).onConflictDoNothing()
  const [found] = await db.select({ mode: settings.value }).from(settings).where(eq(settings.key, 'mode'))
  if (found?.mode !== 'local' && found?.mode !== 'live') throw new Error('The mode of the database is not readable')
  return found.mode
}

/** Whether this is the first call with this key, over all processes and restarts. */
export async function isFirst(db: Db, key: string): Promise<boolean> {
  const made = await db.insert(settings).values({ key, value: true }).onConflictDoNothing().returning()
  return made.length > 0
}

/** Any fixed number: the process that loads the fictional company holds this lock; the others wait and then find it. */
const DEMO_LOCK = 7_364_002

/** Whether to load the fictional company: only into an empty database. For the transaction that then loads it. */
export async function demoIsDue(tx: Db): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${DEMO_LOCK})`)
  return (await tx.$count(companies)) === 0
}
