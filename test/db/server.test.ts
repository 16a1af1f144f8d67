import { asc, count, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { check, date, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkServer, type Database, type Db, open, openServer, rows } from '../../src/db/open.ts'
import { types } from '../../src/db/pool/client.ts'
import { bytes, id, reference } from '../../src/db/schema/columns.ts'
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
    await expect(checkServer(database)).resolves.toBeUndefined()
    const shown = await rows(database.db, sql`show synchronous_commit`)
    expect(shown).toEqual([{ synchronous_commit: 'on' }])
  })

  // Debian's server with LLVM took a second for each commit check; a send of 46 letters took 41 s instead of two.
  it('compiles no statement, whatever the server says', async () => {
    for (const db of [database.db, database.keyed]) expect(await rows(db, sql`show jit`)).toEqual([{ jit: 'off' }])
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

const samples = pgTable(
  'samples',
  {
    id: id(),
    name: text('name').notNull().unique(),
    big: reference('big'),
    json: jsonb('json').$type<unknown>(),
    day: date('day', { mode: 'string' }),
    at: timestamp('at', { withTimezone: true, mode: 'date' }),
    bytes: bytes('bytes'),
    numbers: integer('numbers').array(),
    words: text('words').array(),
  },
  (t) => [check('samples_big', sql`${t.big} > 0`)],
)
const pairs = pgTable(
  'pairs',
  {
    sample: reference('sample')
      .notNull()
      .references(() => samples.id),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sample, t.n] })],
)

const full = {
  name: 'åäö "quoted" \\ back',
  big: 2 ** 53 - 1,
  json: { a: [1, 'två', null, { b: true }], 'é"': '\u2028' },
  day: '2026-03-29',
  at: new Date('2026-03-29T01:30:00.123Z'),
  bytes: new Uint8Array([0, 1, 127, 128, 255]),
  numbers: [1, -2, 3],
  words: ['a', 'b,c', '"d"', ''],
}

