import { type Connection, type Connections, codeOf } from './connections.ts'

/** The pools of an open database; see `Database`. The embedded one has only `work`. */
export type Pool = 'work' | 'key' | 'probe'

/** What is done on a connection. `bulk`: a transaction on whole sets, after `allowBulk`. */
export type WorkKind = 'statement' | 'key' | 'probe' | 'transaction' | 'bulk'

/** Is told what a database does, for the metrics. Times are in seconds. */
export interface DatabaseWatch {
  /** Work was done on a connection, or failed there. */
  worked(kind: WorkKind, seconds: number): void
  /** Work waited for a connection of this pool that it could use. */
  waited(pool: Pool, seconds: number): void
  /** The database failed; `cause` is the SQLSTATE or the driver's code. */
  failed(cause: string): void
}

/** Work whose kind may turn out while it is done. */
export interface Measured {
  kind: WorkKind
}

/** Single statements are called as their pool, but in the pool that also has transactions. */
export const statementOf = (pool: Pool): Measured => ({ kind: pool === 'work' ? 'statement' : pool })

/** What our own code refuses inside a transaction has codes in lower case. */
const isCause = (code: string): boolean => /^[A-Z0-9_]+$/.test(code)

/** Does work on a connection of its own. */
export type Use<Client> = <T>(what: Measured, work: (connection: Connection<Client>) => Promise<T>) => Promise<T>

/** `use` of the connections, which tells `watch` what is done. */
export function watchUse<Client>(connections: Connections<Client>, pool: Pool, watch?: DatabaseWatch): Use<Client> {
  return async (what, work) => {
    if (!watch) return connections.use(work)
    const asked = performance.now()
    try {
      return await connections.use(async (connection) => {
        const begun = performance.now()
        watch.waited(pool, (begun - asked) / 1000)
        try {
          return await work(connection)
        } finally {
          watch.worked(what.kind, (performance.now() - begun) / 1000)
        }
      })
    } catch (error) {
      const code = codeOf((error as Error).cause) || codeOf(error)
      if (isCause(code)) watch.failed(code)
      throw error
    }
  }
}
