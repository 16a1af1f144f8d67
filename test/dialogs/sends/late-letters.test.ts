import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#bot'
import { deliveries } from '../../../src/db/schema/index.ts'
import { createSmtp } from '../../../src/mail/smtp/smtp.ts'
import { type Fault, type Sink, startSink } from '../../support/mail/sink.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
let sink: Sink
const logged: string[] = []
beforeAll(async () => {
  sink = await startSink({ keep: true })
  const mailer = createSmtp(sink.url, 'no-reply@acme.example')
  // A letter that waits for less than fifteen seconds is not late.
  const timing = { beat: 0.3, idle: 0.05, backoff: [16, 32], confirm: 16, outage: [0.1, 0.2] }
  product = await startProduct({ mailer, timing, log: (line) => logged.push(line) })
  const people = Array.from({ length: 30 }, (_, n) => `100;Acme AB;${n + 1};Anna;Berg;anna${n + 1}@acme.example`)
  const plan = await product.say('owner', 'importera', [csv([header, ...people])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(async () => {
  await product.stop()
  await sink.close()
})
/** What waits is sent, so that the next test meets a server without trouble. */
afterEach(async () => {
  sink.set([])
  await until(
    () => tryNow(),
    (waiting) => waiting === 0,
    60,
  )
  await product.settled()
  product.posts.splice(0)
})

/** Makes everything that waits due. Returns how many letters wait. */
async function tryNow(): Promise<number> {
  const { db } = product.database
  await db.execute(sql`update deliveries set next_at = clock_timestamp() where state = 'queued'`)
  await db.execute(sql`update other_letters set next_at = clock_timestamp() where next_at > clock_timestamp()`)
  await db.execute(sql`update sends set state = 'running', paused_because = null where state = 'paused'`)
  const waiting = sql`state in ('queued', 'claimed', 'committing')`
  return db.$count(deliveries, waiting)
}

let last = 0
/** Somebody whom no test has mailed yet. */
const next = () => String(++last)

/** The first card that was posted to somebody under this title. */
async function posted(to: string, title: string): Promise<Card> {
  const found = await until(
    async () => product.posts.find(({ where, card }) => where.channel === to && card.title === title),
    (post) => post !== undefined,
    30,
  )
  return found!.card
}
const statusOf = (number: string) => product.say('admin', `status ${number} företag=100`)
const waitsOf = async (number: string): Promise<string> =>
  (await statusOf(number)).facts?.find(([name]) => name === 'Varför det väntar')?.[1] ?? ''
const waiting = (number: string) => until(() => waitsOf(number), Boolean, 30)
const nextTry = /Nästa försök görs \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/

const quota: Fault = { at: 'dot', reply: '550 5.4.5 Daily user sending quota exceeded' }
const policy: Fault = { at: 'rcpt', reply: '554 5.7.1 Relay access denied' }
const login: Fault = { at: 'mail', reply: '530 5.7.57 Client not authenticated to send mail' }

describe('a single letter that the server refuses because of us', () => {
  it.each<[string, Fault, RegExp]>([
    ['a quota', quota, /kvoten är slut/],
    ['a policy', policy, /nekar mejl från oss/],
    ['a login', login, /godtar inte vår inloggning/],
  ])('%s: the asker, the person’s card and the owners have the words and the next try', async (_, fault, why) => {
    const number = next()
    sink.set([fault])
    await product.say('admin', `verifiera ${number} företag=100`)

    const told = await posted('admin', 'Mejlet dröjer')
    expect(told.text).toMatch(why)
    expect(told.text).toMatch(nextTry)
    expect(told.text).toContain(fault.reply)
    expect(told.buttons).toMatchObject([{ say: `status ${number} företag=100` }])

    const waits = await waiting(number)
    expect(waits).toMatch(why)
    expect(waits).toMatch(nextTry)
    expect(waits).toContain(fault.reply)

    product.clock.forward(16_000)
    const owners = await posted('owner', 'Mejlservern tar inte emot våra mejl')
    expect(owners.text).toContain(fault.reply)
    expect(owners.note).toMatch(nextTry)

    await tryNow()
    await new Promise((done) => setTimeout(done, 500))
    const letters = await product.database.db.select().from(deliveries)
    expect(letters.filter(({ state }) => state !== 'sent')).toMatchObject([{ state: 'queued', attempts: 0 }])
    expect((await product.say('admin', 'studsar')).data).toEqual({ total: 0 })
    expect(product.posts.filter(({ where }) => where.channel === 'admin')).toHaveLength(1)
  })

  it('is sent when the server takes it, whatever it has refused, and the card says nothing more', async () => {
    const [number, other] = [next(), next()]
    const before = sink.count()
    sink.set([quota])
    await product.say('admin', `verifiera ${number} företag=100`)
    await waiting(number)
    sink.set([])
    // It would wait for sixteen seconds, but another letter shows that the server takes them.
    await product.say('admin', `verifiera ${other} företag=100`)
    await until(
      async () => sink.count(),
      (n) => n === before + 2,
      10,
    )
    await product.settled()
    expect((await statusOf(number)).data!.person).toMatchObject({ state: 'sent' })
    expect(await waitsOf(number)).toBe('')
    expect(sink.count()).toBe(before + 2)
  })

  it('is awaited by an employee, who is told the same in the chat', async () => {
    const employee = `employee:anna${next()}@acme.example`
    sink.set([quota])
    await product.say(employee, 'skicka länk')
    const told = await posted(employee, 'Mejlet dröjer')
    expect(told.text).toMatch(/kvoten är slut.*Nästa försök görs/s)
    expect(told.buttons).toBeUndefined()
  })

  it('is awaited by an employee whose account is known, and whose own status says why', async () => {
    const employee = `employee:anna${next()}@acme.example`
    await product.say(employee, 'koppla')
    await product.settled()
    const [, code] = /koppla (\d{6})/.exec(sink.accepted.at(-1)!.raw!)!
    await product.say(employee, `koppla ${code}`)
    sink.set([quota])
    await product.say(employee, 'skicka länk')
    const own = await until(
      async () => (await product.say(employee, 'status')).text ?? '',
      (text) => text.includes('kvoten är slut'),
      30,
    )
    expect(own).toMatch(/kvoten är slut.*Nästa försök görs/s)
  })

  it('holds a code: whoever waits for it is told until when it would be good', async () => {
    const employee = `employee:anna${next()}@acme.example`
    sink.set([policy])
    await product.say(employee, 'koppla')
    const told = await posted(employee, 'Mejlet dröjer')
    expect(told.text).toContain(policy.reply)
    expect(told.note).toMatch(/15 minuter/)
  })

  it('is a trial: the asker is told when it is tried again, and the owners that nothing is taken', async () => {
    sink.set([quota])
    await product.say('admin', 'provbrev')
    const told = await posted('admin', 'Provet dröjer')
    expect(told.text).toMatch(/550 5\.4\.5.*Nästa försök görs/s)
    product.clock.forward(16_000)
    expect((await posted('owner', 'Mejlservern tar inte emot våra mejl')).text).toContain('550 5.4.5')
  })

  it('concerns one letter only, when the server takes others: the owners are not told', async () => {
    const [one, other] = [next(), next()]
    const before = sink.count()
    sink.set([{ ...policy, to: `anna${one}@` }])
    await product.say('admin', `verifiera ${one} företag=100`)
    await waiting(one)
    await product.say('admin', `verifiera ${other} företag=100`)
    await until(
      async () => sink.count(),
      (n) => n > before,
      30,
    )
    for (let tries = 0; tries < 3; tries++) {
      await tryNow()
      await new Promise((done) => setTimeout(done, 500))
      product.clock.forward(16_000)
    }
    await waiting(one)
    expect(product.posts.filter(({ where }) => where.channel === 'owner')).toEqual([])
  })
})

describe('the card of a person says why the letter waits', () => {
  it.each<[string, Fault, RegExp]>([
    ['greylisted', { at: 'rcpt', reply: '450 4.2.0 Greylisted, try again in 120 seconds' }, /komma tillbaka senare/],
    ['a full mailbox', { at: 'rcpt', reply: '552 5.2.2 Mailbox full' }, /full brevlåda/],
    ['a full disk', { at: 'mail', reply: '452 4.3.1 Insufficient system storage' }, /försöka senare/],
  ])('%s', async (_, fault, why) => {
    const number = next()
    sink.set([fault])
    await product.say('admin', `verifiera ${number} företag=100`)
    const waits = await waiting(number)
    expect(waits).toMatch(why)
    expect(waits).toMatch(nextTry)
    expect(waits).toContain(fault.reply)
  })

  it('words that say nothing', async () => {
    const number = next()
    sink.set([{ at: 'rcpt', reply: '550 Inte idag' }])
    await product.say('admin', `verifiera ${number} företag=100`)
    const waits = await until(
      async () => ((await tryNow()) ? waitsOf(number) : ''),
      (words) => words.includes('hos oss'),
      30,
    )
    expect(waits).toContain('550 Inte idag')
    expect((await posted('admin', 'Mejlet dröjer')).text).toContain('550 Inte idag')
  })

  it('nothing of it while the server is only asked once more whether the address is wrong', async () => {
    const number = next()
    const { db } = product.database
    sink.set([{ at: 'rcpt', reply: '550 5.1.1 User unknown' }])
    await product.say('admin', `verifiera ${number} företag=100`)
    await until(
      () => db.$count(deliveries, sql`state = 'queued' and fault = 'recipient'`),
      (n) => n === 1,
      30,
    )
    expect((await statusOf(number)).kind).toBe('person')
    expect(await waitsOf(number)).toBe('')
    await tryNow()
    await product.settled()
    expect((await statusOf(number)).data!.person).toMatchObject({ state: 'bounced' })
    expect(product.posts.filter(({ card }) => card.title === 'Mejlet dröjer')).toEqual([])
    expect(logged.filter((line) => line.includes('could not be told'))).toEqual([])
  })

  it('a send that is paused, by whom, and until when', async () => {
    const number = next()
    sink.set([quota])
    const { data } = await product.say('admin', `verifiera konton epost=anna${number}@acme.example`)
    await product.say('admin', `bekräfta ${data!.plan}`)
    const paused = await until(
      () => waitsOf(number),
      (words) => words.includes('pausat'),
      30,
    )
    expect(paused).toContain(`Utskicket ${data!.plan} är pausat`)
    expect(paused).toMatch(/nästa försök görs \d{4}.*550 5\.4\.5/)
  })
})

describe('a single letter that will not come', () => {
  const failed = async (to: string) => {
    await until(
      () => tryNow(),
      (waiting) => waiting === 0,
      60,
    )
    return posted(to, 'Mejlet kom inte fram')
  }

  it.each<[string, string, RegExp]>([
    ['no such mailbox', '550 5.1.1 User unknown', /nekar adressen, som därför/],
    ['a letter that is not wanted', '550 5.7.1 Message content rejected', /nekar det här mejlet.*Ingen adress/],
    ['words that say nothing', '550 Inte idag', /utan att säga om felet.*Ingen adress/],
  ])('%s: the asker is told once, with the words', async (_, reply, why) => {
    const number = next()
    sink.set([{ at: 'rcpt', reply }])
    await product.say('admin', `verifiera ${number} företag=100`)
    const told = await failed('admin')
    expect(told.text).toMatch(why)
    expect(told.text).toContain(reply)
    expect(told.buttons).toMatchObject([{ say: `status ${number} företag=100` }])
    await product.settled()
    expect(product.posts.filter(({ card }) => card.title === 'Mejlet kom inte fram')).toHaveLength(1)
  })

  it('was asked for by an employee, who can say that the address is wrong', async () => {
    const number = next()
    const employee = `employee:anna${number}@acme.example`
    sink.set([{ at: 'rcpt', reply: '550 5.1.1 User unknown', to: `anna${number}@` }])
    await product.say(employee, 'skicka länk')
    const told = await failed(employee)
    expect(told.text).toMatch(/nekar adressen, som därför/)
    expect(told.note).toMatch(/anmäl fel adress/)
    expect(told.buttons).toBeUndefined()
  })
})
