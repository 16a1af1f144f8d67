import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Connection, type Connections, createConnections } from './connections.ts'
import type { Database, Db } from './database.ts'
import * as schema from './schema/index.ts'

const session = {
  application_name: 'verifiera',
  synchronous_commit: 'on',
  TimeZone: 'UTC',
  // A process that was frozen inside a transaction must not keep its locks from the others.
  idle_in_transaction_session_timeout: 30_000,
}

/** Statements are kept prepared for the round trip that spares; each is still planned for its own values. */
const planEach = { ...session, plan_cache_mode: 'force_custom_plan' }

/** For `keyed`: planned once, and by keys whatever the statistics say of a table that grows while it is used. */
const planOnce = {
  ...session,
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
}

/** Lists of int4 and int8, without nulls. */
const numbers = {
  to: 1016,
  from: [1007, 1016],
  serialize: (list: number[]) => `{${list}}`,
  parse: (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)),
}

/** PostgreSQL through a pool that outlives the loss of its server. Nothing is connected until the first query. */
export function openServer(url: string, options: { max?: number } = {}): Database {
  // drizzle puts in here how it wants values read and written.
  const types = { parsers: {}, serializers: {} }
  const dial = (settings: Record<string, string | number>) => (onClose: () => void) => {
    const client = postgres(url, {
      max: 1,
      connect_timeout: 10,
      max_lifetime: null,
      // It would ask for the types of lists on each new connection, where nobody catches a failure.
      fetch_types: false,
      connection: settings,
      types: { bigint: { to: 20, from: [20], serialize: String, parse: Number }, numbers },
      onnotice: () => {},
      onclose: onClose,
    })
    Object.assign(client.options.parsers, types.parsers)
    Object.assign(client.options.serializers, types.serializers)
    return client
  }
  const max = options.max ?? 10
  const each = createConnections(max, dial(planEach))
  const once = createConnections(Math.min(max, 4), dial(planOnce))
  return {
    db: drizzleOn(each, types),
    keyed: drizzleOn(once, types),
    kind: 'server',
    close: async () => void (await Promise.all([each.close(), once.close()])),
  }
}

/**
 * Drizzle on our connections. It gets the part of a postgres.js client that its session uses (drizzle-orm 0.45,
 * postgres-js/session.ts): `options`, `unsafe` with `values`, and `begin`; test/db/server.test.ts holds ours against the
 * real one.
 */
function drizzleOn(connections: Connections<postgres.Sql>, options: object): Db {
  const send = createSend()
  const client = {
    options,
    unsafe: (text: string, values?: never[]) =>
      later((asLists) =>
        connections.use(async ({ client }) => {
          const query = send(client, text, values)
          return asLists ? await query.values() : await query
        }),
      ),
    begin: (work: Work) =>
      connections.use((connection) => connection.client.begin((tx) => guard(connection, tx, work, send))),
  }
  return drizzle(client as unknown as postgres.Sql, { schema }) as unknown as Db
}

type Query = ReturnType<postgres.Sql['unsafe']>
type Work = (tx: unknown) => Promise<unknown>

/** What drizzle expects of a query: rows as objects, or as lists when asked for `values` before it has begun. */
function later(run: (asLists: boolean) => Promise<unknown>): Promise<unknown> {
  let asLists = false
  const answer = Promise.resolve().then(() => run(asLists))
  return Object.assign(answer, {
    values() {
      asLists = true
      return answer
    },
  })
}

/**
 * A transaction that ends where its connection does: postgres.js would send its rollback or commit into the void. Its own
 * promise then never settles; who waits for it was told by the connection.
 */
function guard(
  connection: Connection<postgres.Sql>,
  tx: postgres.TransactionSql,
  work: Work,
  send: Send,
): Promise<unknown> {
  const guarded = {
    unsafe(text: string, values?: never[]): Query {
      if (connection.lost) throw new Error('The connection to the database was lost in a transaction')
      return send(tx, text, values)
    },
    savepoint: (inner: Work) => tx.savepoint((nested) => guard(connection, nested, inner, send)),
  }
  return new Promise((resolve, reject) => {
    work(guarded).then(
      (result) => connection.lost || resolve(result),
      (error) => connection.lost || reject(error),
    )
  })
}

type Send = (on: postgres.ISql, text: string, values?: never[]) => Query

/** Sends statements; one that comes again is kept prepared. Texts of varying length hardly return, and fill no memory. */
function createSend(): Send {
  const seen = new Set<string>()
  return (on, text, values = []) => {
    const prepare = values.length > 0 && seen.has(text)
    if (!prepare && seen.size < 500 && text.length < 10_000) seen.add(text)
    return on.unsafe(text, values, { prepare })
  }
}
