import nodemailer from 'nodemailer'
import { openServer } from '../../src/db/open.ts'
import { localDirectory } from '../../src/directory/local.ts'
import { createWorker } from '../../src/jobs/worker.ts'
import { createComposer, type Recipient } from '../../src/mail/compose.ts'
import { createSmtp } from '../../src/mail/smtp/smtp.ts'
import { silent } from '../support/log.ts'
import { letters, service } from '../support/sends/crowd.ts'

/**
 * One sender in a process of its own, given its options as a JSON argument. It sends `ready`, waits for `go` and sends
 * `result`. `from here` restarts its CPU count.
 */
export interface SenderOptions {
  how: 'composing' | 'raw' | 'engine'
  sink: string
  count: number
  /** Letters sent before measuring. A worker runs for weeks, so the time to compile its code must not count. */
  warm: number
  slots: number
  database?: string
}

export interface SenderResult {
  seconds: number
  /** The CPU seconds that this process has used. */
  cpu: number
  /** The peak memory, in MB. */
  peak: number
}

const recipient = (n: number): Recipient => ({
  language: 'sv',
  givenName: 'Åsa',
  company: 'Acme Bygg AB',
  address: `person.${n}@acme.example`,
  to: `person.${n}@acme.example`,
  link: { token: String(n).padStart(43, 'x'), lastDay: '2026-03-14' },
  messageId: `<${n}.bench@acme.example>`,
  date: new Date('2026-03-10T08:00:00Z'),
})

/** nodemailer's own pool, kept full. It composes each letter, or sends the same bytes to everybody. */
async function bare({ sink, count, slots, how }: SenderOptions): Promise<void> {
  const url = new URL(sink)
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: slots,
    host: url.hostname,
    port: Number(url.port),
    ignoreTLS: true,
  })
  const compose = createComposer(letters)
  const raw = Buffer.from(compose('verify', recipient(0)).raw)
  let next = 0
  const send = async () => {
    while (next < count) {
      const own = recipient(next++)
      if (how === 'raw') await transport.sendMail({ raw, envelope: { from: letters.from.address, to: own.to } })
      else {
        const { subject, text, html, messageId, date } = compose('verify', own).parts
        await transport.sendMail({
          from: letters.from,
          to: { name: '', address: own.to },
          subject,
          text,
          html,
          messageId,
          date,
        })
      }
    }
  }
  await Promise.all(Array.from({ length: slots * 4 }, send))
  transport.close()
}

async function engine({ sink, slots, database }: SenderOptions, whenDone: Promise<void>): Promise<void> {
  const opened = openServer(database as string)
  const worker = createWorker({
    service: service(opened),
    mailer: createSmtp(`${sink}?maxConnections=${slots}`, letters.from.address),
    directory: localDirectory,
    letters,
    id: `bench-${process.pid}`,
    log: silent,
    on: (event) => event.type === 'ended' && process.send?.({ [`ended-${event.sendId}`]: true }),
  })
  worker.start()
  await whenDone
  await worker.stop()
  await opened.close()
}

async function main(): Promise<void> {
  const options: SenderOptions = JSON.parse(process.argv[2] as string)
  // The process that started this one has ended.
  process.on('disconnect', () => process.exit(0))
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1e6)
  }, 20)
  const heard = (word: string) => new Promise<void>((done) => process.on('message', (said) => said === word && done()))
  const done = heard('done')
  const go = heard('go')
  if (options.how !== 'engine') await bare({ ...options, count: options.warm })
  process.send?.({ ready: true })
  await go
  const from = performance.now()
  let used = process.cpuUsage()
  void heard('from here').then(() => {
    used = process.cpuUsage()
  })
  if (options.how === 'engine') await engine(options, done)
  else await bare(options)
  const { user, system } = process.cpuUsage(used)
  clearInterval(watch)
  process.send?.({
    result: {
      seconds: (performance.now() - from) / 1000,
      cpu: (user + system) / 1e6,
      peak: Math.round(peak),
    } satisfies SenderResult,
  })
}

if (process.argv[1]?.endsWith('bench/sender.ts')) await main()
