import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { createScim } from '../../../src/directory/scim.ts'
import { testDatabase } from '../../support/database/database.ts'
import { type ScimServer, startScim } from '../../support/network/scim.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let server: ScimServer
let product: Product
beforeAll(async () => {
  server = await startScim()
  product = await startProduct({
    directory: createScim({ ...server, url: server.url, now: Date.now }),
    database: await testDatabase({ max: 12 }),
    // Often enough for the comparison at night, seldom enough to leave the embedded database to others.
    timing: { hourly: 2 },
  })
}, 120_000)
afterAll(async () => {
  await product.stop()
  await server.stop()
})
beforeEach(() => {
  server.instead = undefined
})

let count = 0
/** Somebody new who has been mailed; `press` is the button on the page. */
async function mailed() {
  const number = `N${++count}`
  const email = `n${count}@acme.example`
  const plan = await product.say('owner', 'importera', [
    csv([header, `100;Acme AB;${number};Nils;Nr${count};${email}`]),
  ])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  await product.say('owner', `verifiera ${number} företag=100`)
  await product.settled()
  const token = await product.linkTo(email)
  return { number, email, press: () => product.app.page.verify(token) }
}
const connected = async () => {
  const person = await mailed()
  await person.press()
  await until(async () => (await state(person.number)) === 'connected')
  return person
}
const status = (number: string) => product.say('owner', `status ${number} företag=100`)
const state = async (number: string) => ((await status(number)).data!.person as { state: string }).state
const there = (number: string) =>
  [...server.users.values()].find(({ externalId }) => externalId === `verifiera:100:${number}`)
const confirmed = async (line: string) =>
  product.say('owner', `bekräfta ${(await product.say('owner', line)).data!.plan}`)
const retryNow = () =>
  rows(product.database.db, sql`update people set connect_next_at = now() where connect_next_at is not null`)

/** Turns the clock forward to this hour in Stockholm, as one sees it there. */
function forwardTo(hour: number) {
  const now = product.clock.now()
  const there = new Date(now.toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }))
  const at = there.getHours() + there.getMinutes() / 60
  product.clock.forward((((hour - at + 24) % 24) + 0.01) * 3_600_000)
}

/** Holds the next answer to a change until it is let go. The change itself has been made by then. */
function holdAnswer() {
  let letGo: () => void = () => {}
  const asked = new Promise<void>((reached) => {
    server.instead = ({ method, body }, response) => {
      if (method !== 'POST') return false
      server.instead = undefined
      server.put(JSON.parse(body))
      const user = [...server.users.values()].at(-1)!
      reached()
      letGo = () => void response.writeHead(201, { 'content-type': 'application/scim+json' }).end(JSON.stringify(user))
      return true
    }
  })
  return { asked, letGo: () => letGo() }
}

describe('whom the provider knows, it is told about', () => {
  it('when a connected person is erased, and nothing of them is left here then', async () => {
    const { number } = await connected()
    await confirmed(`radera ${number} företag=100`)
    await until(() => there(number)?.active === false)
    await until(async () => {
      const left = await rows(product.database.db, sql`select 1 from disconnects where number = ${number}`)
      return left.length === 0
    })
  })

  it('when somebody is erased while the provider answers', async () => {
    const person = await mailed()
    const held = holdAnswer()
    const pressed = person.press()
    await held.asked
    await confirmed(`radera ${person.number} företag=100`)
    held.letGo()
    await pressed
    await until(() => there(person.number)?.active === false)
  })

  it('when an address changes while the provider answers; the new one is connected after that', async () => {
    const person = await mailed()
    const held = holdAnswer()
    const pressed = person.press()
    await held.asked
    await product.say('owner', `verifiera ${person.number} företag=100 epost=ny.${person.email}`)
    held.letGo()
    await pressed
    await until(() => there(person.number)?.active === false)
    expect(await state(person.number)).not.toBe('connected')
    await product.settled()
    await product.app.page.verify(await product.linkTo(`ny.${person.email}`))
    await until(async () => (await state(person.number)) === 'connected')
    expect(there(person.number)).toMatchObject({ active: true, userName: `ny.${person.email}` })
  })

  it('and one whose external id was changed there is not called removed while active', async () => {
    const { number } = await connected()
    const user = there(number)!
    server.users.set(user.id, { ...user, externalId: 'hr-1' })
    await confirmed(`koppla från ${number} företag=100`)
    await until(async () => (await state(number)) !== 'connected')
    expect(server.users.get(user.id)).toMatchObject({ active: false })
  })
})

