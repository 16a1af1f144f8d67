import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rows } from '../../src/db/open.ts'
import { createScim } from '../../src/directory/scim.ts'
import { serverDatabase } from '../support/database/database.ts'
import { startBetterAuth } from '../support/network/providers/better-auth.ts'
import { type Answer, startProxy } from '../support/network/providers/proxy.ts'
import { startScimmyRouters } from '../support/network/providers/scimmy-routers.ts'
import { csv, header, type Product, startProduct } from '../support/product.ts'
import { until } from '../support/until.ts'

// Thousands of requests to a provider, a fifth of which goes wrong.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 })

const size = process.env.LONG ? 200 : 10

interface Somebody {
  number: string
  /** The address that they have in the end; where they had another, that is `before`. */
  email: string
  before?: string
  fate: 'stays' | 'disconnected' | 'erased' | 'moves'
}

const fates = ['stays', 'disconnected', 'erased', 'moves'] as const
const people = Array.from({ length: size }, (_, n): Somebody => {
  const [number, fate] = [`N${n}`, fates[n % fates.length]!]
  const email = `nils.${n}@acme.example`
  return fate === 'moves' ? { number, fate, email: `annan.${n}@acme.example`, before: email } : { number, fate, email }
})
const who = (fate: Somebody['fate']) => people.filter((person) => person.fate === fate)
const rowsOf = (list: Somebody[], address: (person: Somebody) => string) =>
  csv([header, ...list.map((person) => `100;Acme AB;${person.number};Nils;Nr${person.number};${address(person)}`)])

