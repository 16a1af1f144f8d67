/** A client of the driver that holds a single connection. */
export interface Connection<Client> {
  readonly client: Client
  /** True once the connection is gone; no further statement may go to the client. */
  lost: boolean
}

export interface Connections<Client> {
  /** Runs `work` on a connection of its own. Rejects as soon as that connection is lost, whatever `work` still waits for. */
  use<T>(work: (connection: Connection<Client>) => Promise<T>): Promise<T>
  /** Waits up to `patience` milliseconds for running work; work that still waits for a connection then is rejected. */
  close(patience?: number): Promise<void>
}

type Held<Client> = Connection<Client> & { openedAt: number; fail(error: Error): void }

type Ending = { end(options: { timeout: number }): Promise<void> }

/**
 * A pool of up to `most` connections, opened on demand and each replaced after `lifetime` milliseconds. A caller that
 * gets no connection within `patience` milliseconds is rejected: an endless queue would hide that something holds them all.
 *
 * postgres.js (3.4.9) reuses the object of a lost connection. A statement sent at that moment never settles, or throws
 * where nobody can catch it (its issues 1154 and 1208). So each connection here is a client of its own, which is thrown
 * away when its connection is lost, and whoever uses it is told at once.
 */
export function createConnections<Client extends Ending>(
  most: number,
  dial: (onClose: () => void) => Client,
  { lifetime = 3_600_000, patience = 30_000 } = {},
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

  function lose(connection: One): void {
    if (connection.lost) return
    connection.lost = true
    all.delete(connection)
    idle = idle.filter((one) => one !== connection)
    connection.fail(Object.assign(new Error('The connection to the database was lost'), { code: 'CONNECTION_LOST' }))
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

  return {
    async use(work) {
      if (onIdle) throw closed()
      const connection = await take()
      try {
        return await new Promise((resolve, reject) => {
          connection.fail = reject
          work(connection).then(resolve, reject)
        })
      } catch (error) {
        // The driver reports the error of a socket before its end; in between, the connection looks alive.
        if (isLoss(error)) lose(connection)
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

const closed = () => Object.assign(new Error('The database is closed'), { code: 'CONNECTION_ENDED' })

const losses = /^(CONNECTION_|CONNECT_TIMEOUT|E[A-Z]+$|57P0[123])/

/** Whether an error of the socket, the driver or the server means that the connection is gone. */
function isLoss(error: unknown): boolean {
  const { code, severity, cause } = (error ?? {}) as { code?: unknown; severity?: string; cause?: unknown }
  if (severity === 'FATAL' || severity === 'PANIC' || (typeof code === 'string' && losses.test(code))) return true
  return cause !== undefined && isLoss(cause)
}
