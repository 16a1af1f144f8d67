import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { XlsxStreamWriter } from 'hucre/xlsx'
import { migrate } from '../../src/db/migrate.ts'
import { openServer } from '../../src/db/open.ts'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { freePort } from '../support/network/free-port.ts'
import { header } from '../support/product.ts'
import type { Line } from './engine.ts'

const given = (name: string) => process.argv.find((text) => text.startsWith(`${name}=`))?.slice(name.length + 1)
const program = fileURLToPath(new URL('../../src/start.mjs', import.meta.url))
const megabyte = 1024 * 1024

/**
 * A large file as users bring it: through the terminal of a service with a PostgreSQL, through `POST /chat` of it as
 * JSON and as the page sends it, and through the terminal of a process with the embedded database. Says how long it
 * takes, the most memory that the process took (its resident set), and how long others wait meanwhile.
 * `npm run bench -- import rows=1000000 chat=200000 format=csv,xlsx ways=terminal,chat,page,embedded`
 */
export async function* benchImport(): AsyncGenerator<Line> {
  const folder = mkdtempSync(join(tmpdir(), 'verifiera-import-'))
  const ways = (given('ways') ?? 'terminal,chat,page,embedded').split(',')
  try {
    for (const format of (given('format') ?? 'csv,xlsx').split(',') as ('csv' | 'xlsx')[]) {
      const many = Number(given('rows') ?? 1_000_000)
      const path = join(folder, `many.${format}`)
      if (ways.includes('terminal') || ways.includes('embedded')) await makeFile(path, format, many)
      if (ways.includes('terminal')) yield* inTerminal(path, `${many} rows of ${format}, terminal`)
      if (ways.includes('embedded')) yield* embedded(path, folder, `${many} rows of ${format}, embedded`)
      const few = Number(given('chat') ?? 200_000)
      const small = join(folder, `few.${format}`)
      const chats = ways.filter((way) => way === 'chat' || way === 'page')
      if (chats.length > 0) await makeFile(small, format, few)
      for (const way of chats) yield* throughChat(small, way === 'page', `${few} rows of ${format}, ${way}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* inTerminal(path: string, name: string): AsyncGenerator<Line> {
  yield* withServer(async function* (url) {
    const environment = { DATABASE_URL: url, DEMO: 'off', DATA_DIR: mkdtempSync(join(tmpdir(), 'verifiera-data-')) }
    const idle = await terminal(environment, ['hjälp'])
    yield { bench: `${name}: a line that does nothing, memory`, value: idle.peak, unit: 'MB' }
    yield* planAndConfirm((args) => terminal(environment, args), path, name)
  })
}

async function* embedded(path: string, folder: string, name: string): AsyncGenerator<Line> {
  const environment = { DEMO: 'off', DATA_DIR: mkdtempSync(join(folder, 'data-')) }
  const server = await startLocal(environment)
  yield { bench: `${name}: before, memory of the server`, value: server.peak(), unit: 'MB' }
  const others = watchOthers(server.base)
  yield* planAndConfirm((args) => terminal(environment, args), path, name)
  yield* others.stop(name)
  yield { bench: `${name}: memory of the server`, value: server.peak(), unit: 'MB' }
  await server.end()
}

async function* throughChat(path: string, asBytes: boolean, name: string): AsyncGenerator<Line> {
  yield* withServer(async function* (url) {
    const server = await startLocal({ DATABASE_URL: url, DEMO: 'off' })
    yield { bench: `${name}: before, memory`, value: server.peak(), unit: 'MB' }
    const others = watchOthers(server.base)
    const fileName = path.split('/').at(-1)!
    const withFile = async (line: string) => {
      const bytes = await readFile(path)
      const said = { as: 'owner', say: line, file: { name: fileName } }
      if (asBytes) return { headers: octets, body: new Blob([JSON.stringify(said), '\n', bytes]) }
      const file = { name: fileName, base64: bytes.toString('base64') }
      return { headers: json, body: JSON.stringify({ ...said, file }) }
    }
    const say = async (line: string, isFile: boolean) => {
      const started = performance.now()
      const alone = { headers: json, body: JSON.stringify({ as: 'owner', say: line }) }
      const request = isFile ? await withFile(line) : alone
      const answer = await fetch(`${server.base}/chat`, { method: 'POST', ...request })
      const { card } = (await answer.json()) as { card: Card }
      return { card, seconds: (performance.now() - started) / 1000, peak: server.peak() }
    }
    yield* planAndConfirm(([first, , line]) => (line ? say(line, true) : say(first!, false)), path, name)
    yield* others.stop(name)
    await server.end()
  })
}

interface Card {
  title: string
  data: { plan?: string; rows?: number; outcomes?: object; refused?: string }
}
interface Said {
  card: Card
  seconds: number
  peak: number
}
const json = { 'content-type': 'application/json' }
const octets = { 'content-type': 'application/octet-stream' }

async function* planAndConfirm(say: (args: string[]) => Promise<Said>, path: string, name: string) {
  const plan = await say(['--file', path, 'importera'])
  yield result(`${name}: plan`, plan)
  yield result(`${name}: confirm`, await say([`bekräfta ${plan.card.data.plan}`]))
}

function result(name: string, { card, seconds, peak }: Said): Line {
  if (card.data.refused) throw new Error(`${name}: ${card.title}`)
  return { bench: `${name}, ${JSON.stringify(card.data.outcomes)}, ${peak} MB`, value: round(seconds), unit: 's' }
}

const round = (value: number) => Math.round(value * 10) / 10

async function* withServer(use: (url: string) => AsyncGenerator<Line>): AsyncGenerator<Line> {
  const server = await startPostgres({ fsync: true, settings: { shared_buffers: '256MB' } })
  try {
    const { url } = await createDatabase(server.url)
    const database = openServer(url)
    await migrate(database)
    await database.close()
    yield* use(url)
  } finally {
    await server.remove()
  }
}

const environmentOf = (more: Record<string, string>) => ({ PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', ...more })

/** One line through the terminal, with the most memory that its process took. */
async function terminal(environment: Record<string, string>, args: string[]): Promise<Said> {
  const started = performance.now()
  const child = spawn(process.execPath, [program, 'chat', '--json', ...args], {
    cwd: tmpdir(),
    env: environmentOf(environment),
  })
  const peak = watchPeak(child)
  let out = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text
  })
  await new Promise((resolve) => child.once('close', resolve))
  if (!out) throw new Error(`No card: ${errors}`)
  const { card } = JSON.parse(out) as { card: Card }
  return { card, seconds: (performance.now() - started) / 1000, peak: peak() }
}

/** The largest resident set of a process so far, in MB. */
function watchPeak({ pid }: ChildProcess): () => number {
  let most = 0
  const look = () => {
    try {
      const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
      most = Math.max(most, Math.round(kilobytes / 1024))
    } catch {
      clearInterval(timer)
    }
    return most
  }
  const timer = setInterval(look, 50)
  timer.unref()
  return look
}

async function startLocal(environment: Record<string, string>) {
  const port = await freePort()
  const child = spawn(process.execPath, [program], {
    cwd: tmpdir(),
    env: environmentOf({ ...environment, PORT: String(port) }),
    stdio: 'ignore',
  })
  const peak = watchPeak(child)
  const base = `http://127.0.0.1:${port}`
  while (!(await fetch(`${base}/readyz`).catch(() => null))?.ok) await sleep(50)
  const end = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  return { base, peak, end }
}

/** Somebody else asks something every half second. */
function watchOthers(base: string) {
  const waited: number[] = []
  let going = true
  const done = (async () => {
    while (going) {
      const started = performance.now()
      const body = JSON.stringify({ as: 'admin', say: 'hjälp' })
      await (await fetch(`${base}/chat`, { method: 'POST', headers: json, body })).text()
      waited.push(performance.now() - started)
      await sleep(500)
    }
  })()
  return {
    async *stop(name: string): AsyncGenerator<Line> {
      going = false
      await done
      const sorted = waited.sort((a, b) => a - b)
      for (const [which, at] of [
        ['median', 0.5],
        ['p99', 0.99],
        ['longest', 1],
      ] as const) {
        const value = sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))]!
        yield { bench: `${name}: others wait, ${which} of ${sorted.length}`, value: Math.round(value), unit: 'ms' }
      }
    },
  }
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Everybody is new, a twentieth without an address, in a hundred companies; all columns of the export are filled. */
function cellsOf(n: number): string[] {
  const company = (n % 100) + 1
  const address = n % 20 === 0 ? '' : `anna${n % 97}.oberg${n}@bolag${company}.example`
  const names = [`Anna${n % 97}`, `Öberg${n % 997}`]
  const rest = [`Enhet ${n % 40}`, `Roll ${n % 30}`, 'Ja', '2021-03-01', '', n % 3 ? 'sv' : '', 'Nej']
  return [String(company), `Bolag ${company} AB`, String(n).padStart(7, '0'), ...names, address, ...rest]
}
const head = [...header.split(';'), 'Enhet', 'Roll', 'Aktiv', 'Anställd från', 'Anställd till', 'Språk', 'Skyddad']

async function makeFile(path: string, format: 'csv' | 'xlsx', rows: number): Promise<void> {
  if (format === 'csv') {
    const lines = function* () {
      yield `${head.join(';')}\r\n`
      for (let n = 0; n < rows; n++) yield `${cellsOf(n).join(';')}\r\n`
    }
    await pipeline(Readable.from(lines()), createWriteStream(path))
  } else {
    const writer = new XlsxStreamWriter({ name: 'Personal' })
    writer.addRow(head)
    for (let n = 0; n < rows; n++) writer.addRow(cellsOf(n))
    await writeFile(path, await writer.finish())
  }
  const { length } = await readFile(path)
  console.error(`${path}: ${rows} rows, ${Math.round(length / megabyte)} MB`)
}