describe.each([
  ['scimmy-routers', startScimmyRouters],
  ['Better Auth', startBetterAuth],
])('a provider that is %s', (_, start) => {
  let proxy: Awaited<ReturnType<typeof startProxy>>
  let product: Product
  beforeAll(async () => {
    proxy = await startProxy(await start())
    product = await startProduct({
      database: await serverDatabase({ max: 12 }),
      directory: createScim({ url: proxy.url, token: proxy.token, now: Date.now, timeout: 1000 }),
    })
  })
  afterAll(async () => {
    await product.stop()
    await proxy.stop()
  })

  const confirmed = async (line: string, files: Parameters<Product['say']>[2] = []) => {
    let card = await product.say('owner', line, files)
    // While the connector is at work, the numbers of a plan may change, and the answer is the plan with the new ones.
    for (let shown = ''; card.data!.plan && card.data!.plan !== shown; ) {
      shown = String(card.data!.plan)
      card = await product.say('owner', `bekräfta ${shown}`)
    }
    expect([line, card.tone]).not.toContain('bad')
  }
  /** Mails those who have no link, and presses every link. */
  const verifyAll = async (list: Somebody[], address: (person: Somebody) => string) => {
    // They were mailed a moment ago, at another address.
    product.clock.forward(8 * 86_400_000)
    await confirmed('verifiera konton företag=100')
    await product.settled()
    for (let at = 0; at < list.length; at += 20) {
      const links = list.slice(at, at + 20).map(async (person) => product.linkTo(address(person)))
      await Promise.all(links.map(async (token) => product.app.page.verify(await token)))
    }
  }
  /** Lets the times of waiting pass, until nothing is due any more. */
  const settle = () =>
    until(
      async () => {
        await rows(product.database.db, sql`update people set connect_next_at = now() where connect_next_at > now()`)
        await rows(
          product.database.db,
          sql`update disconnects set next_at = now() where done_at is null and refused_at is null and next_at > now()`,
        )
        const [left] = await rows<{ n: number }>(
          product.database.db,
          sql`select (select count(*) from people where connect_next_at is not null)
                   + (select count(*) from disconnects where done_at is null and refused_at is null) as n`,
        )
        return Number(left!.n)
      },
      (n) => n === 0,
      300,
      500,
    )
  const kept = async (number: string): Promise<{ userName: string; active: boolean }[]> => {
    const filter = encodeURIComponent(`externalId eq "verifiera:100:${number}"`)
    const headers = { authorization: `Bearer ${proxy.token}`, accept: 'application/scim+json' }
    const list = await fetch(`${proxy.url}/Users?filter=${filter}`, { headers }).then((answer) => answer.json())
    return (list as { Resources: { userName: string; active: boolean }[] }).Resources
  }

  it('agrees with us about everybody, although a fifth of its answers is lost, late, 429 or 5xx', async () => {
    // A linear congruential generator: nearly the same fates in every run.
    let state = 11
    const random = () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state / 2_147_483_648
    }
    const met = { asked: 0, lost: 0, late: 0, busy: 0, broken: 0 }
    const answer = (status: number, headers = {}): Answer => ({ status, headers, text: '{}' })
    proxy.meddle = async (__, forward) => {
      met.asked += 1
      const fate = random()
      if (fate > 0.2) return forward()
      if (fate > 0.15) {
        met.busy += 1
        return answer(429, { 'retry-after': '0' })
      }
      // Half of the rest is carried out, and nobody learns of it.
      const carriedOut = random() > 0.5 ? await forward() : undefined
      if (fate > 0.1) {
        met.broken += 1
        return answer(fate > 0.125 ? 503 : 500)
      }
      if (fate > 0.05) {
        met.lost += 1
        return 'drop'
      }
      met.late += 1
      await sleep(1300)
      return carriedOut ?? 'drop'
    }

    await confirmed('importera', [rowsOf(people, ({ before, email }) => before ?? email)])
    await verifyAll(people, ({ before, email }) => before ?? email)
    // While many are still being connected, they are disconnected, erased and given other addresses.
    const disconnected = new Set<string>()
    for (const { number } of who('disconnected').filter((_one, at) => at % 2 === 0)) {
      if ((await stateOf(number)) !== 'connected') continue
      disconnected.add(number)
      await confirmed(`koppla från ${number} företag=100`)
    }
    for (const { number } of who('erased').filter((_one, at) => at % 2 === 0))
      await confirmed(`radera ${number} företag=100`)
    // A file changes the address of nobody who is connected, so for some of these it must be said twice.
    await confirmed('importera', [rowsOf(who('moves'), ({ email }) => email)])
    await settle()
    for (const { number } of who('moves'))
      if ((await stateOf(number)) === 'connected') await confirmed(`koppla från ${number} företag=100`)
    await settle()
    await confirmed('importera', [rowsOf(who('moves'), ({ email }) => email)])
    for (const { number } of who('disconnected').filter((one) => !disconnected.has(one.number)))
      await confirmed(`koppla från ${number} företag=100`)
    for (const { number } of who('erased').filter((_one, at) => at % 2 === 1))
      await confirmed(`radera ${number} företag=100`)
    await verifyAll(who('moves'), ({ email }) => email)
    await settle()
    proxy.meddle = undefined
    console.log(`${_}: ${size} people, ${JSON.stringify(met)}`)
    expect((met.lost + met.late + met.busy + met.broken) / met.asked).toBeGreaterThan(0.15)

    const differ: string[] = []
    for (const { number, email, fate } of people) {
      const there = (await kept(number)).map(({ userName, active }) => `${userName} ${active}`)
      const gone = fate === 'disconnected' || fate === 'erased'
      // Whoever was disconnected before the provider had ever heard of them was never made there.
      const right = gone ? ['', `${email} false`].includes(there.join()) : there.join() === `${email} true`
      const here = fate === 'erased' ? null : await stateOf(number)
      const rightHere = fate === 'erased' || (here === 'connected') === !gone
      if (!right || !rightHere) differ.push(`${number} ${fate}: ${here} here, ${there.join() || 'nobody'} there`)
    }
    expect(differ).toEqual([])
    const card = await product.say('owner', 'kontrollera kopplingar')
    expect(card.data).toMatchObject({ differences: [] })
    expect(card.tone).toBe('good')
  })

  const stateOf = async (number: string) =>
    ((await product.say('owner', `status ${number} företag=100`)).data!.person as { state: string }).state
})
