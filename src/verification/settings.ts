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

/**
 * Whether the fictional company is to be loaded: into an empty database, or into one where an earlier load was cut off.
 */
export async function demoIsDue(db: Db): Promise<boolean> {
  const [row] = await rows<{ due: boolean }>(
    db,
    sql`select not exists (select 1 from companies) or exists (select 1 from settings where key = 'demo' and value = '"loading"') as due`,
  )
  return row!.due
}

export async function demoIs(db: Db, state: 'loading' | 'loaded'): Promise<void> {
  await db.execute(sql`insert into settings (key, value) values ('demo', to_jsonb(${state}::text))
    on conflict (key) do update set value = excluded.value`)
}
