import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveries } from '../../../src/db/schema/index.ts'
import { createSmtp } from '../../../src/mail/smtp/smtp.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { type Fault, type Sink, startSink } from '../../support/mail/sink.ts'
import { csv, header, type Product, type ProductOptions, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
let sink: Sink
let database: TestDatabase
const start = () => {
  const timing = { confirm: 0.1, backoff: [1], outage: [0.1], beat: 0.3, idle: 0.05 }
  const mailer = createSmtp(sink.url, 'no-reply@acme.example')
  return startProduct({ mailer, timing, database: { ...database, drop: undefined } as ProductOptions['database'] })
}
beforeAll(async () => {
  database = await testDatabase({ max: 12 })
  sink = await startSink()
  product = await start()
})
afterAll(async () => {
  await product.stop()
  await sink.close()
  await database.drop()
})

let company = 100
/**
 * A send to people with these local parts, in a company and a domain of their own, through a server with these faults.
 */
async function sending(faults: Fault[], ...people: string[]) {
  const number = ++company
  sink.set(faults)
  const rows = people.map((name, n) => {
    const address = name.includes('@') ? name : `${name}@acme${number}.example`
    return `${number};Acme ${number};${n + 1};Anna;Öberg;${address}`
  })
  const plan = await product.say('owner', 'importera', [csv([header, ...rows])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  const { data } = await product.say('admin', `verifiera konton företag=${number}`)
  const before = sink.count()
  await product.say('admin', `bekräfta ${data!.plan}`)
  return {
    number,
    code: data!.plan as string,
    card: () => product.say('admin', `utskick ${data!.plan}`),
    marked: async () => (await product.say('admin', `studsar företag=${number}`)).data!.total,
    sent: () => sink.count() - before,
    becomes: (expected: object) =>
      until(
        () => product.say('admin', `utskick ${data!.plan}`),
        (card) => Object.entries(expected).every(([key, value]) => card.data![key] === value),
        30,
      ),
  }
}
/** So long that every letter has been tried again several times. */
const aWhile = () => new Promise((done) => setTimeout(done, 2000))
const three = ['anna', 'bo', 'cilla']
const reply = '550 Vi tar inte emot det'

describe('an answer whose meaning nobody knows', () => {
  it('to all of three: marks nobody, gives nobody up, and is said on the card', async () => {
    const send = await sending([{ at: 'rcpt', reply }], ...three)
    await aWhile()
    expect((await send.card()).data).toMatchObject({ state: 'running', sent: 0, failed: 0, queued: 3 })
    expect(await send.marked()).toBe(0)
    sink.set([])
    await send.becomes({ state: 'done', sent: 3 })
    expect(await send.marked()).toBe(0)
  })

  it.each(three)('to one of three while the others are taken is about that address: %s', async (bad) => {
    const send = await sending([{ at: 'rcpt', reply, to: bad }], ...three)
    await send.becomes({ state: 'done', sent: 2, failed: 1 })
    await until(send.marked, (n) => n === 1)
    // The question whom the answer blames has mailed nobody.
    expect(send.sent()).toBe(2)
  })

  it('to the last ones of a send marks nobody, though others were taken before', async () => {
    const send = await sending([{ at: 'rcpt', after: 5, reply }], ...three, 'david', 'eva', 'fia', 'gun')
    await send.becomes({ sent: 5 })
    await aWhile()
    expect((await send.card()).data).toMatchObject({ state: 'running', sent: 5, failed: 0, queued: 2 })
    expect(await send.marked()).toBe(0)
    sink.set([])
    await send.becomes({ state: 'done', sent: 7 })
  })

  it('to somebody of another domain than those who are taken may be about us: marks nobody', async () => {
    const send = await sending([{ at: 'rcpt', reply, to: '@other.example' }], ...three, 'david@other.example')
    await send.becomes({ sent: 3 })
    await aWhile()
    expect((await send.card()).data).toMatchObject({ state: 'running', failed: 0, queued: 1 })
    expect(await send.marked()).toBe(0)
    sink.set([])
    await send.becomes({ state: 'done' })
  })

  it('after a full mailbox is a first answer like any other', async () => {
    const full = { at: 'rcpt', reply: '552 5.2.2 Mailbox full', timesEach: 1 } as const
    const send = await sending([full, { at: 'rcpt', reply }], 'anna')
    await aWhile()
    expect((await send.card()).data).toMatchObject({ state: 'running', failed: 0, queued: 1 })
    expect(await send.marked()).toBe(0)
    sink.set([])
    await send.becomes({ state: 'done' })
  })
})

describe('where there is nobody else to ask for', () => {
  /** The hours between the tries pass at once. */
  const hurry = () => database.db.execute(sql`update deliveries set next_at = clock_timestamp() where state = 'queued'`)

  it('the send ends after several tries: the address is unclear, and it is said what to do', async () => {
    const send = await sending([{ at: 'rcpt', reply }], 'anna')
    const done = await until(
      async () => {
        await hurry()
        return send.card()
      },
      (card) => card.data!.state === 'done',
      30,
    )
    expect(done.data).toMatchObject({ sent: 0, failed: 1, queued: 0 })
    expect(done.text).toMatch(/1 adress är oklar.*Ingen adress har markerats.*försök igen/)
    expect(done.facts).toContainEqual(['– oklart om adressen är fel', '1'])
    expect(await send.marked()).toBe(0)
    const [letter] = await database.db.select().from(deliveries).where(sql`reason = 'unclear'`)
    // Nine in all: the second one, which only confirms the first, costs no attempt.
    expect(letter).toMatchObject({ state: 'failed', attempts: 8, serverWords: reply })

    const person = await product.say('admin', `status 1 företag=${send.number}`)
    const fact = (name: string) => person.facts!.find(([label]) => label === name)?.[1]
    expect(fact('Senaste mejl')).toMatch(/^misslyckades .*oklart om adressen är fel/)
    expect(fact('Mejlserverns svar')).toBe(reply)
    expect(person.note).toMatch(/säger nej utan att säga varför.*epost=namn@företag.se/)

    sink.set([])
    const plan = await product.say('admin', `försök igen ${send.code}`)
    await product.say('admin', `bekräfta ${plan.data!.plan}`)
    await until(
      async () => (await product.say('admin', `utskick ${plan.data!.plan}`)).data!,
      ({ state, sent }) => state === 'done' && sent === 1,
    )
  })

  it('a process that has just started knows from the database whom the server has taken a letter for', async () => {
    const first = await sending(
      [
        { at: 'rcpt', reply, to: 'cilla' },
        { at: 'rcpt', reply: '451 4.7.1 Greylisted', to: 'bo' },
      ],
      ...three,
    )
    // Anna's is taken. Another process has nothing in its memory.
    await first.becomes({ sent: 1 })
    await product.stop()
    product = await start()
    await first.becomes({ failed: 1 })
    await until(first.marked, (n) => n === 1)
    expect(first.sent()).toBe(1)
    sink.set([])
    await first.becomes({ state: 'done', sent: 2, failed: 1 })
  })
})

it.each(['550 5.1.1 User unknown', '550 no such user here'])(
  'a recipient whom the server does not know is marked at once, also alone: %s',
  async (clear) => {
    const send = await sending([{ at: 'rcpt', reply: clear }], 'anna')
    await send.becomes({ state: 'done', failed: 1 })
    await until(send.marked, (n) => n === 1)
  },
)
