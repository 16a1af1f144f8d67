import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import { type Sink, startSink } from '../support/mail/sink.ts'
import { freePort } from '../support/network/free-port.ts'
import { chat, emptyFolder, headless, run, runProgram, type Server, startServer } from '../support/process/program.ts'
import { csv, header } from '../support/product.ts'
import { until } from '../support/until.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** A service without a chat: several processes on one PostgreSQL, operated through `npm run chat`. */
let database: { name: string; url: string }
let sink: Sink
let environment: Record<string, string>
const servers: Server[] = []
beforeAll(async () => {
  database = await createDatabase(inject('postgres'))
  sink = await startSink({ keep: true })
  environment = headless(database.url, sink.url)
})
afterAll(async () => {
  for (const server of servers) await server.end('SIGKILL')
  await sink.close()
  await dropDatabase(inject('postgres'), database.name)
})
async function begin(more: Record<string, string> = {}): Promise<Server> {
  const server = await startServer({ ...environment, ...more })
  servers.push(server)
  return server
}
async function load(lines: string[]) {
  const path = join(emptyFolder(), 'anstallda.csv')
  writeFileSync(path, csv([header, ...lines]).bytes)
  const { card } = await chat(environment, '--file', path, 'importera')
  return chat(environment, `bekräfta ${card.data!.plan}`)
}

