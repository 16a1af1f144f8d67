/** A client of the driver that holds a single connection. */
export interface Connection<Client> {
  readonly client: Client
  /** True once the connection is gone; no further statement may go to the client. */
  lost: boolean
}

export interface Connections<Client> {
  /** Runs `work` on a connection of its own. Rejects at once if that is lost, whatever `work` still waits for. */
  use<T>(work: (connection: Connection<Client>) => Promise<T>): Promise<T>
  /** Waits up to `patience` milliseconds for running work; work that still waits for a connection then is rejected. */
  close(patience?: number): Promise<void>
}

type Held<Client> = Connection<Client> & {
  openedAt: number
  /** Settles once the connection can be used. */
  prepared?: Promise<unknown>
  fail(error: unknown): void
}

type Ending = { end(options: { timeout: number }): Promise<void> }

interface Options<Client> {
  /** Milliseconds. */
  lifetime?: number
  /** Milliseconds. */
  patience?: number
  /** Makes a new connection ready, before its first use. */
  prepare?(client: Client): Promise<unknown>
  /** Is told the code of each loss. */
  onLoss?(code: string): void
}

const nothing = async () => {}

/**
 * A pool of up to `most` connections, opened on demand and each replaced after `lifetime` milliseconds. A caller that
 * gets no connection within `patience` milliseconds is rejected: an endless queue would hide that something holds them
 * all.
 *
 * postgres.js (3.4.9) reuses the object of a lost connection. A statement sent at that moment never settles, or throws
 * where nobody can catch it (its issues 1154 and 1208). So each connection here is a client of its own, which is thrown
 * away when its connection is lost, and whoever uses it is told at once.
 */
export function createConnections<Client extends Ending>(
  most: number,
  dial: (onClose: () => void) => Client,
  { lifetime = 3_600_000, patience = 30_000, prepare = nothing, onLoss }: Options<Client> = {},
): Connections<Client> {
  type One = Held<Client>
  const all = new Set<One>()
  let idle: One[] = []
  const waiting: ((connection: One | Promise<never>) => void)[] = []
  /** Set once the pool is closing; called when no connection is in use any more. */
  let onIdle: (() => void) | null = null

  function open(): One {
    const connection: One = { client: dial(() => lose(connection)), lost: false, openedAt: Date.now(), fail: () => {} }
    all.add(connection)
    return connection
  }

  function lose(connection: One, error: unknown = lost()): void {
    if (connection.lost) return
    connection.lost = true
    all.delete(connection)
    idle = idle.filter((one) => one !== connection)
    connection.fail(error)
    void connection.client.end({ timeout: 0 })
  }

  function take(): One | Promise<One> {
    const ready = idle.pop()
    if (ready) return ready
    return all.size < most ? open() : queue()
  }

  function queue(): Promise<One> {
    return new Promise((done, refuse) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(next), 1)
        refuse(Object.assign(new Error('No connection to the database became free'), { code: 'CONNECT_WAIT' }))
      }, patience)
      const next = (connection: One | Promise<never>) => {
        clearTimeout(timer)
        done(connection)
      }
      waiting.push(next)
    })
  }

  function giveBack(connection: One): void {
    connection.fail = () => {}
    // The server's process for a connection grows with every statement that it has planned.
    if (Date.now() - connection.openedAt >= lifetime) lose(connection)
    const next = waiting.shift()
    if (next) next(connection.lost ? open() : connection)
    else if (!connection.lost) idle.push(connection)
    if (idle.length === all.size) onIdle?.()
  }

  /** A connection that could not be made ready is of no use to the next caller either. */
  async function ready(connection: One): Promise<void> {
    connection.prepared ??= prepare(connection.client).catch((error) => {
      lose(connection, error)
      throw error
    })
    await connection.prepared
  }

  return {
    async use(work) {
      if (onIdle) throw closed()
      const connection = await take()
      try {
        return await new Promise((resolve, reject) => {
          connection.fail = reject
          ready(connection)
            .then(() => work(connection))
            .then(resolve, reject)
        })
      } catch (error) {
        // The driver reports the error of a socket before its end; in between, the connection looks alive.
        if (isLoss(error)) {
          onLoss?.(codeOf(error))
          lose(connection)
        }
        // The others may lead to the same former primary; new ones look for the one that takes writes.
        if (codeOf(error) === READ_ONLY) for (const one of idle) lose(one)
        throw error
      } finally {
        giveBack(connection)
      }
    },
    async close(patience = 5000) {
      await new Promise<void>((done) => {
        onIdle = done
        if (idle.length === all.size) done()
        else setTimeout(done, patience).unref()
      })
      for (const refuse of waiting.splice(0)) refuse(Promise.reject(closed()))
      await Promise.all([...all].map(({ client }) => client.end({ timeout: 1 })))
    },
  }
}

const lost = () => Object.assign(new Error('The connection to the database was lost'), { code: 'CONNECTION_LOST' })
const closed = () => Object.assign(new Error('The database is closed'), { code: 'CONNECTION_ENDED' })

/** read_only_sql_transaction: after a failover, sessions stay on what is now a standby. */
const READ_ONLY = '25006'

/**
 * Codes of the server after which the session is of no use: connection_exception, insufficient_resources (a full disk,
 * too many connections), admin_shutdown, crash_shutdown, cannot_connect_now.
 */
const losses = /^(08...|53...|57P0[123]|25006)$/

/** Codes of the driver and of sockets. */
const brokenPipes = /^(CONNECTION_|CONNECT_TIMEOUT|E[A-Z]+$)/

/** Whether an error of the socket, the driver or the server means that the connection is gone or must go. */
export function isLoss(error: unknown): boolean {
  const { severity, cause } = (error ?? {}) as { severity?: string; cause?: unknown }
  const code = codeOf(error)
  if (severity === 'FATAL' || severity === 'PANIC' || losses.test(code) || brokenPipes.test(code)) return true
  return cause !== undefined && isLoss(cause)
}

export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}
