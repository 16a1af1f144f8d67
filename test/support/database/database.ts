import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { inject } from 'vitest'
import { migrate } from '../../../src/db/migrate.ts'
import { type Database, openEmbedded, openServer } from '../../../src/db/open.ts'
import type { Nesting } from '../../../src/db/pool/nesting.ts'
import { copyCluster, keepCompiled } from './embedded.ts'

/** Fails a test in which code inside a transaction uses the outer handle. */
const nesting: Nesting = new AsyncLocalStorage()

export interface TestDatabase extends Database {
  /** Closes and deletes the database. */
  drop(): Promise<void>
}

export interface TestServer extends TestDatabase {
  /** Used by a second pool or another process to open the same database. */
  readonly url: string
}

/**
 * A new migrated database of the kind that this project runs on (vitest.config.ts). Call `drop()` in `afterAll`. A test
 * of what only one kind has, such as a second process on the same database, names that kind.
 */
export function testDatabase(options: { max?: number } = {}): Promise<TestDatabase> {
  return inject('kind') === 'embedded' ? embeddedDatabase() : serverDatabase(options)
}

/** A new migrated database on the PostgreSQL of this run. Takes about 50 ms. */
export async function serverDatabase(options: { max?: number; migrated?: boolean } = {}): Promise<TestServer> {
  const server = inject('postgres')
  const { name, url } = await createDatabase(server, options.migrated === false ? undefined : inject('template'))
  const database = openServer(url, { max: options.max ?? 5, nesting })
  const drop = async () => {
    await database.close()
    await dropDatabase(server, name)
  }
  return { ...database, url, drop }
}

/** A new migrated PGlite in a folder of its own. Takes about 0.5 s, and 3 s for the first one of a run. */
export async function embeddedDatabase(
  options: { migrated?: boolean } = {},
): Promise<TestDatabase & { folder: string }> {
  await keepCompiled()
  const folder = await embeddedFolder(options.migrated !== false)
  const database = await openEmbedded(join(folder, 'db'), { nesting })
  const drop = async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...database, folder, drop }
}

/** A new folder with the files of a PGlite in `db`, to be used as `DATA_DIR`. */
async function embeddedFolder(migrated = true): Promise<string> {
  const scratch = inject('embedded')
  const template = join(scratch, migrated ? 'embedded' : 'embedded-empty')
  if (!existsSync(template)) await makeTemplate(scratch, template, migrated)
  const folder = mkdtempSync(join(scratch, 'embedded-'))
  copyCluster(template, join(folder, 'db'))
  return folder
}

/** Makes the template under another name and renames it. If another test worker was faster, its template is used. */
async function makeTemplate(scratch: string, template: string, migrated: boolean): Promise<void> {
  const draft = mkdtempSync(join(scratch, 'draft-'))
  const database = await openEmbedded(join(draft, 'db'))
  if (migrated) await migrate(database)
  // The image that it was made from has been migrated.
  else await database.db.execute(sql`drop schema public, drizzle cascade; create schema public`)
  await database.close()
  try {
    renameSync(join(draft, 'db'), template)
  } catch (error) {
    if (!existsSync(template)) throw error
  }
  rmSync(draft, { recursive: true, force: true })
}

/**
 * An empty migrated database of this project's kind for a process of the program: its settings, and what removes it.
 */
export async function testStorage(): Promise<{ settings: Record<string, string>; drop(): Promise<void> }> {
  if (inject('kind') === 'embedded') {
    const folder = await embeddedFolder()
    return { settings: { DATA_DIR: folder }, drop: async () => rmSync(folder, { recursive: true, force: true }) }
  }
  const server = inject('postgres')
  const { name, url } = await createDatabase(server, inject('template'))
  return { settings: { DATABASE_URL: url }, drop: () => dropDatabase(server, name) }
}

/** A new database on `server`, copied from `template` if one is given. */
export async function createDatabase(server: string, template?: string): Promise<{ name: string; url: string }> {
  const name = `verifiera_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  await administer(server, `create database ${name} template ${template ?? 'template1'}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { name, url: url.href }
}

/** Deletes the database, even if there are open connections to it. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  await administer(server, `drop database if exists ${name} with (force)`)
}

async function administer(server: string, statement: string): Promise<void> {
  const client = postgres(server, { max: 1, onnotice: () => {} })
  try {
    await client.unsafe(statement)
  } finally {
    await client.end()
  }
}
