import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { percentile } from '../soak/figures.ts'
import { type Running, startProcess } from '../soak/product.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { csv, header } from '../support/product.ts'
import { until } from '../support/until.ts'
import type { Line } from './engine.ts'

const given = (name: string) => process.argv.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1)
const size = Number(given('size') ?? 100_000)
const environment = { DEMO: 'off', FOUR_EYES_ABOVE: '100000000' }

/**
 * How long others wait while somebody has a large job done, and what that takes of memory: the product as a process,
 * used by its local page. `npm run bench -- waiting size=100000`; `on=embedded` or `on=server` for one database.
 */
export async function* benchWaiting(): AsyncGenerator<Line> {
  if (given('on') !== 'server') yield* measure('embedded', environment)
  if (given('on') === 'embedded') return
  const postgres = await startPostgres({ fsync: true })
  try {
    const { url } = await createDatabase(postgres.url)
    yield* measure('PostgreSQL', { ...environment, DATABASE_URL: url })
  } finally {
    await postgres.remove()
  }
}

async function* measure(database: string, settings: Record<string, string>): AsyncGenerator<Line> {
  const product = await startProcess(settings)
  try {
    const say = (line: string, file?: ReturnType<typeof csv>) => speak(product.base, line, file)
    await say(`bekräfta ${await say('importera', csv([header, '1;Bolag 1 AB;0;Anna;Berg;anna@bolag1.example']))}`)
    await say('verifiera anna@bolag1.example')
    const page = await linkOf(product.base)
    const file = csv([header, ...Array.from({ length: size }, (_, n) => personOf(n))])
    // What is compiled and cached at the first use is part of the idle process.
    await watched(product, page, () => new Promise((later) => setTimeout(later, 3000)))
    await product.held()
    const idle = residentOf(product.pid)
    let code = ''
    const jobs: [string, () => Promise<unknown>][] = [
      ['import: plan', async () => (code = await say('importera', file))],
      ['import: confirm', () => say(`bekräfta ${code}`)],
      ['plan of a send', () => say('verifiera konton')],
      ['export', () => say('exportera')],
    ]
    for (const [job, work] of jobs) {
      const { took, others, peak } = await watched(product, page, work)
      const name = `${job} of ${size}, ${database}`
      yield { bench: name, value: round(took / 1000), unit: 's' }
      for (const [who, times] of Object.entries(others)) {
        yield { bench: `${who} during the ${name}: p99`, value: round(percentile(times, 0.99)), unit: 'ms' }
        yield { bench: `${who} during the ${name}: longest`, value: round(Math.max(...times)), unit: 'ms' }
      }
      yield { bench: `memory above idle during the ${name}`, value: round((peak - idle) / 2 ** 20), unit: 'MB' }
    }
  } finally {
    await product.end()
  }
}

const personOf = (n: number): string => {
  const company = (n % 100) + 1
  const email = n % 20 === 0 ? '' : `anna.${n}@bolag${company}.example`
  return `${company};Bolag ${company} AB;${n + 1};Anna${n % 97};Öberg${n % 997};${email}`
}

/** Does the work while others ask for this and that, each again twenty milliseconds after the last answer. */
async function watched(product: Running, page: string, work: () => Promise<unknown>) {
  let over = false
  let peak = 0
  const others: Record<string, number[]> = { healthz: [], hjälp: [], page: [] }
  const again = async (who: string, ask: () => Promise<unknown>) => {
    while (!over) {
      const from = performance.now()
      await ask()
      others[who]!.push(performance.now() - from)
      await new Promise((later) => setTimeout(later, 20))
    }
  }
  const watch = async () => {
    while (!over) {
      peak = Math.max(peak, residentOf(product.pid))
      await new Promise((later) => setTimeout(later, 50))
    }
  }
  const asking = Promise.all([
    again('healthz', () => get(`${product.base}/healthz`)),
    again('hjälp', () => speak(product.base, 'hjälp', undefined, 'employee:anna@bolag1.example')),
    again('page', () => get(page)),
    watch(),
  ])
  const from = performance.now()
  await work()
  const took = performance.now() - from
  over = true
  await asking
  return { took, others, peak }
}

/** Bytes that a process holds in memory (proc(5), Linux). */
function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024
}

/** Says a line on the local page. Returns the code of the plan, if the answer has one. Only the end of it is kept. */
function speak(base: string, line: string, file?: ReturnType<typeof csv>, as = 'owner'): Promise<string> {
  const sent = file && { name: file.name, base64: Buffer.from(file.bytes).toString('base64') }
  return fetched(`${base}/chat`, JSON.stringify({ as, say: line, ...(sent && { file: sent }) })).then(
    (text) => /"plan":"(\w+)"/.exec(text)?.[1] ?? '',
  )
}

const get = (url: string): Promise<string> => fetched(url)

async function linkOf(base: string): Promise<string> {
  const text = await until(
    () => get(`${base}/outbox.json`),
    (mails) => mails.includes('/v/'),
  )
  return `${base}/v/${/\/v\/([\w-]{43})/.exec(text)![1]}`
}

const kept = 100_000

/** A page or, with a body of JSON, the answer to it; its first part. Large ones are only let through. */
function fetched(url: string, body?: string): Promise<string> {
  const options = body ? { method: 'POST', headers: { 'content-type': 'application/json' } } : {}
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        if (text.length < kept) text += part
      })
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve(text)
        else reject(new Error(`${url} was answered ${answer.statusCode}`))
      })
    })
    sent.once('error', reject).end(body)
  })
}

const round = (value: number) => Math.round(value * 10) / 10
