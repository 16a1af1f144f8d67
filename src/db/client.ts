import type { AsyncLocalStorage } from 'node:async_hooks'
import type { Duplex } from 'node:stream'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Address } from './address.ts'
import { type Connection, type Connections, createConnections } from './connections.ts'
import type { Db } from './database.ts'
import * as schema from './schema/index.ts'

/** Lists of int4 and int8, without nulls. */
const numbers = {
  to: 1016,
  from: [1007, 1016],
  serialize: (list: number[]) => `{${list}}`,
  parse: (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number)),
}

export interface ClientOptions {
  /** Where the server is; or `socket`. */
  address?: Address
  /** Connects by other means than the network. */
  socket?(): Duplex
  /** Settings of each session. */
  session?: Record<string, string | number>
  /** Connections at the most. */
  most: number
  /** Refuses statements outside the transaction whose code sends them: see `Nesting`. For tests. */
  nesting?: Nesting
}

/**
 * Knows in which transaction code runs. A statement that such code sends through the outer handle would not see what the
 * transaction has done, and on a database with one session it would wait for itself for ever.
 */
export type Nesting = AsyncLocalStorage<{ open: boolean }>

/** A pool that outlives the loss of its server. Nothing is connected until the first query. */
export function createClient(options: ClientOptions): { db: Db; close(): Promise<void> } {
  // drizzle puts in here how it wants values read and written.
  const types = { parsers: {}, serializers: {} }
  const connections = createConnections(options.most, (onclose) => dial(options, types, onclose))
  return { db: drizzleOn(connections, types, options.nesting), close: () => connections.close() }
}

function dial(
  { address, socket, session = {} }: ClientOptions,
  types: { parsers: object; serializers: object },
  onclose: () => void,
): postgres.Sql {
  const given = {
    ...address,
    max: 1,
    max_lifetime: null,
    // It would ask for the types of lists on each new connection, where nobody catches a failure.
    fetch_types: false,
    connection: { ...session, ...address?.connection },
    types: { bigint: { to: 20, from: [20], serialize: String, parse: Number }, numbers },
    onnotice: () => {},
    onclose,
    ...(socket && { socket }),
  }
  // Its types know one host and no socket; the driver itself takes several hosts and any stream (its README, 3.4).
  const client = postgres(given as postgres.Options<Record<string, postgres.PostgresType>>)
  Object.assign(client.options.parsers, types.parsers)
  Object.assign(client.options.serializers, types.serializers)
  return client
}

/**
 * Drizzle on our connections. It gets the part of a postgres.js client that its session uses (drizzle-orm 0.45,
 * postgres-js/session.ts): `options`, `unsafe` with `values`, and `begin`; test/db/server.test.ts holds ours against the
 * real one.
 */
function drizzleOn(connections: Connections<postgres.Sql>, options: object, nesting?: Nesting): Db {
  const send = createSend()
  const client = {
    options,
    unsafe(text: string, values?: never[]) {
      refuseNested(nesting)
      return later((asLists) =>
        connections.use(async ({ client }) => {
          const query = send(client, text, values)
          return asLists ? await query.values() : await query
        }),
      )
    },
    begin(work: Work) {
      refuseNested(nesting)
      const inside = nesting ? marked(nesting, work) : work
      return connections.use((connection) => connection.client.begin((tx) => guard(connection, tx, inside, send)))
    },
  }
  return drizzle(client as unknown as postgres.Sql, { schema }) as unknown as Db
}

function refuseNested(nesting: Nesting | undefined): void {
  if (nesting?.getStore()?.open) throw new Error('The outer handle is used inside a transaction')
}

/** Work that is known to be inside a transaction until it ends; what it has started to run later is not. */
function marked(nesting: Nesting, work: Work): Work {
  return (tx) => {
    const transaction = { open: true }
    return nesting
      .run(transaction, () => work(tx))
      .finally(() => {
        transaction.open = false
      })
  }
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
