import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { anna, said } from '../../../support/teams/activities.ts'
import { forgedRequests } from '../../../support/teams/forged-requests.ts'
import { createHarness, type TeamsHarness } from '../../../support/teams/harness.ts'
import { createClient } from '../../../support/teams/http-client.ts'

// Thousands of cases are tried here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

let harness: TeamsHarness
let now: Date | undefined
beforeEach(async () => {
  now = undefined
  harness = await createHarness({ work: false, clock: () => now ?? new Date() })
})
afterEach(() => harness.close())

const honest = () => harness.post(said(harness.cloud.url, anna, 'status'))

describe('the gate', () => {
  it('refuses every forged request with 401 or 400, and stores nothing of it', async () => {
    const client = createClient(harness.url, 1)
    for (const { name, header, body } of forgedRequests(harness.cloud)) {
      const status = await client.post(header, typeof body === 'string' ? body : JSON.stringify(body)).catch(() => 400)
      expect([name, [400, 401].includes(status)], `${name}: ${status}`).toEqual([name, true])
    }
    expect(harness.inbox).toEqual([])
    expect((await honest()).status).toBe(200)
    client.close()
  })

  it('takes two spellings of one service for one, as Microsoft does, on an address of the list only', async () => {
    const { cloud } = harness
    const from = async (claim: string, serviceUrl: string) =>
      (await harness.post({ ...said(cloud.url, anna, claim), serviceUrl }, cloud.token({ serviceurl: claim }))).status
    expect(await from(`${cloud.url}/`, cloud.url)).toBe(200)
    expect(await from(cloud.url, `${cloud.url}/`)).toBe(200)
    expect(await from(`${cloud.url}/EMEA/`, `${cloud.url}/emea`)).toBe(200)
    expect(await from(`${cloud.url}/emea/`, `${cloud.url}/amer/`)).toBe(401)
    expect(await from(`${cloud.url}//`, cloud.url)).toBe(401)
  })

  const forged = process.env.LONG ? 50_000 : 12_000
  it(`accepts 0 of ${forged} forged requests, without using more memory, while it serves honest ones`, async () => {
    const all = forgedRequests(harness.cloud).filter(({ name }) => name !== 'too long')
    const bodies = all.map(({ body }) => (typeof body === 'string' ? body : JSON.stringify(body)))
    const client = createClient(harness.url, 8)
    const statuses = new Map<number, number>()
    async function attack(from: number, to: number) {
      for (let i = from; i < to; i += 8) {
        const batch = Array.from({ length: Math.min(8, to - i) }, (_, j) => (i + j) % all.length)
        const got = await Promise.all(batch.map((n) => client.post(all[n]?.header, bodies[n] ?? '')))
        for (const status of got) statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    expect((await honest()).status).toBe(200)
    await attack(0, 5000)
    const before = heap()
    let served = 0
    let over = false
    const serving = (async () => {
      while (!over) {
        if ((await honest()).status === 200) served += 1
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })()
    await attack(5000, forged)
    over = true
    await serving
    harness.heard.length = 0
    expect([...statuses.keys()].sort()).toEqual([400, 401])
    expect(harness.inbox).toHaveLength(served + 1)
    harness.inbox.length = 0
    harness.logged.length = 0
    expect(heap() - before).toBeLessThan(20 * 1024 * 1024)
    expect(harness.cloud.counts.keys).toBeLessThan(6)
    client.close()
  }, 180_000)

  it('fetches the keys again when a token names an unknown one, at most once a minute', async () => {
    now = new Date()
    await honest()
    const before = harness.cloud.counts.keys
    const rotated = harness.cloud.publish('key-2')
    const post = () =>
      harness.post(said(harness.cloud.url, anna, 'status'), harness.cloud.token({}, { kid: 'key-2' }, rotated))
    expect((await post()).status).toBe(401)
    now = new Date(now.getTime() + 61_000)
    const found = await Promise.all([post(), post(), post()])
    expect(found.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(harness.cloud.counts.keys - before).toBeLessThanOrEqual(2)
  })

  it('answers 503 while it has no keys and cannot fetch them', async () => {
    const token = harness.cloud.token()
    const { url } = harness
    const activity = said(harness.cloud.url, anna, 'status')
    await harness.cloud.close()
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
    })
    expect(response.status).toBe(503)
  })

  it('answers other methods with 405', async () => {
    expect((await fetch(harness.url)).status).toBe(405)
  })

  it('accepts a token from a clock that is a few minutes off', async () => {
    const seconds = Math.floor(Date.now() / 1000)
    for (const claims of [{ exp: seconds - 200 }, { nbf: seconds + 200 }])
      expect((await harness.post(said(harness.cloud.url, anna, 'status'), harness.cloud.token(claims))).status).toBe(
        200,
      )
  })
})

function heap(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  collect()
  return process.memoryUsage().heapUsed
}
