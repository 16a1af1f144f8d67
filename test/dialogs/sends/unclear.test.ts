import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSmtp } from '../../../src/mail/smtp/smtp.ts'
import { type Fault, type Sink, startSink } from '../../support/mail/sink.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
let sink: Sink
beforeAll(async () => {
  sink = await startSink()
  const timing = { confirm: 0.1, backoff: [0.2], outage: [0.1], beat: 0.3, idle: 0.05 }
  product = await startProduct({ mailer: createSmtp(sink.url, 'no-reply@acme.example'), timing })
})
afterAll(async () => {
  await product.stop()
  await sink.close()
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
    expect(await send.marked()).toBe(1)
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

it.each(['550 5.1.1 User unknown', '550 no such user here'])(
  'a recipient whom the server does not know is marked at once, also alone: %s',
  async (clear) => {
    const send = await sending([{ at: 'rcpt', reply: clear }], 'anna')
    await send.becomes({ state: 'done', failed: 1 })
    expect(await send.marked()).toBe(1)
  },
)
