import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Database, type Db, openServer, rows } from '../../../src/db/open.ts'
import { createConnections } from '../../../src/db/pool/connections.ts'
import { type Postgres, startPostgres } from '../../support/database/postgres.ts'

// Servers are started and stopped here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

/** With the library's own pool, each of these could throw an exception that nobody catches, which fails the run. */
describe('a connection that is lost', () => {
  let server: Postgres
  let database: Database
  let other: Database
  beforeAll(async () => {
    server = await startPostgres()
    database = openServer(server.url, { max: 2 })
    other = openServer(server.url, { max: 1 })
    await database.db.execute(sql`create table kept (n int)`)
  })
  afterAll(async () => {
    await database.close()
    await other.close()
    await server.remove()
  })

  const ownPid = async (db: Db) => (await rows<{ pid: number }>(db, sql`select pg_backend_pid() as pid`))[0]!.pid
  const end = (pid: number) => other.db.execute(sql`select pg_terminate_backend(${pid}, 5000)`)
  const works = () => expect(rows(database.db, sql`select ${1}::int as n`)).resolves.toEqual([{ n: 1 }])

  it('ends its transaction between two statements, also one that waits for something else', async () => {
    const lost = database.db.transaction(async (tx) => {
      await tx.execute(sql`insert into kept values (1)`)
      await end(await ownPid(tx))
      await new Promise(() => {})
    })
    await expect(lost).rejects.toThrow('lost')
    await works()
    expect(await rows(database.db, sql`select n from kept`)).toEqual([])
  })

  it('takes no further statement of its transaction, nor its rollback', async () => {
    let after: unknown
    const lost = database.db.transaction(async (tx) => {
      await end(await ownPid(tx))
      await new Promise((done) => setTimeout(done, 50))
      after = await tx.execute(sql`select ${1}::int`).catch((error) => error)
      throw new Error('the caller gives up')
    })
    await expect(lost).rejects.toThrow('lost')
    await expect.poll(() => String((after as Error)?.cause ?? after)).toMatch(/lost/)
    await works()
  })

  it('ends an inner transaction with the outer one', async () => {
    const lost = database.db.transaction((tx) =>
      tx.transaction(async (inner) => {
        // Drizzle gives an inner transaction a type that names its driver.
        await end(await ownPid(inner as unknown as Db))
        await new Promise((done) => setTimeout(done, 50))
        throw new Error('the caller gives up')
      }),
    )
    await expect(lost).rejects.toThrow('lost')
    await works()
  })

  it('fails the statement it carries, and is replaced when idle', async () => {
    const slow = rows(database.db, sql`select pg_sleep(30)`)
    slow.catch(() => {})
    const asleep = () =>
      rows<{ pid: number }>(other.db, sql`select pid from pg_stat_activity where wait_event = 'PgSleep'`)
    await expect.poll(async () => (await asleep()).length).toBe(1)
    await end((await asleep())[0]!.pid)
    await expect(slow).rejects.toThrow()
    await works()
    await end(await ownPid(database.db))
    await expect
      .poll(() =>
        works().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
  })

  it('gives back its place: no more are open than allowed, and all are used again', async () => {
    const failed = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        database.db.transaction(async (tx) => {
          await tx.execute(sql`select 1`)
          throw new Error('refused')
        }),
      ),
    )
    expect(failed.map(({ status }) => status)).toEqual(Array(20).fill('rejected'))
    await Promise.all(Array.from({ length: 20 }, works))
    const open = await rows<{ n: number }>(
      other.db,
      sql`select count(*)::int as n from pg_stat_activity where application_name = 'verifiera' and pid <> pg_backend_pid()`,
    )
    expect(open[0]!.n).toBeLessThanOrEqual(2)
  })

  it('is one of all, when the server stops at once again and again: everything settles', async () => {
    let going = true
    let ok = 0
    const insist = async (n: number) => {
      while (going) {
        const run =
          n % 2
            ? database.db.execute(sql`insert into kept values (${n})`)
            : database.db.transaction(async (tx) => {
                await tx.execute(sql`insert into kept values (${n})`)
                await tx.execute(sql`select ${n}::int`)
              })
        await run.then(
          () => {
            ok += 1
          },
          () => new Promise((done) => setTimeout(done, 10)),
        )
      }
    }
    const all = Array.from({ length: 8 }, (_, n) => insist(n))
    for (let n = 0; n < 4; n++) {
      const before = ok
      await expect.poll(() => ok, { timeout: 20_000 }).toBeGreaterThan(before + 20)
      await server.stopImmediately()
      await server.start()
    }
    const before = ok
    await expect.poll(() => ok, { timeout: 20_000 }).toBeGreaterThan(before + 20)
    going = false
    await Promise.all(all)
  }, 90_000)
})

