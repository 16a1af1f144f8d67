import type { Duplex } from 'node:stream'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { span } from '../../trace/span.ts'
import type { Address } from '../address.ts'
import type { Db } from '../database.ts'
import { forgetPlans } from '../limits.ts'
import * as schema from '../schema/index.ts'
import { type Connection, createConnections } from './connections.ts'
import { marked, type Nesting, refuseAfterAudit, refuseNested, type Work } from './nesting.ts'
import { createTurns } from './turns.ts'
import { type DatabaseWatch, type Measured, type Pool, statementOf, type Use, watchUse } from './watch.ts'

/** Arrays of int4 and int8, without nulls. An array column of Drizzle's hands over the text that it has made itself. */
const numbers = {
  to: 1016,
  from: [1007, 1016],
  serialize: (list: number[] | string) => (typeof list === 'string' ? list : `{${list}}`),
  parse: (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)),
}

/** How values travel, besides what Drizzle sets itself: int8 as a number. */
export const types = { bigint: { to: 20, from: [20], serialize: String, parse: Number }, numbers }

export interface ClientOptions {
  /** Where the server is; or `socket`. */
  address?: Address
  /** Connects by other means than the network. */
  socket?(): Promise<Duplex>
  /** Settings of each session. */
  session?: Record<string, string | number>
  /** Connections at the most. */
  most: number
  /** Is told the code of each loss of a connection. */
  onLoss?(code: string): void
  /** Refuses statements outside the transaction whose code sends them: see `Nesting`. For tests. */
  nesting?: Nesting
  /** What the connections are for, as `watch` is told. */
  pool?: Pool
  watch?: DatabaseWatch
}

export interface Client {
  db: Db
  /** The same pool, for work that lets whoever uses `db` go first. For a pool with one connection. */
  background: Db
  close(): Promise<void>
}

/** A pool that outlives the loss of its server. Nothing is connected until the first query. */
export function createClient(options: ClientOptions): Client {
  // Drizzle changes how some types are read and written, once; every client opened later gets the same changes.
  const changed = { parsers: {}, serializers: {} }
  const connections = createConnections(options.most, (onclose) => dial(options, changed, onclose), {
    prepare: (client) => setUp(client, options.session),
    onLoss: options.onLoss,
    opening: ((options.address?.connect_timeout ?? 10) + 5) * 1000,
  })
  const use = watchUse(connections, options.pool ?? 'work', options.watch)
  const turns = createTurns()
  return {
    db: drizzleOn(turns.first(use), changed, options, createSend()),
    background: drizzleOn(turns.patient(use), changed, options, sendAnew),
    close: () => connections.close(),
  }
}

/**
 * By a statement, not as startup parameters: PgBouncer refuses a connection that asks for one that it does not know.
 * What an older server does not have is left out.
 */
async function setUp(client: postgres.Sql, session: ClientOptions['session']): Promise<void> {
  const settings = Object.entries(session ?? {})
  if (settings.length === 0) return
  const given = settings.map((_, n) => `($${2 * n + 1}, $${2 * n + 2})`)
  await client.unsafe(
    `select set_config(n, v, false) from (values ${given}) s (n, v) where current_setting(n, true) notnull`,
    settings.flat().map(String),
  )
}

function dial(
  { address, socket }: ClientOptions,
  changed: { parsers: object; serializers: object },
  onclose: () => void,
): postgres.Sql {
  const given = {
    ...address,
    max: 1,
    max_lifetime: null,
    // The driver would ask for array types on each new connection, and nobody could catch a failure of that.
    fetch_types: false,
    connection: { application_name: 'verifiera', ...address?.connection },
    types,
    onnotice: () => {},
    onclose,
    ...(socket && { socket }),
  }
  // Its types know one host and no socket; the driver itself takes several hosts and any stream (its README, 3.4).
  const client = postgres(given as postgres.Options<Record<string, postgres.PostgresType>>)
  Object.assign(client.options.parsers, changed.parsers)
  Object.assign(client.options.serializers, changed.serializers)
  return client
}

/**
 * Drizzle on our connections. The client that we hand to it has only what Drizzle's session uses of a postgres.js
 * client (drizzle-orm 0.45, postgres-js/session.ts): `options`, `unsafe` with `values`, and `begin`. The contract test
 * in test/db/server.test.ts compares it with a real client.
 */
function drizzleOn(use: Use<postgres.Sql>, changed: object, { nesting, pool = 'work' }: ClientOptions, send: Send): Db {
  const client = {
    options: changed,
    unsafe(text: string, values?: never[]) {
      refuseNested(nesting)
      return later((asLists) =>
        use(statementOf(pool), async ({ client }) => {
          const query = send(client, text, values)
          return asLists ? await query.values() : await query
        }),
      )
    },
    begin(work: Work) {
      refuseNested(nesting)
      const inside = nesting ? marked(nesting, work) : work
      const what: Measured = { kind: 'transaction' }
      const sendHere: Send = (on, text, values) => {
        if (text === forgetPlans) what.kind = 'bulk'
        return send(on, text, values)
      }
      return span('transaction', { kind: 'short' }, () =>
        use(what, (connection) =>
          connection.client.begin((tx) => guard({ connection, send: sendHere, nesting }, tx, inside)),
        ),
      )
    },
  }
  // A partial client, as said above; and `Db` is what the types of Drizzle's two drivers have in common.
  return drizzle(client as postgres.Sql, { schema }) as Db
}

type Query = ReturnType<postgres.Sql['unsafe']>

/**
 * What Drizzle expects of a query: a promise of rows as objects, or as arrays if `values` is called in the same turn.
 */
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
function guard(on: Guarded, tx: postgres.TransactionSql, work: Work): Promise<unknown> {
  const { connection, send, nesting } = on
  const guarded = {
    unsafe(text: string, values?: never[]): Query {
      if (connection.lost) throw new Error('The connection to the database was lost in a transaction')
      refuseAfterAudit(nesting, text)
      return send(tx, text, values)
    },
    // A transaction within one, as when the demo is loaded whole or not at all, has an audit of its own.
    savepoint: (inner: Work) => tx.savepoint((nested) => guard(on, nested, nesting ? marked(nesting, inner) : inner)),
  }
  return new Promise((resolve, reject) => {
    work(guarded).then(
      (result) => connection.lost || resolve(result),
      (error) => connection.lost || reject(error),
    )
  })
}

interface Guarded {
  connection: Connection<postgres.Sql>
  send: Send
  nesting?: Nesting
}

type Send = (on: postgres.ISql, text: string, values?: never[]) => Query

/**
 * Sends statements that are planned anew each time: a plan from when a table was empty would read all of it for each
 * row, once long work has filled it.
 */
const sendAnew: Send = (on, text, values = []) => on.unsafe(text, values, { prepare: false })

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
