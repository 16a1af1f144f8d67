import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { anna, said } from '../../../support/teams/activities.ts'
import { type TeamsBench, teamsBench } from '../../../support/teams/bot.ts'
import { forgeries } from '../../../support/teams/forged.ts'
import { makeKnocker } from '../../../support/teams/knock.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let bench: TeamsBench
let now: Date | undefined
beforeEach(async () => {
  now = undefined
  bench = await teamsBench({ work: false, clock: () => now ?? new Date() })
})
afterEach(() => bench.close())

const honest = () => bench.post(said(bench.cloud.url, anna, 'status'))

describe('the gate', () => {
  it('turns every forgery away, each with 401 or 400, and keeps nothing of it', async () => {
    const knocker = makeKnocker(bench.url, 1)
    for (const { name, header, body } of forgeries(bench.cloud)) {
      const status = await knocker
        .knock(header, typeof body === 'string' ? body : JSON.stringify(body))
        .catch(() => 400)
      expect([name, [400, 401].includes(status)], `${name}: ${status}`).toEqual([name, true])
    }
    expect(bench.inbox).toEqual([])
    expect((await honest()).status).toBe(200)
    knocker.close()
  })

  it('lets 0 of 50,000 forged requests in, without growing, while honest ones are served', async () => {
    const all = forgeries(bench.cloud).filter(({ name }) => name !== 'too long')
    const bodies = all.map(({ body }) => (typeof body === 'string' ? body : JSON.stringify(body)))
    const knocker = makeKnocker(bench.url, 8)
    const statuses = new Map<number, number>()
    async function forge(from: number, to: number) {
      for (let i = from; i < to; i += 8) {
        const batch = Array.from({ length: Math.min(8, to - i) }, (_, j) => (i + j) % all.length)
        const got = await Promise.all(batch.map((n) => knocker.knock(all[n]?.header, bodies[n] ?? '')))
        for (const status of got) statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    expect((await honest()).status).toBe(200)
    await forge(0, 5000)
    const before = heap()
    let served = 0
    let over = false
    const friend = (async () => {
      while (!over) {
        if ((await honest()).status === 200) served += 1
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })()
    await forge(5000, 50_000)
    over = true
    await friend
    bench.heard.length = 0
    expect([...statuses.keys()].sort()).toEqual([400, 401])
    expect(bench.inbox).toHaveLength(served + 1)
    bench.inbox.length = 0
    bench.logged.length = 0
    expect(heap() - before).toBeLessThan(20 * 1024 * 1024)
    expect(bench.cloud.counts.keys).toBeLessThan(6)
    knocker.close()
  }, 180_000)

  it('asks for the keys again when an unknown one appears, at most once a minute', async () => {
    now = new Date()
    await honest()
    const before = bench.cloud.counts.keys
    const rotated = bench.cloud.publish('key-2')
    const post = () =>
      bench.post(said(bench.cloud.url, anna, 'status'), bench.cloud.token({}, { kid: 'key-2' }, rotated))
    expect((await post()).status).toBe(401)
    now = new Date(now.getTime() + 61_000)
    const found = await Promise.all([post(), post(), post()])
    expect(found.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(bench.cloud.counts.keys - before).toBeLessThanOrEqual(2)
  })

  it('can say nothing of a token while the keys are out of reach', async () => {
    const token = bench.cloud.token()
    const { url } = bench
    const activity = said(bench.cloud.url, anna, 'status')
    await bench.cloud.close()
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    })
    expect(response.status).toBe(503)
  })

  it('answers other methods with 405', async () => {
    expect((await fetch(bench.url)).status).toBe(405)
  })

  it('takes an activity whose clock is up to five minutes off', async () => {
    const seconds = Math.floor(Date.now() / 1000)
    for (const claims of [{ exp: seconds - 200 }, { nbf: seconds + 200 }])
      expect((await bench.post(said(bench.cloud.url, anna, 'status'), bench.cloud.token(claims))).status).toBe(200)
  })
})

function heap(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed
}
