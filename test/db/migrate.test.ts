import { sql } from 'drizzle-orm'
import { describe, expect, it, vi } from 'vitest'
import { isMigrated, migrate, migrations } from '../../src/db/migrate.ts'
import { openServer, rows } from '../../src/db/open.ts'
import { serverDatabase } from '../support/database/database.ts'

// Every database here is migrated from nothing, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

describe('migrating', () => {
  it('is done once when five processes start at once', async () => {
    const database = await serverDatabase({ migrated: false })
    const others = Array.from({ length: 5 }, () => openServer(database.url, { max: 1 }))
    expect(await isMigrated(database.db)).toBe(false)
    const applied = await Promise.all(others.map((other) => migrate(other)))
    expect(applied.sort()).toEqual([0, 0, 0, 0, migrations().length])
    expect(await isMigrated(database.db)).toBe(true)
    await Promise.all(others.map((other) => other.close()))
    await database.drop()
  })

  it('leaves nothing behind when a migration fails', async () => {
    const database = await serverDatabase({ migrated: false })
    const broken = {
      sql: ['create table half (n int)', 'select nonsense'],
      bps: true,
      folderMillis: 1e15,
      hash: 'broken',
    }
    await expect(migrate(database, [...migrations(), broken])).rejects.toThrow()
    expect(await rows(database.db, sql`select to_regclass('half') as half, to_regclass('people') as people`)).toEqual([
      { half: null, people: null },
    ])
    await database.drop()
  })

  it('is content with a database that is newer', async () => {
    const database = await serverDatabase()
    const newer = { sql: ['create table later (n int)'], bps: true, folderMillis: 1e15, hash: 'later' }
    expect(await migrate(database, [...migrations(), newer])).toBe(1)
    expect(await migrate(database)).toBe(0)
    expect(await isMigrated(database.db)).toBe(true)
    await database.drop()
  })

  it('applies what has an earlier stamp than the newest, as when two branches are merged', async () => {
    const database = await serverDatabase()
    const earlier = { sql: ['create table early (n int)'], bps: true, folderMillis: 1, hash: 'early' }
    expect(await migrate(database, [earlier, ...migrations()])).toBe(1)
    expect(await migrate(database, [earlier, ...migrations()])).toBe(0)
    expect(await rows(database.db, sql`select to_regclass('early') is not null as there`)).toEqual([{ there: true }])
    await database.drop()
  })

  it('needs no right to create where there is nothing to do', async () => {
    const database = await serverDatabase()
    const role = `reader_${process.pid}`
    await database.db.execute(sql.raw(`create role ${role} login password 'x'`))
    await database.db.execute(sql.raw(`grant usage on schema drizzle to ${role}`))
    await database.db.execute(sql.raw(`grant select on drizzle.__drizzle_migrations to ${role}`))
    const url = new URL(database.url)
    url.username = role
    url.password = 'x'
    const reader = openServer(url.href, { max: 1 })
    expect(await migrate(reader)).toBe(0)
    await reader.close()
    await database.drop()
  })
})
