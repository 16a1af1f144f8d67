import type { ChildProcess } from 'node:child_process'
import { migrate } from '../../src/db/migrate.ts'
import { openServer } from '../../src/db/open.ts'
import { progressOf } from '../../src/verification/progress.ts'
import { gather, service, until } from '../support/crowd.ts'
import { createDatabase, dropDatabase } from '../support/database.ts'
import { startPostgres } from '../support/postgres.ts'
import { forkProgram, message } from '../support/process.ts'
import { type FarSink, startFarSink } from '../support/sink-process.ts'
import type { SenderOptions, SenderResult } from './sender.ts'

/** One line of `npm run bench`. */
export interface Line {
  bench: string
  value: number
  unit: string
  ratio_to?: string
  ratio?: number
}

const lanes = 8

interface Measured {
  perSecond: number
  /** CPU milliseconds a mail: of the senders, of the sink. */
  cpu: number
  sinkCpu: number
  peak: number
}

async function sendBare(how: 'composing' | 'raw', count: number, sink: FarSink): Promise<Measured> {
  const sinkBefore = await sink.cpu()
  const child = forkProgram(
    './sender.ts',
    { how, sink: sink.url, count, lanes } satisfies SenderOptions,
    import.meta.url,
  )
  await message(child, 'ready')
  child.send('go')
  const { seconds, cpu, peak } = await message<SenderResult>(child, 'result')
  return {
    perSecond: count / seconds,
    cpu: (cpu * 1000) / count,
    sinkCpu: (((await sink.cpu()) - sinkBefore) * 1000) / count,
    peak,
  }
}

/** From the first letter to the last one recorded, workers already up: what an admin waits for. */
async function sendByEngine(count: number, workers: number, sink: FarSink, server: string): Promise<Measured> {
  const { name, url } = await createDatabase(server)
  const database = openServer(url, { max: 2 })
  await migrate(database)
  await sink.forget()
  const sinkBefore = await sink.cpu()
  const options: SenderOptions = { how: 'engine', sink: sink.url, count, lanes, database: url }
  const children: ChildProcess[] = []
  for (let n = 0; n < workers; n++) {
    const child = forkProgram('./sender.ts', options, import.meta.url)
    children.push(child)
    await message(child, 'ready')
    child.send('go')
  }
  // The first letter proves the connection; from there on it is a running service that gets a send.
  const warm = await gather(database.db, { size: 50 * workers, code: 'WARM' })
  await until(
    () => progressOf(service(database.db), warm.sendId),
    (p) => p?.state === 'done',
  )
  const { sendId } = await gather(database.db, { size: count })
  const from = performance.now()
  await Promise.race(children.map((child) => message(child, `ended-${sendId}`)))
  const seconds = (performance.now() - from) / 1000
  const progress = await progressOf(service(database.db), sendId)
  if (progress?.sent !== count) throw new Error(`${progress?.sent} of ${count} were sent`)
  for (const child of children) child.send('done')
  const results = await Promise.all(children.map((child) => message<SenderResult>(child, 'result')))
  const accepted = (await sink.count()) - 50 * workers
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

/** `sizes`: recipients of the engine's runs. Bare nodemailer sends the first of them. */
export async function benchEngine(print: (line: Line) => void, sizes: number[] = [10_000], latency = 0): Promise<void> {
  const first = sizes[0] as number
  const postgres = await startPostgres({ fsync: true })
  const sink = await startFarSink({ countOnly: true, latency })
  const show = (name: string, m: Measured, to: Record<string, Measured> = {}) => {
    print({ bench: name, value: Math.round(m.perSecond), unit: 'mails/s' })
    for (const [other, base] of Object.entries(to)) {
      print({
        bench: name,
        value: Math.round(m.perSecond),
        unit: 'mails/s',
        ratio_to: other,
        ratio: round(m.perSecond / base.perSecond),
      })
    }
    print({ bench: `${name} cpu`, value: round(m.cpu), unit: 'ms/mail' })
    print({ bench: `${name} sink cpu`, value: round(m.sinkCpu), unit: 'ms/mail' })
    print({ bench: `${name} memory`, value: m.peak, unit: 'MB' })
  }
  try {
    const name = (text: string) => `${text}${latency ? `, server answers in ${latency} ms` : ''}`
    const composing = await sendBare('composing', first, sink)
    show(name('nodemailer composing'), composing)
    const raw = await sendBare('raw', first, sink)
    show(name('nodemailer raw'), raw)
    for (const size of sizes) {
      const one = await sendByEngine(size, 1, sink, postgres.url)
      show(name(`engine ${size}`), one, { 'nodemailer composing': composing, 'nodemailer raw': raw })
      const two = await sendByEngine(size, 2, sink, postgres.url)
      show(name(`engine ${size}, two workers`), two, { [`engine ${size}`]: one })
    }
  } finally {
    await sink.close()
    await postgres.remove()
  }
}

const round = (value: number) => Math.round(value * 1000) / 1000

if (process.argv[1]?.endsWith('bench/engine.ts')) {
  const sizes = process.argv
    .slice(2)
    .filter((given) => !given.startsWith('latency='))
    .map(Number)
  const latency = Number(process.argv.find((given) => given.startsWith('latency='))?.slice(8) ?? 0)
  await benchEngine((line) => console.log(JSON.stringify(line)), sizes.length ? sizes : undefined, latency)
}