describe('a connection that has served its time', () => {
  it('is replaced after its last use, and all who wait get one', async () => {
    const server = await startPostgres()
    try {
      const dial = (onclose: () => void) => postgres(server.url, { max: 1, onclose })
      const connections = createConnections(1, dial, { lifetime: 0 })
      const pids = await Promise.all(
        Array.from({ length: 4 }, () =>
          connections.use(async ({ client }) => (await client`select pg_backend_pid() as pid`)[0]!.pid),
        ),
      )
      expect(new Set(pids).size).toBe(4)
      await connections.close()
    } finally {
      await server.remove()
    }
  })
})

describe('a pool whose connections are all in use', () => {
  it('rejects who has waited for too long, and nobody else', async () => {
    const clients: string[] = []
    const dial = () => ({ end: async () => void clients.push('ended') })
    const connections = createConnections(1, dial, { patience: 100 })
    let release = () => {}
    const held = connections.use(() => new Promise<void>((done) => (release = done)))
    const impatient = connections.use(async () => 'too late')
    await expect(impatient).rejects.toMatchObject({ code: 'CONNECT_WAIT', message: expect.stringContaining('free') })
    const patient = connections.use(async () => 'in time')
    release()
    await held
    expect(await patient).toBe('in time')
    expect(await connections.use(async () => 'later')).toBe('later')
    // The connection is still good, so it was not replaced.
    expect(clients).toEqual([])
    await connections.close()
    expect(clients).toEqual(['ended'])
  })

  it('counts the wait of each caller by itself', async () => {
    const connections = createConnections(1, () => ({ end: async () => {} }), { patience: 200 })
    let release = () => {}
    const held = connections.use(() => new Promise<void>((done) => (release = done)))
    const first = connections.use(async () => 'first')
    await new Promise((done) => setTimeout(done, 150))
    const second = connections.use(async () => 'second')
    await expect(first).rejects.toMatchObject({ code: 'CONNECT_WAIT' })
    release()
    expect(await second).toBe('second')
    await held
    await connections.close()
  })
})

describe('a server or pooler that gives out fewer connections than are allowed', () => {
  /** Lets two in; a further one waits for ever, as in the queue of PgBouncer, or is refused. */
  const pool = (further: () => Promise<unknown>) => {
    let dialled = 0
    const dial = () => ({ end: async () => {}, number: ++dialled })
    const prepare = async ({ number }: { number: number }) => (number > 2 ? further() : undefined)
    return createConnections<ReturnType<typeof dial>>(5, dial, { opening: 200, prepare })
  }
  const full = Object.assign(new Error('too many'), { code: '53300' })

  it.each([
    ['keeps it waiting', () => new Promise(() => {})],
    ['refuses it', () => Promise.reject(full)],
  ])('which %s: all get their turn on the others', async (_, further) => {
    const connections = pool(further)
    const work = () => connections.use(() => new Promise((done) => setTimeout(done, 20, 'done')))
    expect(await Promise.all(Array.from({ length: 20 }, work))).toEqual(Array(20).fill('done'))
    await new Promise((done) => setTimeout(done, 250))
    expect(await Promise.all(Array.from({ length: 5 }, work))).toEqual(Array(5).fill('done'))
    await connections.close()
  })

  it('and none at all: each is told at once or in time', async () => {
    for (const [further, code] of [
      [() => new Promise(() => {}), 'CONNECT_TIMEOUT'],
      [() => Promise.reject(full), '53300'],
    ] as const) {
      const connections = createConnections(2, () => ({ end: async () => {} }), { opening: 100, prepare: further })
      const all = await Promise.allSettled(Array.from({ length: 5 }, () => connections.use(async () => 'done')))
      expect(all.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(Array(5).fill(code))
      await connections.close()
    }
  })
})

describe('a database that is closed', () => {
  it('lets what is under way end, and takes nothing more', async () => {
    const server = await startPostgres()
    try {
      const database = openServer(server.url)
      const late = rows(database.db, sql`select pg_sleep(0.3), ${1}::int as n`)
      await new Promise((done) => setTimeout(done, 100))
      await database.close()
      expect((await late).map((row) => (row as { n: number }).n)).toEqual([1])
      await expect(database.db.execute(sql`select 1`)).rejects.toThrow()
    } finally {
      await server.remove()
    }
  })

  it('refuses what still waits for a connection when its patience ends', async () => {
    const server = await startPostgres()
    try {
      const dial = (onclose: () => void) => postgres(server.url, { max: 1, fetch_types: false, onclose })
      const connections = createConnections(1, dial)
      const slow = connections.use(({ client }) => client.unsafe('select pg_sleep(60)'))
      const waits = connections.use(({ client }) => client.unsafe('select 1'))
      const ends = Promise.allSettled([slow, waits])
      await connections.close(100)
      expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      await expect(waits).rejects.toThrow('The database is closed')
    } finally {
      await server.remove()
    }
  })
})
