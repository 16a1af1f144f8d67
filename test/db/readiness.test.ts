import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../src/db/migrate.ts'
import { type Database, open, openServer, rows } from '../../src/db/open.ts'
import { readinessOf } from '../../src/db/readiness.ts'
import { embeddedDatabase, serverDatabase } from '../support/database/database.ts'
import { type Postgres, startPostgres } from '../support/database/postgres.ts'

describe('whether a server is ready', () => {
  let server: Postgres
  let database: Database
  beforeAll(async () => {
    server = await startPostgres({ settings: { max_connections: '20' } })
    database = openServer(server.url, { max: 3 })
  })
  afterAll(async () => {
    await database.close()
    await server.remove()
  })
  const ready = () => readinessOf(database)
  const becomes = (expected: object) => expect.poll(ready, { timeout: 20_000 }).toEqual(expected)

  it('is said only once it is migrated', async () => {
    expect(await ready()).toEqual({ ok: false, reason: 'the database is not migrated' })
    await migrate(database)
    expect(await ready()).toEqual({ ok: true })
  })

  it('is said while all connections are busy', async () => {
    const busy = Array.from({ length: 6 }, () => database.db.execute(sql`select pg_sleep(1)`))
    expect(await ready()).toEqual({ ok: true })
    await Promise.all(busy)
  })

  it('is denied within two seconds when it answers nothing', async () => {
    const admin = openServer(server.url, { max: 1 })
    const lock = admin.db.transaction(async (tx) => {
      await tx.execute(sql`lock table drizzle.__drizzle_migrations in access exclusive mode`)
      const asked = performance.now()
      expect(await ready()).toEqual({ ok: false, reason: 'the database does not answer' })
      expect(performance.now() - asked).toBeLessThan(2000)
    })
    await lock
    await admin.close()
    await becomes({ ok: true })
  })

  it('is denied while it takes no writes, and its old sessions are given up', async () => {
    const other = openServer(server.url, { max: 1 })
    await other.db.execute(sql`alter database postgres set default_transaction_read_only = on`)
    await database.probe.execute(sql`set default_transaction_read_only = on`)
    expect(await ready()).toEqual({ ok: false, reason: 'the database takes no writes' })
    await other.db.execute(sql`alter database postgres set default_transaction_read_only = off`)
    // As after a failover: this session stays on what is now a standby, and new ones reach the primary.
    await database.db.execute(sql`set default_transaction_read_only = on`)
    const write = () =>
      database.db.execute(sql`insert into companies (number, name, created_at) values ('1', 'Åkeri Öst', now())`)
    await expect(write()).rejects.toThrow()
    await write()
    expect(await rows(database.db, sql`select name from companies`)).toHaveLength(1)
    await database.probe.execute(sql`set default_transaction_read_only = off`)
    await other.close()
    await becomes({ ok: true })
  })

  it('is denied while it has no connection free', async () => {
    const greedy = openServer(server.url, { max: 30 })
    let release = () => {}
    const released = new Promise<void>((done) => {
      release = done
    })
    const held = Array.from({ length: 30 }, () => greedy.db.transaction(() => released).catch(() => {}))
    // Ours is lost, and there is none to replace it.
    await expect
      .poll(() => rows(greedy.probe, sql`select 1`).then(() => 'free', String), { timeout: 20_000 })
      .not.toBe('free')
    const fresh = openServer(server.url, { max: 1 })
    expect(await readinessOf(fresh)).toEqual({ ok: false, reason: 'the database has no connection free' })
    release()
    await Promise.all(held)
    await greedy.close()
    await expect.poll(() => readinessOf(fresh), { timeout: 10_000 }).toEqual({ ok: true })
    await fresh.close()
  })

  it('is denied when it is gone, and said again within ten seconds of its return', async () => {
    await server.stopImmediately()
    expect(await ready()).toEqual({ ok: false, reason: 'the database does not answer' })
    await server.start()
    const since = performance.now()
    await becomes({ ok: true })
    expect(performance.now() - since).toBeLessThan(10_000)
  })
})

describe('a statement, a lock and an idle transaction', () => {
  it('have an end on a server', async () => {
    const database = await serverDatabase()
    const [limit] = await rows(
      database.db,
      sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle`,
    )
    expect(limit).toEqual({ statement: '30s', lock: '15s', idle: '30s' })
    await database.drop()
  })
})

describe('the embedded database', () => {
  it('is ready once it is migrated', async () => {
    const database = await embeddedDatabase()
    expect(await readinessOf(database)).toEqual({ ok: true })
    await database.drop()
  })
})

describe('a start on a server that cannot be worked with', () => {
  it('is refused in one line when the role may not create the tables', async () => {
    const database = await serverDatabase({ migrated: false })
    await database.db.execute(sql`create role guest_${sql.raw(String(process.pid))} login password 'x'`)
    const url = new URL(database.url)
    url.username = `guest_${process.pid}`
    url.password = 'x'
    const guest = await open({ databaseUrl: url.href, dataDir: '/nowhere' })
    await expect(migrate(guest)).rejects.toThrow(/^DATABASE_URL: its role may not create .*grant/)
    await guest.close()
    await database.db.execute(sql`drop schema public`)
    await expect(migrate(database)).rejects.toThrow(/^DATABASE_URL: the schema "public".* not there .*create it/)
    await database.db.execute(sql`create schema public`)
    await database.db.execute(sql`create table people (id int)`)
    await expect(migrate(database)).rejects.toThrow(/^DATABASE_URL: it has tables .*"people" already exists.*empty one/)
    await database.db.execute(sql`drop table people`)
    await migrate(database)
    await database.drop()
  })

  it.each([
    ['only reads', 'set default_transaction_read_only to on', '', /^DATABASE_URL: .*only reads.*let it write/],
    [
      'cannot hold every name',
      '',
      "encoding latin1 template template0 lc_collate 'C' lc_ctype 'C'",
      /^DATABASE_URL: .*LATIN1.*UTF8/,
    ],
  ])('is refused in one line by a database that %s', async (_, setting, made, words) => {
    const server = await serverDatabase({ migrated: false })
    const url = new URL(server.url)
    url.pathname += '_other'
    const name = url.pathname.slice(1)
    await server.db.execute(sql.raw(`create database ${name} ${made}`))
    if (setting) await server.db.execute(sql.raw(`alter database ${name} ${setting}`))
    await expect(open({ databaseUrl: url.href, dataDir: '/nowhere' })).rejects.toThrow(words)
    await server.db.execute(sql.raw(`drop database ${name}`))
    await server.drop()
  })
})
