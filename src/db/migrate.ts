import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { type Database, type Db, rows } from './database.ts'

/** Any fixed number: the process that migrates holds this lock; the others wait and then find nothing to do. */
const LOCK = 7_364_001

/** The migrations of `drizzle/`, oldest first. */
export function migrations(): MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: fileURLToPath(new URL('../../drizzle', import.meta.url)) })
}

/**
 * Applies the missing migrations, all or none, and returns how many. Any number of processes may call this at once.
 * Drizzle's own `migrate` is not used: it takes no lock, and its pool could not hold one.
 */
export async function migrate(database: Database, wanted: MigrationMeta[] = migrations()): Promise<number> {
  return database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`)
    await tx.execute(sql`create schema if not exists drizzle`)
    await tx.execute(
      sql`create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
    )
    const newest = await newestApplied(tx)
    const missing = wanted.filter((migration) => migration.folderMillis > newest)
    for (const migration of missing) await apply(tx, migration)
    return missing.length
  })
}

/** Whether every migration that this program knows has been applied. A newer database passes. */
export async function isMigrated(database: Database): Promise<boolean> {
  const [found] = await rows<{ there: boolean }>(
    database.db,
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  )
  if (!found?.there) return false
  const newest = await newestApplied(database.db)
  return migrations().every((migration) => migration.folderMillis <= newest)
}

async function newestApplied(db: Db): Promise<number> {
  const [found] = await rows<{ newest: number | string | null }>(
    db,
    sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  )
  return Number(found?.newest ?? 0)
}

async function apply(tx: Db, migration: MigrationMeta): Promise<void> {
  for (const statement of migration.sql) await tx.execute(sql.raw(statement))
  await tx.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis}::bigint)`,
  )
}