describe('several processes on one empty PostgreSQL', () => {
  let metricsPort: string

  it('start at the same moment, whatever their task, and migrate it once', async () => {
    metricsPort = String(await freePort())
    const [migrated] = await Promise.all([
      run(['migrate'], environment),
      begin({ WORKER: 'off', METRICS_PORT: metricsPort }),
      begin({ WORKER: 'off' }),
    ])
    expect(migrated).toMatchObject({ code: 0, err: '' })
    expect(await run(['migrate'], environment)).toMatchObject({ code: 0, out: 'Nothing to migrate\n' })
    const { data } = await chat(environment, 'status').then(({ card }) => card)
    expect(data).toMatchObject({ total: 0 })
  })

  it('have no chat page, no outbox and no fictional company', async () => {
    for (const [path, status] of [
      ['/', 200],
      ['/healthz', 200],
      ['/outbox', 404],
      ['/outbox.json', 404],
      ['/local/page.js', 404],
      ['/slack/events', 404],
      ['/api/messages', 404],
    ] as const) {
      expect([path, (await fetch(servers[0]!.base + path)).status]).toEqual([path, status])
    }
    const said = await fetch(`${servers[0]!.base}/chat`, { method: 'POST', body: '{"as":"owner","say":"status"}' })
    expect(said.status).toBe(404)
    expect(await (await fetch(servers[0]!.base)).text()).not.toMatch(/Acme|<form/)
  })

  it('send nothing with WORKER=off; one with WORKER=only sends what the terminal confirmed, and serves no chat', async () => {
    expect(
      (await load(['a', 'b', 'c'].map((name, n) => `100;Acme AB;${n};${name};Ek;${name}@acme.example`))).code,
    ).toBe(0)
    const { card } = await chat(environment, 'verifiera konton')
    const confirmed = await chat(environment, `bekräfta ${card.data!.plan}`)
    expect(confirmed.card.data).toMatchObject({ total: 3, queued: 3, sent: 0 })
    expect((await chat(environment, 'verifiera konton')).card.data).toMatchObject({
      plan: null,
      leftOut: { in_another_send: 3 },
    })
    expect(sink.count()).toBe(0)
    const worker = await begin({ WORKER: 'only' })
    await until(
      async () => sink.count(),
      (count) => count === 3,
    )
    expect(sink.accepted.map((m) => m.to).sort()).toEqual(['a@acme.example', 'b@acme.example', 'c@acme.example'])
    expect((await fetch(`${worker.base}/readyz`)).status).toBe(200)
    const code = String(card.data!.plan)
    const done = await until(
      async () => (await chat(environment, `utskick ${code}`)).card.data!,
      (data) => data.state === 'done',
    )
    expect(done).toMatchObject({ total: 3, sent: 3, queued: 0 })
    expect(sink.accepted[0]!.raw).toContain('From: Verifiera <verifiera@acme.example>')
  })

  it('share the links, which start with PUBLIC_URL', async () => {
    const raw = sink.accepted[0]!.raw!.replace(/=\r\n/g, '').replaceAll('=3D', '=')
    const [, token] = /https:\/\/verifiera\.acme\.example\/v\/([\w-]+)/.exec(raw)!
    for (const { base } of servers.slice(0, 2)) expect((await fetch(`${base}/v/${token}`)).status).toBe(200)
    const pressed = await Promise.all(
      servers
        .slice(0, 2)
        .map(({ base }) => fetch(`${base}/v`, { method: 'POST', body: new URLSearchParams({ token: token! }) })),
    )
    expect(pressed.map(({ status }) => status)).toEqual([200, 200])
    const states = (await chat(environment, 'status')).card.data!.states as Record<string, number>
    expect(states.verified! + states.connected!).toBe(1)
  })

  it('show their metrics on the port that was asked for', async () => {
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text()
    for (const name of [
      'verifiera_sends',
      'verifiera_deliveries',
      'verifiera_queue_age_seconds',
      'verifiera_answers_total',
    ])
      expect(text).toContain(name)
    for (const kind of ['statement', 'transaction', 'probe'])
      expect(text).toMatch(new RegExp(`verifiera_sql_seconds_count{kind="${kind}"} [1-9]`))
    expect(text).toMatch(/verifiera_connection_wait_seconds_count{pool="work"} [1-9]/)
    expect(text).not.toMatch(/@acme/)
    expect((await fetch(`${servers[0]!.base}/metrics`)).status).toBe(404)
  })

  it('log JSON lines without addresses or tokens, and stop cleanly', async () => {
    for (const server of servers) {
      expect(await server.end('SIGTERM')).toBe(0)
      for (const line of server.log().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
      expect(server.log()).not.toMatch(/@|\/v\/[\w-]|Ek\b/)
    }
  })
})

describe('a start that would be unsafe', () => {
  it('is refused: local mode on this database, or without the key of a link that lives', async () => {
    const local = await run([], { DATABASE_URL: database.url, PORT: '0', DATA_DIR: emptyFolder() })
    expect([local.code, local.err]).toEqual([1, expect.stringMatching(/DATABASE_URL.*real mail/)])
    const other = { SECRET_KEYS: `k2:${Buffer.alloc(32, 9).toString('base64')}` }
    const keyless = await run([], { ...environment, ...other })
    expect([keyless.code, keyless.err]).toEqual([1, expect.stringMatching(/SECRET_KEYS.*k1/)])
    const both = { SECRET_KEYS: `${other.SECRET_KEYS},${environment.SECRET_KEYS}` }
    expect((await run(['chat', 'status'], { ...environment, ...both })).code).toBe(0)
  })
})

describe('npm run manifest', () => {
  it('writes both packages for PUBLIC_URL, from the command list', async () => {
    const folder = emptyFolder()
    const root = fileURLToPath(new URL('../..', import.meta.url))
    for (const part of ['src', 'adapters', 'manifest', 'package.json', 'tsconfig.json'])
      cpSync(join(root, part), join(folder, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    const { PATH = '', HOME = '' } = process.env
    const MicrosoftAppId = '11111111-2222-4333-8444-555555555555'
    const more = { PATH, HOME, PUBLIC_URL: 'https://bot.kund.example', MicrosoftAppId }
    const made = await runProgram('npm', ['run', '--silent', 'manifest'], more, '', folder)
    expect([made.code, made.err]).toEqual([0, ''])
    const slack = readFileSync(join(folder, 'manifest/out/slack.json'), 'utf8')
    expect(slack).toContain('https://bot.kund.example/slack/events')
    expect(slack).toContain('/verifiera')
    expect(slack).not.toContain('verifiera.example')
    expect(readFileSync(join(folder, 'manifest/out/teams/manifest.json'), 'utf8')).toContain('bot.kund.example')
  })
})
