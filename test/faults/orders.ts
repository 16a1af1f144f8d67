import { sql } from 'drizzle-orm'
import { rows } from '../../src/db/open.ts'
import { progressOf } from '../../src/verification/delivery/progress.ts'
import { gather, quick, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'
import { type Account, account, type Field, slots } from './field.ts'

/** The server is slow at MAIL FROM, so that a send lasts long enough for something to happen during it. */
const unhurried = [{ at: 'mail' as const, delay: 40 }]

/** A send of which a tenth has been accepted. */
async function underWay(field: Field, size: number): Promise<number> {
  await field.sink.set(unhurried)
  const before = await field.sink.count()
  const { sendId } = await gather(field.database.db, { size })
  await until(
    () => field.sink.count(),
    (n) => n - before >= size / 10,
  )
  return sendId
}

const finished = (field: Field, sendId: number, seconds = 60) =>
  until(
    () => progressOf(service(field.database), sendId),
    (p) => p?.finishedAt != null && p.queued === 0,
    seconds,
  )

/** How many letters of these people were accepted later than `after` (ms). */
async function acceptedAfter(field: Field, keys: Set<string>, after: number): Promise<number> {
  return (await field.sink.accepted()).filter(({ to, at }) => at > after && keys.has(to.toLowerCase())).length
}

async function keysOf(field: Field, sendId: number, which = sql`true`): Promise<Set<string>> {
  const found = await rows<{ key: string }>(
    field.database.db,
    sql`select d.email_key as key from deliveries d where d.send_id = ${sendId} and ${which}`,
  )
  return new Set(found.map(({ key }) => key))
}

/** Letters in the hand of the worker that is frozen: one on each connection is on its way, the others wait. */
const inHand = 24

/**
 * A worker is stopped (SIGSTOP) for longer than its leases, when its letters have come as far as `at`: `rcpt` is before
 * the commit check, but for the connection that has carried a letter already; the final `dot` is after it. By the time
 * it goes on, another worker has all of them at the final dot, where the server holds them. What the first then sends
 * is accepted at once.
 */
export async function freeze(
  field: Field,
  { at, times, mutant }: { at: 'rcpt' | 'dot'; times: number; mutant?: string },
): Promise<Account> {
  const sendIds: number[] = []
  for (let n = 1; n <= times; n++) {
    const code = `F${Date.now()}`
    const [first, second] = [`first-${code}`, `second-${code}`]
    const frozen = await hireProven(field, { id: first, slots, mutant, timing: { ...quick, lease: 3, dotLease: 3 } })
    await field.sink.set([{ at, to: code, held: true }])
    const { sendId } = await gather(field.database.db, { size: inHand, code })
    sendIds.push(sendId)
    await has(field, sendId, { worker: first, held: slots })
    frozen.kill('SIGSTOP')
    await field.sink.set([{ at: 'dot', to: code, held: true, times: inHand }])
    const other = await hireProven(field, { id: second, slots: inHand, mutant })
    await has(field, sendId, { worker: second, held: inHand })
    frozen.kill('SIGCONT')
    await beats(field, first)
    await field.drain(frozen)
    await field.sink.set([])
    await finished(field, sendId)
    await field.kill(other)
  }
  return account(field, ...sendIds)
}

/** A worker that uses all its connections, as it does when the mail server has taken a letter from it. */
async function hireProven(field: Field, options: Parameters<Field['hire']>[0]) {
  const worker = await field.hire(options)
  await finished(field, (await gather(field.database.db, { size: 1 })).sendId)
  return worker
}

/** Until a worker has all letters of a send in its hand, and the mail server holds so many of them. */
function has(field: Field, sendId: number, { worker, held }: { worker: string; held: number }) {
  const hand = sql`select 1 from deliveries where send_id = ${sendId} and lease_owner = ${worker}`
  return until(
    async () => [(await rows(field.database.db, hand)).length, await field.sink.held()],
    ([inItsHand, there]) => inItsHand === inHand && there === held,
  )
}

/** Until a worker has given a sign of life, later than this is called. */
async function beats({ database }: Field, worker: string): Promise<void> {
  const [now] = await rows<{ at: string }>(database.db, sql`select clock_timestamp()::text as at`)
  const since = sql`select 1 from workers where id = ${worker} and beat_at > ${now!.at}::timestamptz`
  await until(
    () => rows(database.db, since),
    ({ length }) => length > 0,
  )
}

/** A stop in the middle of a send: how many letters were accepted after it. */
export async function stopSend(field: Field, options: { people: number; mutant?: string }) {
  const team = await Promise.all([1, 2].map(() => field.hire({ mutant: options.mutant })))
  const sendId = await underWay(field, options.people)
  await field.database.db.execute(
    sql`update sends set state = 'stopped', finished_at = clock_timestamp() where id = ${sendId}`,
  )
  const stopped = Date.now()
  const progress = await finished(field, sendId)
  const after = await acceptedAfter(field, await keysOf(field, sendId), stopped)
  for (const worker of team) await field.kill(worker)
  return { after, progress: progress! }
}

/** A fifth of the people verify in the middle of a send: how many of them were mailed after that. */
export async function verifyDuring(field: Field, options: { people: number; mutant?: string }) {
  const team = await Promise.all([1, 2].map(() => field.hire({ mutant: options.mutant })))
  const sendId = await underWay(field, options.people)
  await field.database.db.execute(sql`update people set verified_at = clock_timestamp()
    where id % 5 = 0 and id in (select person_id from deliveries where send_id = ${sendId})`)
  const verified = Date.now()
  const keys = await keysOf(field, sendId, sql`d.person_id % 5 = 0`)
  await field.sink.set([])
  const progress = await finished(field, sendId)
  const after = await acceptedAfter(field, keys, verified)
  for (const worker of team) await field.kill(worker)
  return { after, verified: keys.size, progress: progress! }
}

/**
 * SIGTERM in the middle of a send, and then a new worker: how many seconds the stop took, and what became of the send.
 */
export async function drainWorkers(field: Field, options: { people: number; times: number }) {
  const sendId = (await gather(field.database.db, { size: options.people })).sendId
  await field.sink.set(unhurried)
  let seconds = 0
  for (let n = 0; n < options.times; n++) {
    const worker = await field.hire()
    await new Promise((done) => setTimeout(done, 200 + 400 * Math.random()))
    seconds = Math.max(seconds, await field.drain(worker))
  }
  const held = await rows<{ n: number }>(
    field.database.db,
    sql`select count(*)::int as n from deliveries where send_id = ${sendId} and state in ('claimed', 'committing')`,
  )
  await field.sink.set([])
  const last = await field.hire()
  await finished(field, sendId)
  const result = await account(field, sendId)
  await field.kill(last)
  return { ...result, seconds, leftHeld: held[0]!.n }
}

/** With the real timing: seconds from a crash until the dead worker's letters have been sent by another. */
export async function recoveryTime(field: Field): Promise<{ seconds: number }> {
  const timing = {}
  const [victim, other] = [await field.hire({ timing }), await field.hire({ timing })]
  // Long enough for the survivor to know the heartbeats of the others.
  await new Promise((done) => setTimeout(done, 31_000))
  await field.sink.set([{ at: 'mail', delay: 200 }])
  const { sendId } = await gather(field.database.db, { size: 2000 })
  const before = await field.sink.count()
  await until(
    () => field.sink.count(),
    (n) => n > before + 100,
  )
  const owned = await rows<{ key: string }>(
    field.database.db,
    sql`select d.email_key as key from deliveries d join workers w on w.id = d.lease_owner
      where d.send_id = ${sendId} and d.state = 'claimed' order by w.started_at limit 5`,
  )
  await field.kill(victim)
  const from = Date.now()
  await field.sink.set([])
  await finished(field, sendId, 90)
  const keys = new Set(owned.map(({ key }) => key))
  const last = Math.max(
    0,
    ...(await field.sink.accepted()).filter(({ to }) => keys.has(to.toLowerCase())).map(({ at }) => at),
  )
  await field.kill(other)
  return { seconds: (last - from) / 1000 }
}
