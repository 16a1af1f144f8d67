import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { inArray } from 'drizzle-orm'
import { migrate } from '../../src/db/migrate.ts'
import { type Database, openServer } from '../../src/db/open.ts'
import { deliveries } from '../../src/db/schema/index.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPgBouncer } from '../support/database/pgbouncer.ts'
import { type Postgres, startPostgres } from '../support/database/postgres.ts'
import type { Accepted, SinkOptions } from '../support/mail/sink.ts'
import { type FarSink, startFarSink } from '../support/mail/sink-process.ts'
import { forkProgram, message } from '../support/process/fork.ts'
import { quick } from '../support/sends/crowd.ts'
import type { WorkerOptions } from './worker.ts'

/** A PostgreSQL with fsync on, a mail server and any number of worker processes: all that a fault can hit. */
export interface Field {
  postgres: Postgres
  sink: FarSink
  database: Database
  /** Starts a worker process; resolves once it runs. */
  hire(options?: Partial<WorkerOptions>): Promise<ChildProcess>
  /** Ends one at once, as a crash does. */
  kill(worker: ChildProcess): Promise<void>
  /** Ends one as a deploy does; resolves with the seconds it took. */
  drain(worker: ChildProcess): Promise<number>
  clear(): Promise<void>
}

/** Connections of a worker to the mail server. */
export const slots = 8

export async function openField(
  sinkOptions: SinkOptions = {},
  { pooled }: { pooled?: readonly string[] } = {},
): Promise<Field> {
  const postgres = await startPostgres({ fsync: true })
  const { url } = await createDatabase(postgres.url)
  const pooler = pooled && (await startPgBouncer(url, 'session', pooled))
  const database = openServer(url, { max: 3 })
  await migrate(database)
  const sink = await startFarSink(sinkOptions)
  const hired = new Set<ChildProcess>()
  let count = 0
  const leave = async (worker: ChildProcess, signal: NodeJS.Signals) => {
    hired.delete(worker)
    if (worker.exitCode !== null || worker.signalCode !== null) return
    const left = once(worker, 'exit')
    worker.kill(signal)
    await left
  }
  return {
    postgres,
    sink,
    database,
    async hire(options = {}) {
      const all: WorkerOptions = {
        database: pooler?.url ?? url,
        sink: sink.url,
        id: `worker-${++count}`,
        slots,
        timing: quick,
        ...options,
      }
      const worker = forkProgram('./worker.ts', all, import.meta.url)
      hired.add(worker)
      await message(worker, 'ready')
      return worker
    },
    kill: (worker) => leave(worker, 'SIGKILL'),
    async drain(worker) {
      const from = performance.now()
      await leave(worker, 'SIGTERM')
      return (performance.now() - from) / 1000
    },
    async clear() {
      for (const worker of hired) await leave(worker, 'SIGKILL')
      await sink.close()
      await pooler?.stop()
      await database.close()
      await postgres.remove()
    },
  }
}

/** What became of sends, by the mail server's account and by the database's. */
export interface Account {
  total: number
  /** Not accepted by the mail server, and not listed as failed, skipped or in doubt. */
  lost: number
  /** Recorded as sent, though the server never accepted them. */
  sentNotAccepted: number
  /** Copies beyond the first. */
  duplicates: number
  /** Duplicates beyond the uncertain attempts on the row. */
  unrecorded: number
  /** Most copies that one person got. */
  copies: number
  inDoubt: number
  /** Attempts without an answer to the final dot. */
  uncertain: number
  failed: number
  skipped: number
  /** Copies that were not the same mail. */
  different: number
}

/** For each letter that was accepted more than once, when it was accepted first. */
export async function doubledAt({ sink }: { sink: { accepted(): Promise<Accepted[]> } }): Promise<number[]> {
  const times = new Map<string, number[]>()
  for (const { to, at } of await sink.accepted()) times.set(to, [...(times.get(to) ?? []), at])
  return [...times.values()].filter(({ length }) => length > 1).map((all) => Math.min(...all))
}

export async function account(
  field: { sink: { accepted(): Promise<Accepted[]> }; database: Pick<Database, 'db'> },
  ...sendIds: number[]
): Promise<Account> {
  const accepted = new Map<string, string[]>()
  for (const { to, messageId } of await field.sink.accepted()) {
    const key = to.toLowerCase()
    accepted.set(key, [...(accepted.get(key) ?? []), messageId])
  }
  const found = await field.database.db
    .select({ emailKey: deliveries.emailKey, state: deliveries.state, uncertain: deliveries.uncertainAttempts })
    .from(deliveries)
    .where(inArray(deliveries.sendId, sendIds))
  const sum: Account = {
    total: found.length,
    lost: 0,
    sentNotAccepted: 0,
    duplicates: 0,
    unrecorded: 0,
    copies: 0,
    inDoubt: 0,
    uncertain: 0,
    failed: 0,
    skipped: 0,
    different: 0,
  }
  for (const { emailKey, state, uncertain } of found) {
    const ids = accepted.get(emailKey) ?? []
    const extra = Math.max(0, ids.length - 1)
    if (ids.length === 0 && !['failed', 'skipped', 'in_doubt'].includes(state)) sum.lost += 1
    if (ids.length === 0 && state === 'sent') sum.sentNotAccepted += 1
    if (state === 'in_doubt') sum.inDoubt += 1
    if (state === 'failed') sum.failed += 1
    if (state === 'skipped') sum.skipped += 1
    sum.uncertain += uncertain
    sum.duplicates += extra
    sum.unrecorded += Math.max(0, extra - uncertain)
    sum.copies = Math.max(sum.copies, ids.length)
    if (new Set(ids).size > 1) sum.different += 1
  }
  return sum
}
