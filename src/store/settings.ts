import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'

/** What this database is for: `local` letters land in the outbox, `live` ones in people's mailboxes. */
export type Mode = 'local' | 'live'

/** Remembers the first mode that a database was started in; returns it. A start in the other mode must be refused. */
export async function rememberMode(db: Db, mode: Mode): Promise<Mode> {
  await db.execute(
    sql`insert into settings (key, value) values ('mode', to_jsonb(${mode}::text)) on conflict do nothing`,
  )
  const [row] = await rows<{ mode: Mode }>(db, sql`select value #>> '{}' as mode from settings where key = 'mode'`)
  return row!.mode
}

/** Any fixed number: who loads the fictional company holds this lock, the others wait and then find it there. */
const DEMO_LOCK = 7_364_002

/** Whether the fictional company is to be loaded: into an empty database only. For a transaction that then loads it. */
export async function demoIsDue(tx: Db): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${DEMO_LOCK})`)
  const [row] = await rows<{ due: boolean }>(tx, sql`select not exists (select 1 from companies) as due`)
  return row!.due
}
