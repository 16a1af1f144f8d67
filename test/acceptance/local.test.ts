import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat, eventually, press, run, type Server, startServer, tokenIn } from '../support/outside.ts'

/** Local mode as a stranger meets it: an empty folder, no settings, the fictional company. */
let server: Server
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.end('SIGKILL'))

const get = (path: string, init?: RequestInit) => fetch(server.base + path, init)
const sum = (numbers: Record<string, number>) => Object.values(numbers).reduce((a, b) => a + b, 0)
const states = [
  'missing_email',
  'not_sent',
  'queued',
  'sent',
  'expired',
  'bounced',
  'verified',
  'connected',
  'connect_failed',
]
const sendKeys = ['direct', 'failed', 'inDoubt', 'queued', 'sent', 'send', 'skipped', 'state', 'total'].sort()

interface SendData {
  send: string
  state: string
  total: number
  sent: number
  direct: number
  failed: number
  skipped: number
  queued: number
  inDoubt: number
}

/** A send when it is over; its numbers must add up at every look. */
function finished(code: string): Promise<SendData> {
  const look = async () => {
    const data = (await server.say('admin', `utskick ${code}`)).data as unknown as SendData
    expect(Object.keys(data).sort()).toEqual(sendKeys)
    expect(data.sent + data.direct + data.failed + data.skipped + data.queued + data.inDoubt).toBe(data.total)
    return data
  }
  return eventually(look, (data) => data.state === 'done')
}

describe('a cold start without any setting', () => {
  it('answers, and says that it is ready', async () => {
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/readyz')).status).toBe(200)
    const page = await get('/')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
    expect((await get('/outbox')).status).toBe(200)
    expect(await server.outbox()).toEqual([])
    expect((await get('/nothing')).status).toBe(404)
  })

  it('has a fictional company in which every state and every reason occurs', async () => {
    const { total, states: found } = (await server.say('owner', 'status')).data as {
      total: number
      states: Record<string, number>
    }
    expect(Object.keys(found).sort()).toEqual([...states].sort())
    for (const state of states) expect(found[state], state).toBeGreaterThan(0)
    expect(sum(found)).toBe(total)
    expect(Math.abs(total - 200)).toBeLessThan(20)
    const { rows } = await server.say('owner', 'status')
    expect(rows!.body).toHaveLength(3)
    const domains = (await server.say('owner', 'domän lista')).data as { verified: { proved: boolean }[] }
    expect(domains.verified.filter((d) => d.proved)).toHaveLength(1)

    await server.say('owner', 'domän tillåt norrsken.example')
    const limited = (await server.say('admin', 'verifiera konton företag=100')).data!
    expect(limited.leftOut).toHaveProperty('domain_not_allowed')
    await server.say('owner', 'domän tillåt acme.example')
    await server.say('owner', 'domän ta bort norrsken.example')
  })
})
