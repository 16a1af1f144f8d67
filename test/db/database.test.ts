import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { isMigrated, migrate } from '../../src/db/migrate.ts'
import { type Database, rows } from '../../src/db/open.ts'
import { embeddedDatabase, serverDatabase } from '../support/database/database.ts'

// Making the embedded database takes seconds, and half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe.each([
  ['PostgreSQL', () => serverDatabase()],
  ['the embedded one', () => embeddedDatabase()],
])('on %s', (_, make) => {
  let database: Database & { drop(): Promise<void> }
  beforeAll(async () => {
    database = await make()
  })
  afterAll(() => database.drop())

  it('is migrated, and migrating again does nothing', async () => {
    expect(await isMigrated(database.db)).toBe(true)
    expect(await migrate(database)).toBe(0)
  })

  it('gives rows alike', async () => {
    const found = await rows(
      database.db,
      sql`select count(*) as n, 3::int8 as big, '{"a":[1]}'::jsonb as json, 2.5::float8 as real, array[1,2]::int8[] as list,
                 '2026-03-01 12:00+01'::timestamptz as at, 'åäö' as text, '2026-03-01'::date as day from mail_bucket`,
    )
    expect(found).toEqual([
      {
        n: 1,
        big: 3,
        json: { a: [1] },
        real: 2.5,
        list: [1, 2],
        at: '2026-03-01 11:00:00+00',
        text: 'åäö',
        day: '2026-03-01',
      },
    ])
  })
})
