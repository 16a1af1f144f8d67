import { killWorkers, stopPostgres } from './crashes.ts'
import { type Field, openField, slots } from './field.ts'
import { drainWorkers, freeze, recoveryTime, stopSend, verifyDuring } from './orders.ts'

/**
 * `npm run faults [-- kills=1000 stops=100]`: the long form of test/jobs/faults.test.ts. Writes one JSON line for each
 * fault, with its figures and whether they are as promised. Mutants must break the promise. Exits with 1 otherwise.
 */
const given = (name: string, otherwise: number) =>
  Number(process.argv.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1) ?? otherwise)

let wrong = 0

async function show<T extends object>(
  fault: string,
  run: () => Promise<T>,
  kept: (result: T) => boolean,
): Promise<void> {
  const from = performance.now()
  try {
    const result = await run()
    const ok = kept(result)
    if (!ok) wrong += 1
    console.log(JSON.stringify({ fault, kept: ok, seconds: Math.round((performance.now() - from) / 1000), ...result }))
  } catch (error) {
    wrong += 1
    console.log(JSON.stringify({ fault, kept: false, error: (error as Error).message }))
  }
}

async function onField<T>(run: (field: Field) => Promise<T>): Promise<T> {
  const field = await openField()
  try {
    return await run(field)
  } finally {
    await field.clear()
  }
}

const kills = given('kills', 1000)
const stops = given('stops', 20)
const broken = (mutant: string) => `mutant: ${mutant}`
const clean = (r: { lost: number; sentNotAccepted: number; unrecorded: number; copies: number; different: number }) =>
  r.lost === 0 && r.sentNotAccepted === 0 && r.unrecorded === 0 && r.copies <= 2 && r.different === 0

await show(
  'kill -9',
  () => killWorkers({ people: kills * 100, kills, delay: 160, patience: 300 }),
  (r) => clean(r) && r.perKill <= 1 && r.worst <= 8 && r.kills === kills,
)
await show(
  broken('commit check left out'),
  () => killWorkers({ people: 1000, kills: 15, mutant: 'commit check left out' }),
  (r) => r.unrecorded > 0,
)
await show(
  broken('uncertain attempt forgotten'),
  () => killWorkers({ people: 1000, kills: 15, mutant: 'uncertain attempt forgotten' }),
  (r) => r.unrecorded > 0,
)
await show(
  broken('no recovery'),
  () => killWorkers({ people: 500, kills: 4, mutant: 'no recovery', patience: 8 }),
  (r) => r.lost > 0,
)
await show(
  'PostgreSQL stopped at once',
  () => stopPostgres({ people: 10_000, stops }),
  (r) => clean(r) && r.duplicates <= r.stops && r.back <= 10,
)
await show(
  'PostgreSQL stopped at once, behind PgBouncer as README sets it',
  () => stopPostgres({ people: 10_000, stops, pooled: ['server_login_retry = 2'] }),
  (r) => clean(r) && r.duplicates <= r.stops && r.back <= 10,
)
await show(
  'PostgreSQL stopped at once, behind PgBouncer as it comes',
  () => stopPostgres({ people: 5000, stops: Math.min(stops, 5), pooled: [] }),
  // It waits for 15 s itself before it asks a lost server again.
  (r) => clean(r) && r.duplicates <= r.stops && r.back <= 25,
)
await show(
  'PostgreSQL takes no writes',
  () => stopPostgres({ people: 10_000, stops, how: 'read-only' }),
  (r) => clean(r) && r.back <= 10,
)
await show(
  broken('asynchronous commit'),
  () => stopPostgres({ people: 10_000, stops, mutant: 'asynchronous commit' }),
  (r) => r.unrecorded + r.lost > 0,
)
const freezes = given('freezes', 10)
await show(
  'SIGSTOP longer than the lease, before the commit check',
  () => onField((field) => freeze(field, { at: 'rcpt', times: freezes })),
  // The connection that is warm asks ahead.
  (r) => clean(r) && r.duplicates <= freezes,
)
await show(
  'SIGSTOP longer than the lease, at the final dot',
  () => onField((field) => freeze(field, { at: 'dot', times: freezes })),
  // What the server has taken without a word that is heard is sent once more, and listed.
  (r) => clean(r) && r.duplicates === freezes * slots,
)
await show(
  broken('fence and lease ignored'),
  () => onField((field) => freeze(field, { at: 'rcpt', times: 1, mutant: 'fence and lease ignored' })),
  (r) => r.unrecorded >= slots - 1,
)
await show(
  'stop',
  () => onField((field) => stopSend(field, { people: 2000 })),
  (r) => r.after <= 16,
)
await show(
  broken('stop ignored'),
  () => onField((field) => stopSend(field, { people: 2000, mutant: 'stop ignored' })),
  (r) => r.after > 16,
)
await show(
  '1,000 verify during a send',
  () => onField((field) => verifyDuring(field, { people: 5000 })),
  (r) => r.after <= 16,
)
await show(
  broken('verification ignored'),
  () => onField((field) => verifyDuring(field, { people: 5000, mutant: 'verification ignored' })),
  (r) => r.after > 16,
)
await show(
  'SIGTERM',
  () => onField((field) => drainWorkers(field, { people: 4000, times: given('drains', 100) })),
  (r) => clean(r) && r.duplicates === 0 && r.seconds < 30,
)
await show(
  'back to work after a crash',
  () => onField(recoveryTime),
  (r) => r.seconds <= 60,
)
process.exit(wrong ? 1 : 0)
