import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, rows } from '../../src/db/open.ts'
import { embeddedDatabase, serverDatabase } from '../support/database/database.ts'

// Making the embedded database takes seconds, and half a minute on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

describe.each([
  ['PostgreSQL', () => serverDatabase()],
  ['the embedded one', () => embeddedDatabase()],
])('the audit table on %s', (_, make) => {
  let database: Database & { drop(): Promise<void> }
  const count = async () => (await rows<{ n: number }>(database.db, sql`select count(*) as n from audit`))[0]?.n
  beforeAll(async () => {
    database = await make()
    await database.db.execute(
      sql`insert into audit (at, via, action, details, previous, hash) values (now(), 'job', 'test', '{}', '', '')`,
    )
  })
  afterAll(() => database.drop())

  it.each(['update audit set action = null', 'delete from audit', 'truncate audit', 'truncate audit cascade'])(
    'refuses its owner `%s`',
    async (statement) => {
      const refused = await database.db.execute(sql.raw(statement)).then(
        () => undefined,
        (error) => error.cause,
      )
      expect(refused).toMatchObject({ code: '42501', message: expect.stringContaining('append-only') })
      expect(await count()).toBe(1)
    },
  )

  it('lets retention delete, and only inside its transaction', async () => {
    const kept = database.db.transaction(async (tx) => {
      await tx.execute(sql`set local verifiera.retention = 'on'`)
      await tx.execute(sql`delete from audit`)
      tx.rollback()
    })
    await expect(kept).rejects.toThrow('Rollback')
    await expect(database.db.execute(sql`delete from audit`)).rejects.toThrow()
    await database.db.transaction(async (tx) => {
      await tx.execute(sql`set local verifiera.retention = 'on'`)
      await expect(tx.transaction((inner) => inner.execute(sql`update audit set action = ''`))).rejects.toThrow()
      await expect(tx.transaction((inner) => inner.execute(sql`truncate audit`))).rejects.toThrow()
      await tx.execute(sql`delete from audit`)
    })
    expect(await count()).toBe(0)
  })
})