/** Drizzle gets our client in place of one of postgres.js: results and errors must be the same with both. */
describe('Drizzle on our connections', () => {
  let server: Postgres
  let database: Database
  let client: postgres.Sql
  let ours: Db
  let theirs: Db
  beforeAll(async () => {
    server = await startPostgres({ fsync: false })
    database = openServer(server.url, { max: 2 })
    client = postgres(server.url, { max: 2, fetch_types: false, types, onnotice: () => {} })
    ours = database.db
    // The type that Drizzle returns names its driver; `Db` is what the drivers have in common.
    theirs = drizzle(client) as unknown as Db
    await ours.execute(sql`create table samples (id bigint primary key generated always as identity, name text not null unique,
      big bigint constraint samples_big check (big > 0), json jsonb, day date, at timestamptz, bytes bytea, numbers int[],
      words text[])`)
    await ours.execute(
      sql`create table pairs (sample bigint not null references samples, n int not null, primary key (sample, n))`,
    )
  })
  afterAll(async () => {
    await database.close()
    await client.end()
    await server.remove()
  })

  /** The result or error of a run on empty tables, and the rows that it leaves, with our client and with theirs. */
  async function answersTo(run: (db: Db) => Promise<unknown>): Promise<[unknown, unknown]> {
    const on = async (db: Db) => {
      await db.execute(sql`truncate samples, pairs restart identity`)
      const answer = await run(db).catch((error) => ({ thrown: described(error) }))
      return { answer, left: await db.select().from(samples).orderBy(asc(samples.id)) }
    }
    return [await on(ours), await on(theirs)]
  }

  /** An error and its causes, with everything that callers could use. */
  function described(error: unknown): unknown {
    if (!(error instanceof Error)) return error
    const { code, severity, constraint_name, table_name, column_name, detail } = error as postgres.PostgresError
    const told = { code, severity, constraint_name, table_name, column_name, detail }
    return { name: error.constructor.name, message: error.message, told, cause: described(error.cause) }
  }

  /** The rows of a raw statement, and what else the driver returns. */
  async function raw(db: Db, query: SQL): Promise<unknown> {
    // `Db` does not say what its driver returns; here it is the result of postgres.js.
    const result = (await db.execute(query)) as unknown as postgres.RowList<postgres.Row[]>
    const { command, count: affected, columns } = result
    return { rows: [...result], command, affected, columns: columns?.map(({ name, type }) => ({ name, type })) }
  }

  const two = (db: Db) => db.insert(samples).values([{ name: 'a', big: 1 }, { name: 'b' }])

  it.each<[string, (db: Db) => Promise<unknown>]>([
    ['a row with every kind of value', (db) => db.insert(samples).values(full).returning()],
    ['a row of nulls', (db) => db.insert(samples).values({ name: 'bare' }).returning()],
    [
      'a selection',
      async (db) => [await two(db), await db.select({ name: samples.name, n: samples.big }).from(samples)],
    ],
    ['nothing found', (db) => db.select().from(samples).where(eq(samples.name, 'nobody'))],
    ['an expression', async (db) => [await two(db), await db.select({ n: count(), x: sql`max(big)` }).from(samples)]],
    ['a count', async (db) => [await two(db), await db.$count(samples, eq(samples.name, 'a'))]],
    [
      'a join with columns of the same name',
      async (db) => {
        await two(db)
        await db.insert(pairs).values([
          { sample: 1, n: 1 },
          { sample: 1, n: 2 },
        ])
        return db
          .select()
          .from(samples)
          .leftJoin(pairs, eq(pairs.sample, samples.id))
          .orderBy(asc(samples.id), asc(pairs.n))
      },
    ],
    [
      'a conflict that does nothing, and one that updates',
      async (db) => {
        await two(db)
        const nothing = await db.insert(samples).values({ name: 'a' }).onConflictDoNothing().returning()
        const set = { big: sql`${samples.big} + 1` }
        const updated = await db
          .insert(samples)
          .values({ name: 'a' })
          .onConflictDoUpdate({ target: samples.name, set })
          .returning()
        return { nothing, updated }
      },
    ],
    [
      'an update',
      async (db) => [
        await two(db),
        await db
          .update(samples)
          .set({ json: [1] })
          .returning(),
      ],
    ],
    [
      'a delete',
      async (db) => [
        await two(db),
        await db
          .delete(samples)
          .where(inArray(samples.name, ['a', 'x']))
          .returning(),
      ],
    ],
    [
      'the same statement again and again, with other values',
      async (db) => {
        await two(db)
        const found: unknown[] = []
        for (const name of ['a', 'b', 'c', 'a'])
          found.push(await db.select().from(samples).where(eq(samples.name, name)))
        return found
      },
    ],
    [
      'many statements at once',
      (db) => Promise.all(Array.from({ length: 20 }, (_, n) => raw(db, sql`select ${n}::int as n`))),
    ],
    [
      'raw rows',
      (db) =>
        raw(
          db,
          sql`select 1::int8 as big, now() > '2020-01-01'::timestamptz as yes, ${'text'}::text as text, '{"a":1}'::jsonb as json,
            '2026-03-29 01:30:00+00'::timestamptz at time zone 'UTC' as local, '\\x00ff'::bytea as bytes, '{1,2}'::int8[] as list,
            '{}'::int4[] as none, null::text as nothing, 1.5::numeric as numeric, 2.5::float8 as real, '2026-03-29'::date as day`,
        ),
    ],
    ['numbers as one parameter', (db) => raw(db, sql`select ${sql.param([1, -2])}::int8[] as list`)],
    [
      'a raw statement without rows',
      async (db) => [await two(db), await raw(db, sql`update samples set json = 'null'`)],
    ],
    [
      'a transaction',
      (db) =>
        db.transaction(async (tx) => {
          await two(tx)
          return tx.select({ name: samples.name }).from(samples)
        }),
    ],
    [
      'an inner transaction that is rolled back, and one that is not',
      (db) =>
        db.transaction(async (tx) => {
          await tx.insert(samples).values({ name: 'outer' })
          const back = tx.transaction(async (inner) => {
            await inner.insert(samples).values({ name: 'inner' })
            inner.rollback()
          })
          const thrown = await back.then(() => 'nothing', described)
          await tx.transaction((inner) => inner.insert(samples).values({ name: 'kept' }))
          return thrown
        }),
    ],
    [
      'an inner transaction whose statement fails, and the outer one goes on',
      (db) =>
        db.transaction(async (tx) => {
          await two(tx)
          const failed = await tx
            .transaction((inner) => inner.insert(samples).values({ name: 'a' }))
            .then(() => 'nothing', described)
          await tx.insert(samples).values({ name: 'c' })
          return failed
        }),
    ],
    [
      'settings of a transaction',
      (db) => db.transaction((tx) => raw(tx, sql`show transaction_isolation`), { isolationLevel: 'serializable' }),
    ],
  ])('answers alike: %s', async (_, run) => {
    const [our, their] = await answersTo(run)
    expect(our).toEqual(their)
    expect(our).not.toMatchObject({ answer: { thrown: {} } })
  })

  it('gives back what was put in', async () => {
    const [our] = await answersTo((db) => db.insert(samples).values(full).returning())
    expect(our).toEqual({ answer: [{ id: 1, ...full }], left: [{ id: 1, ...full }] })
  })

  it.each<[string, (db: Db) => Promise<unknown>, object]>([
    [
      'a key that is there',
      async (db) => [await two(db), await two(db)],
      { code: '23505', constraint_name: 'samples_name_key' },
    ],
    [
      'a check',
      (db) => db.insert(samples).values({ name: 'x', big: 0 }),
      { code: '23514', constraint_name: 'samples_big' },
    ],
    [
      'a reference to nobody',
      (db) => db.insert(pairs).values({ sample: 7, n: 1 }),
      { code: '23503', table_name: 'pairs' },
    ],
    ['a null', (db) => raw(db, sql`insert into samples (big) values (${1})`), { code: '23502', column_name: 'name' }],
    ['a value of the wrong kind', (db) => raw(db, sql`select ${'x'}::int`), { code: '22P02' }],
    ['a date that is not text', (db) => raw(db, sql`select ${new Date(0)}::timestamptz as at`), {}],
    ['a statement that is none', (db) => raw(db, sql`selekt 1`), { code: '42601' }],
    ['a table that is not there', (db) => raw(db, sql`select * from nowhere where n = ${1}`), { code: '42P01' }],
  ])('fails alike: %s', async (_, run, told) => {
    const [our, their] = await answersTo(run)
    expect(our).toEqual(their)
    expect(our).toMatchObject({ answer: { thrown: { name: 'DrizzleQueryError', cause: { told } } } })
  })

  it.each<[string, (db: Db) => Promise<unknown>, string]>([
    ['a statement fails', (db) => db.transaction(async (tx) => [await two(tx), await two(tx)]), 'DrizzleQueryError'],
    [
      'an earlier failure was caught',
      (db) =>
        db.transaction(async (tx) => [
          await two(tx)
            .then(() => two(tx))
            .catch(() => {}),
          await two(tx),
        ]),
      'DrizzleQueryError',
    ],
    [
      'its own code throws',
      (db) => db.transaction(async (tx) => two(tx).then(() => Promise.reject(new RangeError('ours')))),
      'RangeError',
    ],
    [
      'it is rolled back',
      (db) => db.transaction(async (tx) => two(tx).then(() => tx.rollback())),
      'TransactionRollbackError',
    ],
  ])('leaves alike a transaction in which %s', async (_, run, name) => {
    const [our, their] = await answersTo(run)
    expect(our).toEqual(their)
    expect(our).toMatchObject({ answer: { thrown: { name } }, left: [] })
  })
})
