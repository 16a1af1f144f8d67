import type { ChildProcess } from 'node:child_process'
import { migrate } from '../../src/db/migrate.ts'
import { openServer } from '../../src/db/open.ts'
import { progressOf } from '../../src/verification/delivery/progress.ts'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { type FarSink, startFarSink } from '../support/mail/sink-process.ts'
import { forkProgram, message } from '../support/process/fork.ts'
import { gather, service } from '../support/sends/crowd.ts'
import { until } from '../support/until.ts'
import type { SenderOptions, SenderResult } from './sender.ts'

/** A result, which `npm run bench` prints as one line. */
export interface Line {
  bench: string
  value: number
  unit: string
  ratio_to?: string
  ratio?: number
}

const slots = 8
const warm = 5000

interface Measured {
  perSecond: number
  /** CPU milliseconds for each letter, of the senders and of the sink. */
  cpu: number
  sinkCpu: number
  peak: number
}

async function sendBare(how: 'composing' | 'raw', count: number, sink: FarSink): Promise<Measured> {
  const child = forkProgram(
    './sender.ts',
    { how, sink: sink.url, count, warm, slots } satisfies SenderOptions,
    import.meta.url,
  )
  await message(child, 'ready')
  const sinkBefore = await sink.cpu()
  child.send('go')
  const { seconds, cpu, peak } = await message<SenderResult>(child, 'result')
  child.disconnect()
  return {
    perSecond: count / seconds,
    cpu: (cpu * 1000) / count,
    sinkCpu: (((await sink.cpu()) - sinkBefore) * 1000) / count,
    peak,
  }
}

/**
 * The time from the first letter to the last recorded one with workers already running, which is what an admin waits
 * for.
 */
async function sendByEngine(
  count: number,
  workers: number,
  sink: FarSink,
  server: string,
  logo?: number,
): Promise<Measured> {
  const { name, url } = await createDatabase(server)
  const database = openServer(url, { max: 2 })
  await migrate(database)
  await sink.forget()
  const options: SenderOptions = { how: 'engine', sink: sink.url, count, warm, slots, database: url }
  const children: ChildProcess[] = []
  for (let n = 0; n < workers; n++) {
    const child = forkProgram('./sender.ts', options, import.meta.url)
    children.push(child)
    await message(child, 'ready')
    child.send('go')
  }
  // A first send warms the workers up, so that the second one is sent by a running service.
  const first = await gather(database.db, { size: warm * workers, code: 'WARM' })
  await until(
    () => progressOf(service(database), first.sendId),
    (p) => p?.state === 'done',
  )
  for (const child of children) child.send('from here')
  const sinkBefore = await sink.cpu()
  const { sendId } = await gather(database.db, { size: count, logo })
  const from = performance.now()
  await Promise.race(children.map((child) => message(child, `ended-${sendId}`)))
  const seconds = (performance.now() - from) / 1000
  const progress = await progressOf(service(database), sendId)
  if (progress?.sent !== count) throw new Error(`${progress?.sent} of ${count} were sent`)
  for (const child of children) child.send('done')
  const results = await Promise.all(children.map((child) => message<SenderResult>(child, 'result')))
  for (const child of children) child.disconnect()
  const accepted = (await sink.count()) - warm * workers
  if (accepted !== count) throw new Error(`${accepted} letters for ${count} people`)
  await database.close()
  await dropDatabase(server, name)
  return {
    perSecond: count / seconds,
    cpu: (results.reduce((sum, { cpu }) => sum + cpu, 0) * 1000) / count,
    sinkCpu: (((await sink.cpu()) - sinkBefore) * 1000) / count,
    peak: Math.max(...results.map(({ peak }) => peak)),
  }
}

/**
 * Bare nodemailer against this engine: the same sink in its own process, the same eight connections, one run.
 * `npm run bench -- engine size=10000,100000 latency=5` for other sizes, and for a server that takes its time;
 * `workers=1` leaves the second worker out; `logo=15` sends once more, with a logo of 15 KB in each letter.
 */
export async function* benchEngine(): AsyncGenerator<Line> {
  const given = (name: string) => process.argv.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1)
  const sizes = (given('size') ?? '10000').split(',').map(Number)
  const latency = Number(given('latency') ?? 0)
  function* show(name: string, m: Measured, to: Record<string, Measured> = {}): Generator<Line> {
    const bench = latency ? `${name}, server answers in ${latency} ms` : name
    const rate = { bench, value: Math.round(m.perSecond), unit: 'mails/s' }
    const ratios = Object.entries(to)
    if (ratios.length === 0) yield rate
    for (const [other, base] of ratios) yield { ...rate, ratio_to: other, ratio: round(m.perSecond / base.perSecond) }
    yield { bench: `${bench}: CPU`, value: round(m.cpu), unit: 'ms/mail' }
    yield { bench: `${bench}: CPU of the sink`, value: round(m.sinkCpu), unit: 'ms/mail' }
    yield { bench: `${bench}: memory`, value: m.peak, unit: 'MB' }
  }
  const postgres = await startPostgres({ fsync: true })
  const sink = await startFarSink({ countOnly: true, latency })
  try {
    const bare = Math.min(50_000, sizes[0] as number)
    const composing = await sendBare('composing', bare, sink)
    yield* show('nodemailer composing', composing)
    const raw = await sendBare('raw', bare, sink)
    yield* show('nodemailer raw', raw)
    // A new server has to create its first log files, while one in service reuses them.
    await sendByEngine(warm, 1, sink, postgres.url)
    for (const size of sizes) {
      const one = await sendByEngine(size, 1, sink, postgres.url)
      yield* show(`engine ${size}`, one, { 'nodemailer composing': composing, 'nodemailer raw': raw })
      const logo = Number(given('logo') ?? 0)
      if (logo) {
        const pictured = await sendByEngine(size, 1, sink, postgres.url, logo * 1024)
        yield* show(`engine ${size}, logo of ${logo} KB`, pictured, { [`engine ${size}`]: one })
      }
      if (given('workers') === '1') continue
      const two = await sendByEngine(size, 2, sink, postgres.url)
      yield* show(`engine ${size}, two workers`, two, { [`engine ${size}`]: one })
    }
  } finally {
    await sink.close()
    await postgres.remove()
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000
