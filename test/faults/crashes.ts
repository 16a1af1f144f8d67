import { sql } from 'drizzle-orm'
import { openServer } from '../../src/db/open.ts'
import { progressOf } from '../../src/verification/delivery/progress.ts'
import { gather, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'
import { type Account, account, doubledAt, type Field, openField } from './field.ts'

export interface CrashResult extends Account {
  kills: number
  /** Duplicates for each kill, on average: letters that had been accepted and not recorded when it came. */
  perKill: number
  /** Most duplicates of a single kill. */
  worst: number
}

/** kill -9 of one of two workers, again and again, each replaced at once; then everybody must have been mailed. */
export async function killWorkers(options: {
  people: number
  kills: number
  /** Milliseconds that the server takes for MAIL FROM; the longer, the more kills one send takes. */
  delay?: number
  mutant?: string
  patience?: number
}): Promise<CrashResult> {
  const { people, kills, mutant } = options
  // The server is slow at MAIL FROM and quick at the dot: a kill meets letters at every stage, as with a busy server.
  const field = await openField({ faults: [{ at: 'mail', delay: options.delay ?? 40 }] })
  try {
    const { db } = field.database
    const { sendId } = await gather(db, { size: people })
    const team = await Promise.all([field.hire({ mutant }), field.hire({ mutant })])
    const killed: number[] = []
    for (let done = 0; done < kills; done++) {
      await new Promise((ready) => setTimeout(ready, 100 + 300 * Math.random()))
      const progress = await progressOf(service({ db, keyed: db }), sendId)
      if (progress?.state === 'done') break
      const place = done % 2
      killed.push(Date.now())
      await field.kill(team[place]!)
      team[place] = await field.hire({ mutant })
    }
    await field.sink.set([])
    await until(
      () => progressOf(service({ db, keyed: db }), sendId),
      (p) => p?.state === 'done',
      options.patience ?? 60,
    ).catch((error) => {
      if (!mutant) throw error
    })
    const result = await account(field, sendId)
    const perKill = result.duplicates / Math.max(1, killed.length)
    return { ...result, kills: killed.length, perKill, worst: mostAtOnce(await doubledAt(field), killed) }
  } finally {
    await field.clear()
  }
}

/**
 * Most of these moments that lie nearest to the same kill: what a kill leaves unrecorded was accepted just before it.
 */
function mostAtOnce(moments: number[], kills: number[]): number {
  const counts = kills.map(() => 0)
  for (const moment of moments) {
    const distances = kills.map((kill) => Math.abs(kill - moment))
    counts[distances.indexOf(Math.min(...distances))]! += 1
  }
  return Math.max(0, ...counts)
}

/**
 * PostgreSQL stops as if the power went, in the middle of the work, and comes back. Or, with `how: 'read-only'`, it
 * takes no writes for a while and keeps its sessions, as a primary that has become a standby does.
 */
export async function stopPostgres(options: {
  people: number
  stops: number
  how?: 'stopped' | 'read-only'
  /** Workers reach it through a PgBouncer in session mode, with these settings. */
  pooled?: readonly string[]
  mutant?: string
}): Promise<Account & { stops: number; back: number }> {
  const field = await openField({ faults: [{ at: 'mail', delay: 40 }] }, options)
  try {
    const { db } = field.database
    const { sendId } = await gather(db, { size: options.people })
    const team = await Promise.all([field.hire({ mutant: options.mutant }), field.hire({ mutant: options.mutant })])
    let back = 0
    let stops = 0
    for (; stops < options.stops; stops++) {
      await new Promise((ready) => setTimeout(ready, 500 + 500 * Math.random()))
      if ((await progressOf(service({ db, keyed: db }), sendId))?.state === 'done') break
      if (options.how === 'read-only') await takeNoWrites(field)
      else await stopAndStart(field)
      const from = performance.now()
      const before = await field.sink.count()
      await until(
        () => field.sink.count(),
        (n) => n > before,
        60,
      )
      back = Math.max(back, (performance.now() - from) / 1000)
    }
    if (team.some((worker) => worker.exitCode !== null || worker.signalCode !== null))
      throw new Error('A worker did not live on')
    await field.sink.set([])
    await until(
      () => progressOf(service({ db, keyed: db }), sendId),
      (p) => p?.state === 'done',
      90,
    )
    return { ...(await account(field, sendId)), stops, back }
  } finally {
    await field.clear()
  }
}

async function stopAndStart({ postgres }: Field): Promise<void> {
  await postgres.stopImmediately()
  await new Promise((ready) => setTimeout(ready, 300))
  await postgres.start()
}

/** For a second. The next writes of every session fail with 25006. */
async function takeNoWrites({ postgres }: Field): Promise<void> {
  const admin = openServer(postgres.url, { max: 1 })
  try {
    await admin.db.execute(sql`alter system set default_transaction_read_only = on`)
    await admin.db.execute(sql`select pg_reload_conf()`)
    await new Promise((ready) => setTimeout(ready, 1000))
    await admin.db.execute(sql`alter system reset default_transaction_read_only`)
    await admin.db.execute(sql`select pg_reload_conf()`)
  } finally {
    await admin.close()
  }
}
