import { sql } from 'drizzle-orm'
import { idList, rows } from '../../src/db/open.ts'
import { progressOf } from '../../src/verification/delivery/progress.ts'
import { gather, quick, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'
import { type Account, account, type Field } from './field.ts'

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

/** One of two workers is stopped (SIGSTOP) for longer than its leases, and then goes on. */
export async function freeze(
  field: Field,
  options: { people: number; times: number; mutant?: string },
): Promise<Account> {
  const timing = { ...quick, lease: 1.5, dotLease: 2, deadAfter: 1.5, beat: 0.3 }
  const ids = ['one', 'other'].map((name) => `${name}-${Date.now()}`)
  const team = await Promise.all(ids.map((id) => field.hire({ id, mutant: options.mutant, timing })))
  const sendId = await underWay(field, options.people)
  for (let n = 0; n < options.times; n++) {
    const frozen = team[n % 2]!
    frozen.kill('SIGSTOP')
    // What the other has in hand then is still in its hand when this one goes on.
    await field.sink.set([{ at: 'mail', delay: 400 }])
    await overtaken(field, sendId, ids[n % 2]!)
    frozen.kill('SIGCONT')
    await new Promise((done) => setTimeout(done, 300))
  }
  await field.sink.set([])
  await finished(field, sendId)
  const result = await account(field, sendId)
  for (const worker of team) await field.kill(worker)
  return result
}

/**
 * Until somebody else is about to send what this worker held: if it goes on as if it still did, both send the letter.
 */
async function overtaken(field: Field, sendId: number, worker: string): Promise<void> {
  const held = await rows<{ id: number }>(
    field.database.db,
    sql`select person_id as id from deliveries where send_id = ${sendId} and lease_owner = ${worker} and state = 'claimed'`,
  )
  const ids = held.map(({ id }) => id)
  const taken = () =>
    rows(
      field.database.db,
      sql`select 1 from deliveries where send_id = ${sendId} and person_id in ${idList(ids)}
        and lease_owner <> ${worker} and state = 'committing'`,
    )
  await until(taken, ({ length }) => length > 0)
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
