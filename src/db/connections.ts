/** A client of the driver that holds a single connection. */
export interface Connection<Client> {
  readonly client: Client
  /** Gone: no statement may reach the client any more. */
  lost: boolean
}

export interface Connections<Client> {
  /** Runs `work` on a connection nobody else uses meanwhile. Rejects when it is lost, whatever `work` then still waits for. */
  use<T>(work: (connection: Connection<Client>) => Promise<T>): Promise<T>
  /** Waits up to `patience` milliseconds for what is under way; what has not begun by then is refused. */
  close(patience?: number): Promise<void>
}

type Held<Client> = Connection<Client> & { since: number; fail(error: Error): void }

type Ending = { end(options: { timeout: number }): Promise<void> }

/**
 * Up to `most` connections, dialled when needed, each replaced after `lifetime` milliseconds. Whoever finds none free is
 * refused after `patience` milliseconds: a queue without end would hide that something holds them all. postgres.js (3.4.9) reuses
 * the object of a connection that was lost, and a statement that comes at that moment is thrown past every handler or
 * never settles (its issues 1154 and 1208). So each connection is a client of its own here, thrown away when it is lost;
 * its user is told at once.
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
  let emptied: (() => void) | null = null

  function open(): One {
    const connection: One = { client: dial(() => lose(connection)), lost: false, since: Date.now(), fail: () => {} }
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
    // A server's process grows with all it has planned.
    if (Date.now() - connection.since >= lifetime) lose(connection)
    const next = waiting.shift()
    if (next) next(connection.lost ? open() : connection)
    else if (!connection.lost) idle.push(connection)
    if (idle.length === all.size) emptied?.()
  }

  return {
    async use(work) {
      if (emptied) throw closed()
      const connection = await take()
      try {
        return await new Promise((resolve, reject) => {
          connection.fail = reject
          work(connection).then(resolve, reject)
        })
      } catch (error) {
        // The socket's error is told before its end is: in between it looks alive.
        if (isLoss(error)) lose(connection)
        throw error
      } finally {
        giveBack(connection)
      }
    },
    async close(patience = 5000) {
      await new Promise<void>((done) => {
        emptied = done
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

/** The server went away or ended the session, be it told by the socket, the library or the server itself. */
function isLoss(error: unknown): boolean {
  const { code, severity, cause } = (error ?? {}) as { code?: unknown; severity?: string; cause?: unknown }
  if (severity === 'FATAL' || severity === 'PANIC' || (typeof code === 'string' && losses.test(code))) return true
  return cause !== undefined && isLoss(cause)
}
