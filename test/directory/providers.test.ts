import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { DirectoryPerson } from '../../src/directory/directory.ts'
import { createScim } from '../../src/directory/scim.ts'
import { startBetterAuth } from '../support/network/providers/better-auth.ts'
import { type Meddle, type Passed, startProxy } from '../support/network/providers/proxy.ts'
import { startScimmyRouters } from '../support/network/providers/scimmy-routers.ts'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const answer = (status: number, headers: Record<string, string> = {}, text = '{}') => ({ status, headers, text })

// Hundreds of requests, with pauses, on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

describe.each([
  ['scimmy-routers', startScimmyRouters],
  ['Better Auth', startBetterAuth],
])('%s', (_, start) => {
  let proxy: Awaited<ReturnType<typeof startProxy>>
  beforeAll(async () => {
    proxy = await startProxy(await start())
  })
  afterAll(() => proxy.stop())
  afterEach(() => {
    proxy.meddle = undefined
    proxy.passed.length = 0
  })

  const scim = (more = {}) => createScim({ url: proxy.url, token: proxy.token, now: Date.now, ...more })
  let count = 0
  const somebody = (more: Partial<DirectoryPerson> = {}): DirectoryPerson => {
    const number = String(++count).padStart(5, '0')
    const name = { givenName: 'Åsa', familyName: 'Öberg', language: 'sv' as const }
    return { id: count, companyNumber: '100', number, email: `asa.${number}@acme.example`, ...name, ...more }
  }
  /** What the server itself keeps, asked past the proxy's meddling. */
  async function kept(externalId: string): Promise<Record<string, unknown>[]> {
    const { meddle } = proxy
    proxy.meddle = undefined
    const filter = encodeURIComponent(`externalId eq "${externalId}"`)
    const headers = { authorization: `Bearer ${proxy.token}`, accept: 'application/scim+json' }
    const list = await fetch(`${proxy.url}/Users?filter=${filter}`, { headers }).then((r) => r.json())
    proxy.meddle = meddle
    return (list as { Resources: Record<string, unknown>[] }).Resources
  }
  const keptOf = async ({ companyNumber, number }: DirectoryPerson) =>
    (await kept(`verifiera:${companyNumber}:${number}`))[0]
  /** Sends a change past us, as another system would. */
  async function changeThere(id: unknown, path: string, value: unknown): Promise<void> {
    const headers = { authorization: `Bearer ${proxy.token}`, 'content-type': 'application/scim+json' }
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
    const body = JSON.stringify({ schemas, Operations: [{ op: 'replace', path, value }] })
    const { status } = await fetch(`${proxy.url}/Users/${id}`, { method: 'PATCH', headers, body })
    expect(status).toBeLessThan(300)
  }
  const isChange = ({ method }: Passed) => method === 'PATCH' || method === 'PUT' || method === 'POST'

  it('connects, moves, disconnects and connects again, and is looked at in between', async () => {
    const asa = somebody()
    expect(await scim().look(asa)).toEqual({ ok: true, state: 'missing' })
    expect(await scim().connect(asa)).toMatchObject({ ok: true, userId: expect.any(String) })
    expect(await scim().look(asa)).toEqual({ ok: true, state: 'connected' })
    expect(await scim().look({ ...asa, email: 'annan@acme.example' })).toEqual({ ok: true, state: 'other_address' })
    const moved = { ...asa, email: `ny.${asa.number}@acme.example` }
    expect(await scim().connect(moved)).toMatchObject({ ok: true })
    expect(await keptOf(asa)).toMatchObject({ userName: moved.email, active: true })
    expect(await scim().disconnect(moved)).toMatchObject({ ok: true })
    expect(await scim().look(moved)).toEqual({ ok: true, state: 'inactive' })
    expect(await scim().connect(moved)).toMatchObject({ ok: true })
    expect(await keptOf(asa)).toMatchObject({ active: true })
  })

  it('gets the domain as A-label, and keeps one user for å, plus signs and upper case', async () => {
    const asa = somebody({ email: `Åsa+Lön${count}@Åkeri.example` })
    const plain = somebody({ email: `Asa+Lon${count}@Åkeri.example` })
    expect(await scim().connect(plain)).toMatchObject({ ok: true })
    expect(await scim().connect(plain)).toMatchObject({ ok: true })
    expect((await keptOf(plain))?.userName).toBe(plain.email.replace('@Åkeri.example', '@xn--keri-poa.example'))
    expect(asa.email).toContain('Å')
  })

  it.each([
    ['inactive', 'inactive', (text: string) => text.replace(/"active":true/, '"active":false')],
    [
      'with another address',
      'unconfirmed',
      (text: string) => text.replace(/"userName":"[^"]*"/, '"userName":"x@y.example"'),
    ],
  ])('that shows the user %s has not connected anybody', async (_, reason, rewrite) => {
    const asa = somebody()
    proxy.meddle = async (_, forward) => {
      const real = await forward()
      return { ...real, text: rewrite(real.text) }
    }
    expect(await scim().connect(asa)).toMatchObject({ ok: false, reason, retry: true })
    proxy.meddle = undefined
    expect(await scim().connect(asa)).toMatchObject({ ok: true })
  })

  it('that accepts with 202 and shows no user is believed when it shows one', async () => {
    const asa = somebody()
    proxy.meddle = ({ method }) => (method === 'POST' ? Promise.resolve(answer(202, {}, '')) : undefined)
    expect(await scim().connect(asa)).toMatchObject({ ok: false, reason: 'unconfirmed', retry: true })
    proxy.meddle = ({ method }, forward) => (method === 'POST' ? forward().then(() => answer(202, {}, '')) : undefined)
    expect(await scim().connect(asa)).toMatchObject({ ok: true })
  })

  it('that keeps the user active has not removed the connection', async () => {
    const asa = somebody()
    await scim().connect(asa)
    proxy.meddle = async (_, forward) => {
      const real = await forward()
      return { ...real, text: real.text.replace(/"active":false/, '"active":true') }
    }
    expect(await scim().disconnect(asa)).toMatchObject({ ok: false, reason: 'still_active' })
  })

  it('where the external id was changed is disconnected by its own id, or refused, and never believed gone', async () => {
    const asa = somebody()
    const { userId } = (await scim().connect(asa)) as { userId: string }
    await changeThere(userId, 'externalId', `hr-${asa.number}`)
    expect(await scim().disconnect({ ...asa, userId: null })).toMatchObject({ ok: false, reason: 'taken' })
    expect(await scim().disconnect({ ...asa, userId })).toMatchObject({ ok: true, userId })
    expect(await kept(`hr-${asa.number}`)).toMatchObject([{ active: false }])
  })

  it.each<[string, Meddle]>([
    [
      '501 to the filter of the extension',
      async ({ path }, forward) => (path.includes('employeeNumber eq') ? answer(501) : forward()),
    ],
    ['403 to it', async ({ path }, forward) => (path.includes('employeeNumber eq') ? answer(403) : forward())],
    [
      '400 to the filter of the external id',
      async ({ path }, forward) => (path.includes('externalId eq') ? answer(400) : forward()),
    ],
    [
      '400 to paths of the extension',
      async ({ body }, forward) => (body.includes(enterprise) ? answer(400) : forward()),
    ],
    [
      '428 without If-Match',
      async (asked, forward) => (asked.method === 'PATCH' && !asked.headers['if-match'] ? answer(428) : forward()),
    ],
    [
      '415 to scim+json',
      async (asked, forward) =>
        isChange(asked) && asked.headers['content-type'] !== 'application/json'
          ? answer(415)
          : withType(asked, forward),
    ],
    ['501 to PATCH', async ({ method }, forward) => (method === 'PATCH' ? answer(501) : forward())],
  ])('behind a server that answers %s is asked in another way', async (_, meddle) => {
    const asa = somebody()
    proxy.meddle = meddle
    const moved = { ...asa, email: `annan.${asa.number}@acme.example` }
    const { userId } = (await scim().connect(asa)) as { userId: string }
    expect(await scim().connect({ ...moved, userId })).toMatchObject({ ok: true })
    expect(await keptOf(asa)).toMatchObject({ userName: moved.email, active: true })
    expect(await scim().disconnect({ ...moved, userId })).toMatchObject({ ok: true })
    expect(await keptOf(asa)).toMatchObject({ active: false })
  })

  it('that asks for a pause gets it from everybody, once, and nothing is asked twice for it', async () => {
    const people = Array.from({ length: 12 }, () => somebody())
    let allowed = 10
    let closedUntil = 0
    let [closings, refused] = [0, 0]
    proxy.meddle = async (_, forward) => {
      if (Date.now() < closedUntil) refused += 1
      else if (allowed-- > 0) return forward()
      if (Date.now() >= closedUntil) {
        closedUntil = Date.now() + 900
        closings += 1
        allowed = 30
      }
      return answer(429, { 'retry-after': '1' })
    }
    const one = scim()
    const answers = await Promise.all(people.map((person) => one.connect(person)))
    expect(answers.filter(({ ok }) => !ok)).toEqual([])
    // Only requests that were under way when the pause began reach the server in it.
    expect(refused).toBeLessThan(closings * people.length)
  })

  it('that asks for a long pause is left alone, and the call says for how long', async () => {
    proxy.meddle = async () => answer(429, { 'retry-after': '120' })
    const one = scim()
    expect(await one.connect(somebody())).toMatchObject({ ok: false, reason: 'busy', retry: true })
    const asked = proxy.passed.length
    const second = await one.connect(somebody())
    expect(second).toMatchObject({ ok: false, wait: expect.closeTo(120, -1) })
    expect(proxy.passed).toHaveLength(asked)
  })

  it('agrees in the end with 20 % of the answers lost, 429 or 5xx', async () => {
    let state = 7
    // A linear congruential generator: the same fates in every run.
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state / 2_147_483_648
    }
    const people = Array.from({ length: 40 }, () => somebody())
    proxy.meddle = async (_, forward) => {
      const fate = random()
      if (fate > 0.2) return forward()
      if (fate > 0.15) return answer(503)
      if (fate > 0.1) return answer(429, { 'retry-after': '0' })
      // Carried out, but nobody learns of it.
      await forward()
      return fate > 0.05 ? 'drop' : answer(500)
    }
    const one = scim()
    const wanted = new Map(people.map((person, i) => [person, i % 3 !== 0]))
    const until = async (call: () => Promise<{ ok: boolean }>) => {
      for (let tries = 0; !(await call()).ok; tries++) expect(tries).toBeLessThan(8)
    }
    for (const [person, connected] of wanted) {
      await until(() => one.connect(person))
      if (!connected) await until(() => one.disconnect(person))
    }
    proxy.meddle = undefined
    for (const [person, connected] of wanted) {
      const users = await kept(`verifiera:${person.companyNumber}:${person.number}`)
      expect(users.map(({ active, userName }) => [active, userName])).toEqual([[connected, person.email]])
    }
  })
})

/** The servers themselves know scim+json only; the proxy speaks for a server that knows only the other. */
async function withType(asked: Passed, forward: () => Promise<{ status: number; text: string }>) {
  asked.headers['content-type'] &&= 'application/scim+json'
  return forward()
}
