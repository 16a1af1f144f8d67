import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, expect, inject, it, vi } from 'vitest'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import { startSink } from '../support/mail/sink.ts'
import { needsWhenLong } from '../support/needs.ts'
import { freePort } from '../support/network/free-port.ts'
import { chat, emptyFolder, headless, root, runProgram, startServer } from '../support/process/program.ts'
import { csv, header } from '../support/product.ts'
import { until } from '../support/until.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

/** The newest tag before this commit, or else the commit before the newest migration; undefined without history. */
function previousRelease(): string | undefined {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const tag = git('tag', '--merged', 'HEAD^', '--list', 'v*', '--sort=-version:refname').split('\n')[0]
    if (tag) return tag
    const added = git('log', '-1', '--diff-filter=A', '--format=%H', '--', 'drizzle/*.sql')
    return git('rev-parse', '--verify', `${added}^`)
  } catch {
    return undefined
  }
}

const release = process.env.LONG ? previousRelease() : undefined

const cleaning: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean()
})

/** The release's files in a folder of their own, with the packages of this checkout; and how it is started there. */
function unpack(commit: string): { folder: string; args: string[] } {
  const folder = emptyFolder()
  const files = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1 << 29 })
  execFileSync('tar', ['-x', '-C', folder], { input: files })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  return { folder, args: scripts.start!.split(' ').slice(1) }
}

const from = (raw = '') => /^From:.*<(\w+)@/m.exec(raw)?.[1]

needsWhenLong('an earlier release', release).describe('an upgrade in the middle of a send', () => {
  it('loses nobody, doubles nobody and refuses no answer, while both versions run on one database', async () => {
    const old = unpack(release!)
    const database = await createDatabase(inject('postgres'))
    cleaning.push(() => dropDatabase(inject('postgres'), database.name))
    const sink = await startSink({ latency: 20, keep: true })
    cleaning.push(() => sink.close())
    const as = (name: string, more = {}) =>
      headless(database.url, sink.url, { MAIL_FROM: `Verifiera <${name}@acme.example>`, MAIL_RATE: '1200', ...more })
    const port = await freePort()
    const settings = { ...as('old'), PORT: String(port), DATA_DIR: emptyFolder() }
    const env = { PATH: process.env.PATH ?? '', ...settings }
    const child = spawn(process.execPath, old.args, { cwd: old.folder, env, stdio: 'ignore' })
    cleaning.push(() => child.kill('SIGKILL'))
    const olds = `http://127.0.0.1:${port}`
    await until(async () => (await fetch(`${olds}/readyz`).catch(() => null))?.ok === true)
    const sayOld = async (...line: string[]) => {
      const args = [...old.args, 'chat', '--json', ...line]
      const { out } = await runProgram(process.execPath, args, settings, '', old.folder)
      return (JSON.parse(out) as { card: { data?: Record<string, unknown> } }).card
    }

    const path = join(old.folder, 'anstallda.csv')
    const people = Array.from({ length: 400 }, (_, n) => `100;Acme AB;${n};Person;Nr ${n};p${n}@acme.example`)
    writeFileSync(path, csv([header, ...people]).bytes)
    const imported = await sayOld('--file', path, 'importera')
    await sayOld(`bekräfta ${imported.data!.plan}`)
    const plan = (await sayOld('verifiera konton')).data!.plan
    await sayOld(`bekräfta ${plan}`)
    await until(() => sink.count() >= 40)

    const sql = postgres(database.url, { max: 1, onnotice: () => {} })
    cleaning.push(() => sql.end())
    const migrations = async () =>
      (await sql`select count(*)::int as n from drizzle.__drizzle_migrations`)[0]!.n as number
    const before = await migrations()
    const second = await startServer(as('new'))
    cleaning.push(() => second.end('SIGKILL'))
    const migrated = sink.accepted.length
    expect(sink.count()).toBeLessThan(400)
    expect(await migrations()).toBeGreaterThan(before)

    // Both answer pages and buttons while they share the send.
    const refused: string[] = []
    let pressed = 0
    const bases = [olds, second.base]
    while (pressed < 60 && sink.count() < 380) {
      const raw = sink.accepted[pressed]?.raw?.replace(/=\r\n/g, '')
      const token = /\/v\/([\w-]{20,})/.exec(raw ?? '')?.[1]
      for (const base of bases) {
        const opened = await fetch(`${base}/v/${token}`)
        if (!opened.ok) refused.push(`GET ${opened.status} of ${base === olds ? 'old' : 'new'}`)
      }
      const answer = await fetch(`${bases[pressed % 2]}/v`, {
        method: 'POST',
        body: new URLSearchParams({ token: token! }),
      })
      if (!answer.ok) refused.push(`POST ${answer.status} of ${pressed % 2 ? 'new' : 'old'}`)
      pressed += 1
    }
    expect((await sayOld(`utskick ${plan}`)).data).toMatchObject({ send: plan })
    const both = () => new Set(sink.accepted.slice(migrated).map(({ raw }) => from(raw)))
    await until(() => both().size === 2)
    child.kill('SIGTERM')
    const state = async () => (await chat(second.environment, `utskick ${plan}`)).card.data!
    await until(state, (found) => found.state === 'done', 120)

    const counts = new Map<string, number>()
    for (const { to } of sink.accepted) counts.set(to, (counts.get(to) ?? 0) + 1)
    const skipped = await sql`select count(*)::int as n from deliveries where state = 'skipped'`
    expect(refused).toEqual([])
    expect([...counts.values()].filter((n) => n > 1)).toEqual([])
    expect(counts.size + skipped[0]!.n).toBe(400)
    expect(second.log()).not.toContain('"level":50')
  })
})
