import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createDatabase, embeddedDatabase } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { startSink } from '../support/mail/sink.ts'
import { chat, emptyFolder, headless, press, run, type Server, startServer } from '../support/process/program.ts'
import { csv, header } from '../support/product.ts'
import { until } from '../support/until.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** Everybody is mailed in the end, even after kill -9 in the middle of a send or a database that goes away. */
const file = (people: number) =>
  csv([header, ...Array.from({ length: people }, (_, n) => `100;Acme AB;${n};Person;Nr ${n};p${n}@acme.example`)])
const everybody = (people: number) => Array.from({ length: people }, (_, n) => `p${n}@acme.example`).sort()
/** The distinct recipients in order, and the number of repeated letters. */
const reached = (mails: { to: string }[]) => [...new Set(mails.map((mail) => mail.to))].sort()

const cleaning: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean()
})
async function begin(environment: Record<string, string>): Promise<Server> {
  const server = await startServer(environment)
  cleaning.push(() => server.end('SIGKILL'))
  return server
}

describe('kill -9 in the middle of a send', () => {
  it('on the embedded database: a new start on the same folder mails whoever is left', async () => {
    const made = await embeddedDatabase()
    await made.close()
    const first = await begin({ DATA_DIR: made.folder, DEMO: 'off', MAIL_RATE: '900' })
    const planned = await first.say('owner', 'importera', file(80))
    await first.say('owner', `bekräfta ${planned.data!.plan}`)
    const { plan } = (await first.say('owner', 'verifiera konton')).data as { plan: string }
    expect((await first.say('owner', `bekräfta ${plan}`)).data).toMatchObject({ send: plan, total: 80 })
    await until(first.outbox, (mails) => mails.length >= 12)
    await first.end('SIGKILL')

    const second = await begin({ ...first.environment, MAIL_RATE: '0' })
    const before = (await second.outbox()).length
    expect(before).toBeLessThan(80)
    const progress = async () => (await second.say('owner', `utskick ${plan}`)).data!
    const data = await until(progress, (found) => found.state === 'done')
    expect(data).toMatchObject({ total: 80, sent: 80, failed: 0, skipped: 0, queued: 0, inDoubt: 0 })
    const mails = await second.outbox()
    expect(reached(mails)).toEqual(everybody(80))
    expect(mails.length - 80).toBeLessThanOrEqual(8)
  })

  it('on PostgreSQL with real mail, driven by `npm run chat`; then the database goes away and comes back', async () => {
    const postgres = await startPostgres()
    cleaning.push(() => postgres.remove())
    const sink = await startSink({ latency: 30 })
    cleaning.push(() => sink.close())
    const { url } = await createDatabase(postgres.url)
    const first = await begin(headless(url, sink.url))
    const path = join(emptyFolder(), 'anstallda.csv')
    writeFileSync(path, file(400).bytes)
    const planned = await chat(first.environment, '--file', path, 'importera')
    await chat(first.environment, `bekräfta ${planned.card.data!.plan}`)
    const { plan } = (await chat(first.environment, 'verifiera konton företag=100')).card.data as { plan: string }
    expect(sink.count()).toBe(0)
    const confirmed = await chat(first.environment, `bekräfta ${plan}`)
    expect([confirmed.code, confirmed.card.data]).toEqual([0, expect.objectContaining({ send: plan, total: 400 })])
    await until(
      async () => sink.count(),
      (count) => count >= 40,
    )
    await first.end('SIGKILL')
    expect(sink.count()).toBeLessThan(400)

    const second = await begin(first.environment)
    await until(
      async () => reached(sink.accepted).length,
      (count) => count === 400,
    )
    const progress = async () => (await chat(second.environment, `utskick ${plan}`)).card.data!
    const data = await until(progress, (found) => found.state === 'done')
    expect(data).toMatchObject({ total: 400, sent: 400, failed: 0, skipped: 0, queued: 0, inDoubt: 0 })
    expect(reached(sink.accepted)).toEqual(everybody(400))
    expect(sink.count() - 400).toBeLessThanOrEqual(8)
    // A repeated letter is the same letter.
    expect(new Set(sink.accepted.map((mail) => mail.messageId)).size).toBe(400)
    expect(second.log()).not.toMatch(/@acme|\/v\//)

    const ready = () => fetch(`${second.base}/readyz`)
    expect((await ready()).status).toBe(200)
    await postgres.stop()
    const answer = await until(ready, ({ status }) => status === 503)
    expect(((await answer.json()) as { reason: string }).reason.length).toBeGreaterThan(5)
    expect((await fetch(`${second.base}/healthz`)).status).toBe(200)
    const token = 'a'.repeat(43)
    for (const page of [await fetch(`${second.base}/v/${token}`), await press(second.base, token)]) {
      expect([page.status, page.headers.get('retry-after')]).toEqual([503, '60'])
      expect(await page.text()).toContain('?lang=sv">Försök igen')
    }
    const refused = await run(['chat', 'status'], second.environment)
    expect([refused.code, refused.err.split('\n')[0]]).toEqual([1, expect.stringContaining('DATABASE_URL')])
    expect(refused.err + refused.out).not.toContain(new URL(url).password)
    await postgres.start()
    await until(ready, ({ status }) => status === 200)
    const again = await chat(second.environment, 'verifiera p7@acme.example igen=ja')
    expect(again.code).toBe(0)
    await until(
      async () => sink.accepted.at(-1)!.to,
      (to) => to === 'p7@acme.example',
    )
    expect(await second.end('SIGTERM')).toBe(0)
  })
})
