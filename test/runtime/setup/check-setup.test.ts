import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer as listenOnly } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { migrate } from '../../../src/db/migrate.ts'
import { openServer, rows } from '../../../src/db/open.ts'
import { setUp, type World } from '../../dialogs/setup/world.ts'
import { pgbouncer, startPgBouncer } from '../../support/database/pgbouncer.ts'
import { type Postgres, startPostgres } from '../../support/database/postgres.ts'
import { needs } from '../../support/needs.ts'
import { type Authority, type Certificate, createAuthority, openssl } from '../../support/network/certificates.ts'
import { run } from '../../support/process/program.ts'

// Each run is a process of its own, seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

needs('openssl', openssl).describe('npm run check-setup', () => {
  let world: World
  let postgres: Postgres
  let authority: Authority
  let proxy: { url: string; close(): void }
  beforeAll(async () => {
    authority = createAuthority()
    ;[world, postgres, proxy] = await Promise.all([setUp(), startPostgres(), startProxy(authority.issue())])
  })
  afterAll(async () => {
    proxy.close()
    await world.close()
    await postgres.remove()
  })

  /** Runs it with what fits and these settings instead. Resolves with the exit code, and the lines by topic. */
  async function check(change: Record<string, string> = {}) {
    const fits = {
      ...world.environment,
      DATABASE_URL: postgres.url,
      PUBLIC_URL: proxy.url,
      NODE_EXTRA_CA_CERTS: authority.file,
    }
    const { code, out, err } = await run(['check-setup'], { ...fits, ...change })
    expect(err).toBe('')
    expect(out).not.toMatch(/right@|xoxb-|token-of-the-tests/)
    const lines = out.trim().split('\n')
    return { code, lines, of: (topic: string) => lines.filter((line) => line.includes(`  ${topic}: `)) }
  }

  it('finds everything in order before the first start, and leaves the database empty', async () => {
    const { code, lines, of } = await check()
    expect(lines.filter((line) => !line.startsWith('bra '))).toEqual([expect.stringMatching(/^av +Brevlådan/)])
    expect(of('Databas')).toEqual([expect.stringContaining('Databasen är tom')])
    expect(of('PUBLIC_URL')).toEqual([expect.stringContaining('leder hit')])
    expect(of('Slack')).toHaveLength(1)
    expect(of('Teams')).toHaveLength(2)
    expect(code).toBe(0)
    const database = openServer(postgres.url)
    expect(await rows(database.db, sql`select tablename from pg_tables where schemaname = 'public'`)).toEqual([])
    await database.close()
  })

  it('fails where something is wrong, and says what comes next', async () => {
    const refused = await check({ DATABASE_URL: 'postgres://verifiera:secret@127.0.0.1:9/verifiera' })
    expect(refused.code).toBe(1)
    expect(refused.of('Databas')).toEqual([
      expect.stringMatching(/^FEL +Databas: Databasen svarade inte: .*DATABASE_URL/),
    ])
    expect(refused.lines.join()).not.toContain('secret@')
  })

  it('ends in time where nobody ever answers', async () => {
    const mute = listenOnly(() => {})
    await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done))
    const { port } = mute.address() as AddressInfo
    const from = performance.now()
    const { code, of } = await check({
      DATABASE_URL: `postgres://verifiera:secret@127.0.0.1:${port}/verifiera`,
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      SCIM_URL: `http://127.0.0.1:${port}/scim`,
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
      TEAMS_LOGIN_URL: `http://127.0.0.1:${port}/login`,
      PUBLIC_URL: `https://127.0.0.1:${port}`,
    })
    expect(performance.now() - from).toBeLessThan(45_000)
    expect(code).toBe(1)
    expect(of('Mejlserver')).toEqual([expect.stringMatching(/^FEL +Mejlserver: Servern svarar inte/)])
    for (const topic of ['Slack', 'PUBLIC_URL', 'Visma Connect (SCIM)', 'Klocka'])
      for (const line of of(topic)) expect(line).toMatch(/^osäkert/)
    mute.close()
  }, 120_000)

  it('asks what the role may do, and who answers at PUBLIC_URL', async () => {
    const database = openServer(postgres.url)
    const { db } = database
    await db.execute(sql`create role narrow login password 'narrow'`)
    const url = new URL(postgres.url)
    url.username = url.password = 'narrow'
    // Each run also meets something else in front of the product.
    const lines = async (answer: Answer, days?: number) => {
      const other = await startProxy(authority.issue(undefined, days), answer)
      const { of } = await check({ DATABASE_URL: url.href, PUBLIC_URL: other.url })
      other.close()
      return [...of('Databas'), ...of('PUBLIC_URL')]
    }
    expect(await lines({ status: 302, headers: { location: 'https://login.example/' } })).toEqual([
      expect.stringMatching(/^FEL.*får inte skapa tabeller/),
      expect.stringMatching(/^FEL.*svarar \(302\), men inte som Verifiera/),
    ])
    await migrate(database)
    // What README has the service's role granted, without the last line and with it.
    await db.execute(sql`grant usage on schema public to narrow`)
    await db.execute(sql`grant usage on schema drizzle to narrow`)
    await db.execute(sql`grant select on all tables in schema drizzle to narrow`)
    await db.execute(sql`grant select on all tables in schema public to narrow`)
    expect(await lines({ status: 200, body: '<h1>Välkommen</h1>' })).toEqual([
      expect.stringMatching(/^FEL.*får inte läsa och skriva i .*people/),
      expect.stringMatching(/^FEL.*svarar \(200\), men inte som Verifiera/),
    ])
    await db.execute(sql`grant select, insert, update, delete on all tables in schema public to narrow`)
    await db.execute(sql`revoke update, truncate on audit from narrow`)
    await db.execute(sql`grant usage on all sequences in schema public to narrow`)
    expect(await lines({ status: 200, body: '{"ok":true}' }, -1)).toEqual([
      expect.stringMatching(/^bra +Databas: Rättigheter/),
      expect.stringMatching(/^FEL.*certificate has expired/),
    ])
    await database.close()
  }, 120_000)

  needs('pgbouncer', pgbouncer).describe('behind a pooler', () => {
    it('is told to use its session mode', async () => {
      const pooler = await startPgBouncer(postgres.url, 'transaction')
      expect((await check({ DATABASE_URL: pooler.url })).of('Databas')).toEqual([
        expect.stringMatching(/^FEL.*byter session/),
      ])
      await pooler.stop()
    })
  })
})

interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** The proxy in front of the product, which is not started yet: it answers `/healthz` as the product does. */
async function startProxy({ key, cert }: Certificate, answer: Answer = { status: 200, body: '{"ok":true}' }) {
  const server: Server = createServer({ key, cert }, ({ url }, response) => {
    const { status, headers, body } = url === '/healthz' ? answer : { status: 404 }
    response.writeHead(status, headers).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
