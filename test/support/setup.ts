import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/db/migrate.ts'
import { openServer } from '../../src/db/open.ts'
import { createDatabase, dropDatabase } from './database.ts'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server of this run, by its maintenance database. */
    postgres: string
    /** A migrated database that others are copied from. */
    template: string
    /** For files of this run; removed at its end. */
    scratch: string
  }
}

/** Before all tests: one PostgreSQL (`TEST_DATABASE_URL`, else our own) with a migrated template; gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = mkdtempSync(join(tmpdir(), 'verifiera-test-'))
  const own = process.env.TEST_DATABASE_URL ? undefined : await startPostgres()
  const server = own?.url ?? process.env.TEST_DATABASE_URL ?? ''
  const template = await createDatabase(server)
  const database = openServer(template.url, { max: 1 })
  await migrate(database)
  await database.close()
  project.provide('postgres', server)
  project.provide('template', template.name)
  project.provide('scratch', scratch)
  return async () => {
    if (own) await own.remove()
    else await dropDatabase(server, template.name)
    rmSync(scratch, { recursive: true, force: true })
  }
}
