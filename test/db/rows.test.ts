import { readFileSync } from 'node:fs'
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { describe, expect, it, vi } from 'vitest'
import { migrate, migrations } from '../../src/db/migrate.ts'
import { type Database, rows } from '../../src/db/open.ts'
import * as schema from '../../src/db/schema/index.ts'
import { embeddedDatabase, testDatabase } from '../support/database/database.ts'

// Making the embedded database takes seconds, and half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const journal: { entries: { tag: string }[] } = JSON.parse(
  readFileSync(new URL('../../drizzle/meta/_journal.json', import.meta.url), 'utf8'),
)
const tables = Object.values(schema).filter((value) => is(value, PgTable))

/** The rows that belong to a migration, by the number of its name. Fails if a migration has none. */
function fixture(index: number): string[] {
  const name = journal.entries[index]!.tag.slice(0, 4)
  const text = readFileSync(new URL(`../fixtures/rows/${name}.sql`, import.meta.url), 'utf8')
  return text.split(/;\n/).filter((statement) => statement.trim())
}

describe.each([
  ['PostgreSQL', () => testDatabase({ migrated: false })],
  ['the embedded one', () => embeddedDatabase({ migrated: false })],
])('on %s', (_, make) => {
  it('every migration finds rows of the ones before it, and loses none', async () => {
    const database: Database & { drop(): Promise<void> } = await make()
    for (const [index] of migrations().entries()) {
      expect(await migrate(database, migrations().slice(0, index + 1))).toBe(1)
      for (const statement of fixture(index)) await database.db.execute(sql.raw(statement))
    }
    for (const table of tables) {
      const name = getTableName(table)
      const found = await database.db.select().from(table)
      expect(found.length, `rows of ${name} in test/fixtures/rows`).toBeGreaterThan(0)
      expect(Object.keys(found[0] as object)).toEqual(Object.keys(getTableColumns(table)))
    }
    expect(await rows(database.db, sql`select number, given_name from people order by id limit 2`)).toEqual([
      { number: '0007', given_name: 'Åsa' },
      { number: '0008', given_name: 'Björn' },
    ])
    await database.drop()
  })
})
