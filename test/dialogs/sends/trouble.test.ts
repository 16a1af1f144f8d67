import { sql } from 'drizzle-orm'
import PostalMime from 'postal-mime'
import { afterEach, expect, it } from 'vitest'
import { deliveries } from '../../../src/db/schema/index.ts'
import { createSmtp } from '../../../src/mail/smtp/smtp.ts'
import { type Fault, type Sink, startSink } from '../../support/mail/sink.ts'
import { csv, header, type Product, type ProductOptions, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
let sink: Sink
afterEach(async () => {
  await product.stop()
  await sink.close()
})

/** A send to three people, or more, through a server with these faults. Returns how its card is read. */
async function sending(faults: Fault[], size = 3, timing?: ProductOptions['timing']) {
  sink = await startSink({ faults, keep: true })
  product = await startProduct({ mailer: createSmtp(sink.url, 'no-reply@acme.example'), timing })
  const people = Array.from({ length: size }, (_, n) => `100;Acme AB;${n + 1};Anna;Öberg;anna${n + 1}@acme.example`)
  const plan = await product.say('owner', 'importera', [csv([header, ...people])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  const { data } = await product.say('admin', 'verifiera konton')
  await product.say('admin', `bekräfta ${data!.plan}`)
  return () => product.say('admin', `utskick ${data!.plan}`)
}

it('a full disk: the card says the server’s words and the next try, and /readyz has them', async () => {
  const card = await sending([{ at: 'mail', reply: '452 4.3.1 Insufficient system storage' }])
  const shown = await until(card, ({ text }) => Boolean(text))
  expect(shown.data).toMatchObject({ state: 'running', sent: 0, failed: 0, queued: 3 })
  expect(shown.text).toContain('452 4.3.1 Insufficient system storage')
  expect(shown.text).toMatch(/Nästa försök görs \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/)
  expect(await product.app.ready()).toMatchObject({ ok: true, detail: { mail: expect.stringContaining('452 4.3.1') } })
  sink.set([])
  await until(card, ({ data }) => data!.state === 'done')
  expect(
    await until(
      () => product.app.ready(),
      (ready) => ready.ok && !ready.detail,
    ),
  ).toEqual({ ok: true })
})

it('a server that says nothing at all: the card does not wait for the time-out of two minutes', async () => {
  const card = await sending([{ at: 'rcpt', hang: true }], 3, { silence: 1 })
  const shown = await until(card, ({ text }) => Boolean(text))
  expect(shown.text).toMatch(/^Mejlservern svarar inte\. Nästa försök görs /)
  expect(shown.data).toMatchObject({ state: 'running', sent: 0, failed: 0, queued: 3 })
  expect(await product.app.ready()).toMatchObject({ ok: true, detail: { mail: expect.stringContaining('ETIMEDOUT') } })
})

it('greylisting: the card says who waits, and until when', async () => {
  const card = await sending([{ at: 'rcpt', reply: '450 4.2.0 Greylisted, try again in 120 seconds', to: 'anna2' }])
  const shown = await until(card, ({ data, text }) => data!.sent === 2 && Boolean(text))
  expect(shown.text).toMatch(/^1 mejl väntar .* Nästa försök görs /)
  // Two letters within a second would make a pace by which it were done at once.
  expect(shown.facts!.map(([label]) => label)).not.toContain('Beräknas klart')
  expect(shown.data).toMatchObject({ state: 'running', queued: 1, failed: 0 })
})

it('a quota: the card says that it goes on by itself, and when', async () => {
  const card = await sending([{ at: 'rcpt', reply: '550 5.4.5 Daily user sending quota exceeded', to: 'anna' }])
  const shown = await until(card, ({ data }) => data!.state === 'paused')
  expect(shown.text).toMatch(/fortsätter automatiskt; nästa försök görs \d{4}.*550 5\.4\.5/)
  expect(shown.data).toMatchObject({ failed: 0, queued: 3 })
  // Who only waits for a letter is not said to have got one.
  const { parts } = await product.say('admin', 'status')
  expect(parts?.filter(({ value }) => value > 0)).toMatchObject([{ label: 'i kö', value: 3 }])
})

it('refuses one letter alone for what looks like our sender: once others are taken it waits by itself', async () => {
  const reply = '554 5.7.1 Rejected due to local policy'
  const card = await sending([{ at: 'dot', reply }])
  const resume = async () => {
    const paused = await until(card, ({ data }) => data!.state === 'paused')
    expect(paused.data).toMatchObject({ failed: 0 })
    await product.say('admin', `återuppta ${paused.data!.send}`)
  }
  await until(card, ({ data }) => data!.state === 'paused')
  sink.set([{ at: 'dot', reply, to: 'anna2' }])
  await resume()
  // The letter may be refused again before the others are taken; then the send is resumed once more.
  const first = await until(card, ({ data, text }) => data!.state === 'paused' || isAlone(data!, text))
  if (first.data!.state === 'paused') await resume()
  const shown = await until(card, ({ data, text }) => isAlone(data!, text))
  expect(shown.data).toMatchObject({ state: 'running', sent: 2, queued: 1, failed: 0 })
  expect(shown.text).toContain(reply)
  expect((await product.say('admin', 'studsar')).data).toEqual({ total: 0 })
}, 60_000)

const isAlone = (data: Record<string, unknown>, text = '') => data.sent === 2 && text.startsWith('1 mejl väntar')

it('a quota that ends after 50 of 200: nobody is marked, and the other 150 get theirs the next day', async () => {
  const day = 86_400_000
  const card = await sending([{ at: 'dot', after: 50, reply: '550 5.4.5 Daily user sending quota exceeded' }], 200)
  const paused = await until(card, ({ data }) => data!.state === 'paused' && data!.sent === 50)
  expect(paused.data).toMatchObject({ sent: 50, failed: 0, queued: 150 })
  expect(paused.text).toMatch(/fortsätter automatiskt; nästa försök görs \d{4}.*550 5\.4\.5/)
  expect((await product.say('admin', 'studsar')).data).toEqual({ total: 0 })
  // A letter whose refusal is still being dealt with would pause the send once more.
  const held = () => product.database.db.$count(deliveries, sql`lease_owner is not null`)
  await until(held, (n) => n === 0)
  const onTheFirstDay = new Set(sink.accepted.map(({ to }) => to))

  sink.set([])
  product.clock.forward(day)
  const done = await until(card, ({ data }) => data!.state === 'done')
  expect(done.data).toMatchObject({ sent: 200, failed: 0, queued: 0 })
  expect(new Set(sink.accepted.map(({ to }) => to)).size).toBe(200)
  expect(sink.accepted).toHaveLength(200)

  // A link works for five days. Those of the letters that waited have theirs from the second day on.
  product.clock.forward(4 * day)
  const seen = await Promise.all(
    sink.accepted.map(async ({ to, raw }) => {
      const { text } = await PostalMime.parse(raw!.replace(/^\.\./gm, '.'))
      const { state } = await product.app.page.open(/\/v\/([\w-]+)/.exec(text!)![1]!)
      return `${onTheFirstDay.has(to) ? 'first' : 'second'} day: ${state}`
    }),
  )
  expect(seen.filter((one) => one === 'first day: expired')).toHaveLength(50)
  expect(seen.filter((one) => one === 'second day: live')).toHaveLength(150)
}, 60_000)
