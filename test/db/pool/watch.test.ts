import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { allowBulk, type Database, type DatabaseWatch, openEmbedded, openServer } from '../../../src/db/open.ts'
import { UserError } from '../../../src/errors.ts'
import { embeddedDatabase, serverDatabase } from '../../support/database/database.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

/** What was told since the last look. */
function listener() {
  const told: string[] = []
  const seconds: number[] = []
  const tell = (what: string, took: number) => {
    told.push(what)
    seconds.push(took)
  }
  const watch: DatabaseWatch = {
    worked: tell,
    waited: (pool, took) => tell(`${pool} waited`, took),
    failed: (cause) => tell(cause, 0),
  }
  return { watch, take: () => told.splice(0), seconds }
}

describe.each([
  [
    'a server',
    async (watch: DatabaseWatch) => {
      const made = await serverDatabase()
      return { database: openServer(made.url, { max: 1, watch }), drop: made.drop }
    },
    'key',
  ],
  [
    'the embedded database',
    async (watch: DatabaseWatch) => {
      const made = await embeddedDatabase()
      await made.close()
      return { database: await openEmbedded(`${made.folder}/db`, { watch }), drop: async () => {} }
    },
    'work',
  ],
] as const)('%s tells what it does', (_, open, keyed) => {
  const { watch, take, seconds } = listener()
  let database: Database
  let drop: () => Promise<void>
  afterAll(async () => {
    await database?.close()
    await drop?.()
  })

  it('by kind: statements, those by key, transactions, and those on whole sets', async () => {
    const opened = await open(watch)
    database = opened.database
    drop = opened.drop
    await database.db.execute(sql`select 1`)
    expect(take()).toEqual(['work waited', 'statement'])
    await database.keyed.execute(sql`select 1`)
    expect(take()).toEqual(keyed === 'key' ? ['key waited', 'key'] : ['work waited', 'statement'])
    await database.db.transaction(async (tx) => void (await tx.execute(sql`select 1`)))
    expect(take()).toEqual(['work waited', 'transaction'])
    await database.db.transaction((tx) => allowBulk(tx))
    expect(take()).toEqual(['work waited', 'bulk'])
  })

  it('how long a caller waits for a connection that another one uses', async () => {
    seconds.length = 0
    const held = database.db.transaction(async (tx) => {
      await tx.execute(sql`select 1`)
      await new Promise((later) => setTimeout(later, 300))
    })
    await Promise.all([held, database.db.execute(sql`select 1`)])
    expect(take()).toEqual(['work waited', 'transaction', 'work waited', 'statement'])
    expect(seconds[2]).toBeGreaterThan(0.25)
    expect(seconds[1]).toBeGreaterThan(0.25)
    expect(seconds[3]).toBeLessThan(0.25)
  })

  it('failures by their code, but not what our own code refuses', async () => {
    await expect(database.db.execute(sql`select 1 / 0`)).rejects.toThrow()
    expect(take()).toEqual(['work waited', 'statement', '22012'])
    const refused = database.db.transaction(async () => {
      throw new UserError('not_allowed', 'general.help')
    })
    await expect(refused).rejects.toThrow()
    expect(take()).toEqual(['work waited', 'transaction'])
  })
})
