import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkDurability, type Database, open, openServer, rows } from '../../src/db/open.ts'
import { type Postgres, startPostgres } from '../support/database/postgres.ts'

// Servers are started and stopped here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

describe('a server', () => {
  let server: Postgres
  let database: Database
  beforeAll(async () => {
    server = await startPostgres()
    database = openServer(server.url)
  })
  afterAll(async () => {
    await database.close()
    await server.remove()
  })

  it('is used only where what is acknowledged is kept', async () => {
    await expect(checkDurability(database)).resolves.toBeUndefined()
    const shown = await rows(database.db, sql`show synchronous_commit`)
    expect(shown).toEqual([{ synchronous_commit: 'on' }])
  })

  it('loses nothing acknowledged when it stops at once, and is found again by itself', async () => {
    await database.db.execute(sql`create table kept (n int)`)
    await database.db.execute(sql`insert into kept values (1)`)
    await server.stopImmediately()
    await expect(database.db.execute(sql`insert into kept values (2)`)).rejects.toThrow()
    await server.start()
    await expect
      .poll(() => rows(database.db, sql`select n from kept`).catch(String), { timeout: 20_000 })
      .toEqual([{ n: 1 }])
  })
})

describe('a server that may lose what it acknowledged', () => {
  it('is refused with fsync=off, by a line that names the variable', async () => {
    const server = await startPostgres({ fsync: false })
    try {
      await expect(open({ databaseUrl: server.url, dataDir: '/nowhere' })).rejects.toThrow(/DATABASE_URL.*fsync/)
    } finally {
      await server.remove()
    }
  })

  it('is made to keep it: every session has synchronous_commit=on whatever the server says', async () => {
    const server = await startPostgres({ settings: { synchronous_commit: 'off' } })
    const database = await open({ databaseUrl: server.url, dataDir: '/nowhere' })
    try {
      const shown = await Promise.all(Array.from({ length: 8 }, () => rows(database.db, sql`show synchronous_commit`)))
      expect(shown.flat()).toEqual(Array(8).fill({ synchronous_commit: 'on' }))
    } finally {
      await database.close()
      await server.remove()
    }
  })

  it('is said to be unreachable by a line that names the variable and not the password', async () => {
    const refused = open({ databaseUrl: 'postgres://anna:hemligt@127.0.0.1:1/x', dataDir: '/nowhere' })
    await expect(refused).rejects.toThrow(/^DATABASE_URL: .*ECONNREFUSED/)
    await expect(refused).rejects.not.toThrow(/hemligt/)
  })
})
