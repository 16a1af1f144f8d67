import { afterEach, expect, it } from 'vitest'
import { createSmtp } from '../../../src/mail/smtp.ts'
import { type Fault, type Sink, startSink } from '../../support/mail/sink.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
let sink: Sink
afterEach(async () => {
  await product.stop()
  await sink.close()
})

/** A send to three people through a server with these faults. Returns how its card is read. */
async function sending(faults: Fault[]) {
  sink = await startSink({ faults })
  product = await startProduct({ mailer: createSmtp(sink.url, 'no-reply@acme.example') })
  const people = ['1', '2', '3'].map((n) => `100;Acme AB;${n};Anna;Öberg;anna${n}@acme.example`)
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

it('greylisting: the card says who waits, and until when', async () => {
  const card = await sending([{ at: 'rcpt', reply: '450 4.2.0 Greylisted, try again in 120 seconds', to: 'anna2' }])
  const shown = await until(card, ({ data, text }) => data!.sent === 2 && Boolean(text))
  expect(shown.text).toMatch(/^1 mejl väntar .* Nästa försök görs /)
  expect(shown.data).toMatchObject({ state: 'running', queued: 1, failed: 0 })
})

it('a quota: the card says that it goes on by itself, and when', async () => {
  const card = await sending([{ at: 'rcpt', reply: '550 5.4.5 Daily user sending quota exceeded', to: 'anna' }])
  const shown = await until(card, ({ data }) => data!.state === 'paused')
  expect(shown.text).toMatch(/fortsätter av sig självt; nästa försök görs \d{4}.*550 5\.4\.5/)
  expect(shown.data).toMatchObject({ failed: 0, queued: 3 })
})