describe('what the provider says', () => {
  it('stands in the status in Swedish, with the way out and a button that tries again', async () => {
    const person = await mailed()
    server.put({ userName: person.email, externalId: 'hr-7', active: true })
    await person.press()
    await until(async () => (await state(person.number)) === 'connect_failed')
    const card = await status(person.number)
    expect(JSON.stringify(card.facts)).toContain('Adressen används av ett annat konto hos Visma Connect')
    expect(card.note).toContain(`verifiera ${person.number} företag=100 epost=`)
    expect(card.buttons).toContainEqual(expect.objectContaining({ say: `koppla igen ${person.number} företag=100` }))
    for (const [id, user] of server.users) if (user.externalId === 'hr-7') server.users.delete(id)
    await product.say('owner', `koppla igen ${person.number} företag=100`)
    await until(async () => (await state(person.number)) === 'connected')
  })

  it('is compared with what is stored here: missing, inactive, another address, each with a button', async () => {
    const [missing, inactive, moved] = [await connected(), await connected(), await connected()]
    server.users.delete(there(missing.number)!.id)
    Object.assign(there(inactive.number)!, { active: false })
    Object.assign(there(moved.number)!, { userName: 'annan@acme.example' })
    const card = await product.say('owner', 'kontrollera kopplingar')
    const differences = card.data!.differences as { number: string; state: string }[]
    expect(Object.fromEntries(differences.map((d) => [d.number, d.state]))).toEqual({
      [missing.number]: 'missing',
      [inactive.number]: 'inactive',
      [moved.number]: 'other_address',
    })
    for (const { number } of [missing, inactive, moved]) {
      expect(card.buttons).toContainEqual(expect.objectContaining({ say: `koppla igen ${number} företag=100` }))
      await product.say('owner', `koppla igen ${number} företag=100`)
    }
    await until(() =>
      [missing, inactive, moved].every(
        ({ number, email }) => there(number)?.active && there(number)?.userName === email,
      ),
    )
    await retryNow()
    const after = await until(
      () => product.say('owner', 'kontrollera kopplingar'),
      ({ data }) => (data!.differences as unknown[]).length === 0,
    )
    expect(after).toMatchObject({ tone: 'good' })
  })
  it('is compared at night, once, and the owners are told in the morning with a button', async () => {
    const [gone] = [await connected(), await connected()]
    server.users.delete(there(gone.number)!.id)
    const cards = () =>
      product.posts.filter(({ card }) => JSON.stringify(card.buttons)?.includes('kontrollera kopplingar'))
    const looked = () => server.asked.filter(({ method }) => method === 'GET').length
    // By day nobody looks.
    forwardTo(12)
    server.asked.length = 0
    await new Promise((later) => setTimeout(later, 800))
    expect(looked()).toBe(0)
    forwardTo(2.5)
    await until(() => cards().length > 0)
    await new Promise((later) => setTimeout(later, 800))
    expect(cards().map(({ card, where }) => [card.title, where.channel])).toEqual([
      [expect.stringMatching(/^1 /), 'owner'],
    ])
    const seen = looked()
    forwardTo(4)
    await new Promise((later) => setTimeout(later, 800))
    expect(looked()).toBe(seen)
    const card = await product.say('owner', 'kontrollera kopplingar')
    expect(card.data!.differences).toEqual([{ company: '100', number: gone.number, state: 'missing' }])
  })
})
