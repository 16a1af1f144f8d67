import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { type Database, type Db, rows } from './database.ts'
import { allowBulk } from './limits.ts'

/** Any fixed number: the process that migrates holds this lock; the others wait and then find nothing to do. */
const LOCK = 7_364_001

/** The migrations of `drizzle/`, oldest first. */
export function migrations(): MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: fileURLToPath(new URL('../../drizzle', import.meta.url)) })
}

/**
 * Applies the missing migrations, all or none, and returns how many. Any number of processes may call this at once. One
 * with an earlier stamp than those already applied, as when two branches are merged, is missing all the same. Drizzle's
 * own `migrate` is not used: it takes no lock, looks at the newest stamp only, and its pool could not hold a lock.
 * @throws Error with one line that names `DATABASE_URL`, where the tables cannot be created
 */
export async function migrate({ db }: Pick<Database, 'db'>, wanted: MigrationMeta[] = migrations()): Promise<number> {
  try {
    return await db.transaction((tx) => applyMissing(tx, wanted))
  } catch (error) {
    const { code = '', message } = ((error as Error).cause ?? error) as { code?: string; message: string }
    const refusal = refusals[code]
    if (!refusal) throw error
    throw new Error(`DATABASE_URL: ${refusal.reason} (${message}); ${refusal.help}`, { cause: error })
  }
}

/** Answers of a server that lets nothing be created, by their SQLSTATE. */
const refusals: Record<string, { reason: string; help: string }> = {
  // insufficient_privilege
  42501: {
    reason: 'its role may not create the tables',
    help: 'grant it "create" on the database and on the schema "public", or run "npm run migrate" as a role that has it',
  },
  // invalid_schema_name
  '3F000': {
    reason: 'the schema "public", in which the tables belong, is not there',
    help: 'create it, or name another database',
  },
  // duplicate_table
  '42P07': {
    reason: 'it has tables with the names of ours already',
    help: 'name an empty one, or restore the schema "drizzle" together with "public"',
  },
  // disk_full
  53100: { reason: 'its disk is full', help: 'make room, and start again' },
}

async function applyMissing(tx: Db, wanted: MigrationMeta[]): Promise<number> {
  await allowBulk(tx)
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
  if (!(await hasTable(tx))) await createTable(tx)
  const missing = await missingOf(tx, wanted)
  for (const migration of missing) await apply(tx, migration)
  return missing.length
}

/** Whether every migration that this program knows has been applied. A newer database passes. */
export async function isMigrated(db: Db): Promise<boolean> {
  return (await hasTable(db)) && (await missingOf(db, migrations())).length === 0
}

/** Asked first: `create … if not exists` needs the right to create also where there is nothing to do. */
async function hasTable(db: Db): Promise<boolean> {
  const [found] = await rows<{ there: boolean }>(
    db,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  )
  return Boolean(found?.there)
}

/** Where drizzle-kit's own tools look for it. */
async function createTable(tx: Db): Promise<void> {
  await tx.execute(sql`create schema if not exists drizzle`)
  await tx.execute(
    sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
  )
}

async function missingOf(db: Db, wanted: MigrationMeta[]): Promise<MigrationMeta[]> {
  const applied = await rows<{ at: number | string }>(
    db,
    sql`select created_at as at from drizzle.__drizzle_migrations`,
  )
  const stamps = new Set(applied.map(({ at }) => Number(at)))
  return wanted.filter(({ folderMillis }) => !stamps.has(folderMillis))
}

async function apply(tx: Db, migration: MigrationMeta): Promise<void> {
  for (const statement of migration.sql) await tx.execute(sql.raw(statement))
  await tx.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis}::bigint)`,
  )
}
