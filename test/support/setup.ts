import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/db/migrate.ts'
import { openServer } from '../../src/db/open.ts'
import { createDatabase, dropDatabase } from './database/database.ts'
import { startPostgres } from './database/postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The kind of database that `testDatabase()` makes. */
    kind: 'server' | 'embedded'
    /** The URL of this run's PostgreSQL, with its maintenance database. */
    postgres: string
    /** The name of the migrated database that others are copied from. */
    template: string
    /** The folder for files of this run. It is deleted at the end. */
    scratch: string
    /** The folder for embedded databases, in memory where there is room. It is deleted at the end. */
    embedded: string
  }
}

/**
 * Runs before all tests: provides a PostgreSQL with a migrated template. `TEST_DATABASE_URL` names the server; without
 * it, one is started. Both are removed at the end.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const scratch = mkdtempSync(join(tmpdir(), 'verifiera-test-'))
  const server = given
    ? { url: given, folder: scratch, remove: async () => {} }
    : await startPostgres({ inMemory: true })
  const template = await makeTemplate(server.url).catch(async (error) => {
    await server.remove()
    throw new Error(`${given ? 'TEST_DATABASE_URL' : 'PostgreSQL'} is of no use for the tests: ${error.message}`)
  })
  project.provide('postgres', server.url)
  project.provide('template', template)
  project.provide('scratch', scratch)
  project.provide('embedded', server.folder)
  return async () => {
    if (given) await dropDatabase(given, template)
    await server.remove()
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function makeTemplate(server: string): Promise<string> {
  const { name, url } = await createDatabase(server)
  const database = openServer(url, { max: 1 })
  await migrate(database)
  await database.close()
  return name
}
