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
  /** Whether it can be used. */
  ready: boolean
  fail(error: unknown): void
}

type Ending = { end(options: { timeout: number }): Promise<void> }

interface Options<Client> {
  /** Milliseconds. */
  lifetime?: number
  /** Milliseconds. */
  patience?: number
  /** How long a new connection may take to become ready, in milliseconds. */
  opening?: number
  /** Makes a new connection ready, before its first use. */
  prepare?(client: Client): Promise<unknown>
  /** Is told the code of each loss. */
  onLoss?(code: string): void
}

/** After how long a connection more is asked for again, where one was not given; milliseconds. */
const tryAgain = 5000

const nothing = async () => {}

/**
 * A pool of up to `most` connections, opened on demand and each replaced after `lifetime` milliseconds. A caller that
 * gets no connection within `patience` milliseconds is rejected: an endless queue would hide that something holds them
 * all. Whoever waits gets the first that becomes free or ready: a pooler, or a server with few places, may never let a
 * further one in, and while there are others they have to do.
 *
 * postgres.js (3.4.9) reuses the object of a lost connection. A statement sent at that moment never settles, or throws
 * where nobody can catch it (its issues 1154 and 1208). So each connection here is a client of its own, which is thrown
 * away when its connection is lost, and whoever uses it is told at once.
 */
export function createConnections<Client extends Ending>(
  most: number,
  dial: (onClose: () => void) => Client,
  { lifetime = 3_600_000, patience = 30_000, opening = 15_000, prepare = nothing, onLoss }: Options<Client> = {},
): Connections<Client> {
  type One = Held<Client>
  const all = new Set<One>()
  let idle: One[] = []
  /** How many there is room for, as far as is known. */
  let places = most
  const waiting: ((connection: One | Promise<never>) => void)[] = []
  /** Set once the pool is closing; called when no connection is in use any more. */
  let onIdle: (() => void) | null = null

  /** Opens a connection for whoever has waited longest when it is ready. */
  function open(): void {
    const client = dial(() => lose(connection))
    const connection: One = { client, lost: false, ready: false, openedAt: Date.now(), fail: () => {} }
    all.add(connection)
    const made = new Promise<unknown>((resolve, reject) => {
      connection.fail = reject
      const timer = setTimeout(() => reject(notOpened()), opening)
      void prepare(client)
        .then(resolve, reject)
        .finally(() => clearTimeout(timer))
    })
    made.then(
      () => {
        connection.ready = true
        hand(connection)
      },
      (error) => giveUp(connection, error),
    )
  }

  function giveUp(connection: One, error: unknown): void {
    if (isLoss(error)) onLoss?.(codeOf(error))
    lose(connection, error)
    if ([...all].some(({ ready }) => ready)) {
      places = all.size
      setTimeout(() => (places = most), tryAgain).unref()
    } else waiting.shift()?.(Promise.reject(error))
    replace()
  }

  /** Those who wait may need another connection than those that there are. */
  function replace(): void {
    if (waiting.length > openings() && all.size < places) open()
    if (isQuiet()) onIdle?.()
  }

  const openings = () => [...all].filter(({ ready }) => !ready).length

  /** Nobody uses a connection or waits for one. */
  const isQuiet = () => waiting.length === 0 && [...all].every((one) => !one.ready || idle.includes(one))

  function lose(connection: One, error: unknown = lost()): void {
    if (connection.lost) return
    connection.lost = true
    all.delete(connection)
    idle = idle.filter((one) => one !== connection)
    connection.fail(error)
    void connection.client.end({ timeout: 0 })
  }

  function take(): One | Promise<One> {
    const free = idle.pop()
    if (free) return free
    if (all.size < places) open()
    return queue()
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
    hand(connection)
  }

  function hand(connection: One): void {
    const next = connection.lost ? undefined : waiting.shift()
    if (next) next(connection)
    else if (!connection.lost) idle.push(connection)
    replace()
  }

  return {
    async use(work) {
      if (onIdle) throw closed()
      const connection = await take()
      try {
        return await new Promise((resolve, reject) => {
          connection.fail = reject
          Promise.resolve()
            .then(() => (connection.lost ? Promise.reject(lost()) : work(connection)))
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
        if (isQuiet()) done()
        else setTimeout(done, patience).unref()
      })
      for (const refuse of waiting.splice(0)) refuse(Promise.reject(closed()))
      await Promise.all([...all].map(({ client }) => client.end({ timeout: 1 })))
    },
  }
}

const lost = () => Object.assign(new Error('The connection to the database was lost'), { code: 'CONNECTION_LOST' })
const notOpened = () =>
  Object.assign(new Error('No further connection was given out in time; a process needs up to 15, and at least 3'), {
    code: 'CONNECT_TIMEOUT',
  })
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
