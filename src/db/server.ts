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

/** A prepared statement saves a round trip; it is planned anew for its values each time. */
const planEach = { ...session, plan_cache_mode: 'force_custom_plan' }

/** For `keyed`: a statement is planned once, and by keys, whatever the statistics of a growing table suggest. */
const planOnce = {
  ...session,
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
}

/** Arrays of int4 and int8, without nulls. An array column of Drizzle's hands over the text that it has made itself. */
const numbers = {
  to: 1016,
  from: [1007, 1016],
  serialize: (list: number[] | string) => (typeof list === 'string' ? list : `{${list}}`),
  parse: (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)),
}

/** How values travel, besides what Drizzle sets itself: int8 as a number, which PGlite is told too. */
export const types = { bigint: { to: 20, from: [20], serialize: String, parse: Number }, numbers }

/** PostgreSQL through a pool that survives the loss of its server. Nothing connects before the first query. */
export function openServer(url: string, options: { max?: number } = {}): Database {
  // Drizzle changes how some types are read and written, once; every client opened later gets the same changes.
  const changed = { parsers: {}, serializers: {} }
  const dial = (settings: Record<string, string | number>) => (onClose: () => void) => {
    const client = postgres(url, {
      max: 1,
      connect_timeout: 10,
      max_lifetime: null,
      // The driver would ask for array types on each new connection, and nobody could catch a failure of that.
      fetch_types: false,
      connection: settings,
      types,
      onnotice: () => {},
      onclose: onClose,
    })
    Object.assign(client.options.parsers, changed.parsers)
    Object.assign(client.options.serializers, changed.serializers)
    return client
  }
  const max = options.max ?? 10
  const each = createConnections(max, dial(planEach))
  const once = createConnections(Math.min(max, 4), dial(planOnce))
  return {
    db: drizzleOn(each, changed),
    keyed: drizzleOn(once, changed),
    kind: 'server',
    close: async () => void (await Promise.all([each.close(), once.close()])),
  }
}

/**
 * Drizzle on our connections. The client that we hand to it has only what Drizzle's session uses of a postgres.js
 * client (drizzle-orm 0.45, postgres-js/session.ts): `options`, `unsafe` with `values`, and `begin`. The contract test
 * in test/db/server.test.ts compares it with a real client.
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
  // A partial client, as said above; and `Db` is what the types of Drizzle's two drivers have in common.
  return drizzle(client as unknown as postgres.Sql, { schema }) as unknown as Db
}

type Query = ReturnType<postgres.Sql['unsafe']>
type Work = (tx: unknown) => Promise<unknown>

/** What Drizzle expects of a query: rows as objects, or as arrays if `values` is called in the same turn. */
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
 * A transaction that never commits or rolls back on a connection that is lost. Its promise does not settle then:
 * the caller has already been rejected by `Connections.use`.
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

/**
 * Sends statements and prepares those that are sent a second time. Long texts and, after the first 500, new ones are
 * never prepared: most of them contain lists of varying length and would only fill memory.
 */
function createSend(): Send {
  const seen = new Set<string>()
  return (on, text, values = []) => {
    const prepare = values.length > 0 && seen.has(text)
    if (!prepare && seen.size < 500 && text.length < 10_000) seen.add(text)
    return on.unsafe(text, values, { prepare })
  }
}
