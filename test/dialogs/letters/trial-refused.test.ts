import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSmtp } from '../../../src/mail/smtp/smtp.ts'
import { type Fault, type Sink, startSink } from '../../support/mail/sink.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import { until } from '../../support/until.ts'

let product: Product
let sink: Sink
beforeAll(async () => {
  sink = await startSink()
  product = await startProduct({ mailer: createSmtp(sink.url, 'no-reply@acme.example') })
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;1;Anna;Berg;anna@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(async () => {
  await product.stop()
  await sink.close()
})
afterEach(() => product.posts.splice(0))

/** What whoever asks for a trial is told when the server answers so. */
async function told(fault: Fault) {
  sink.set([fault])
  expect((await product.say('owner', 'provbrev')).data).toEqual({ trial: true })
  const [post] = await until(
    async () => product.posts,
    ({ length }) => length > 0,
  )
  return post!
}

describe('a trial letter that is not taken', () => {
  it.each<[string, Fault, string, RegExp]>([
    ['a policy', { at: 'mail', reply: '550 5.1.8 Access denied, bad outbound sender' }, 'Provet dröjer', /MAIL_FROM/],
    ['a quota', { at: 'dot', reply: '550 5.4.5 Daily user sending quota exceeded' }, 'Provet dröjer', /Kvoten/],
    ['a full disk', { at: 'mail', reply: '452 4.3.1 Insufficient system storage' }, 'Provet dröjer', /just nu/],
    ['a lost connection', { at: 'rcpt', drop: true }, 'Provet dröjer', /just nu/],
    ['a greylist', { at: 'rcpt', reply: '450 4.2.0 Greylisted' }, 'Provet dröjer', /Din brevlåda/],
    ['a wrong address', { at: 'rcpt', reply: '550 5.1.1 No such user' }, 'Provet kom inte fram', /finns/],
    ['its size', { at: 'dot', reply: '552 5.3.4 Message too big' }, 'Provet kom inte fram', /vill inte ha/],
  ])('because of %s: whoever asked is told, with the words of the server', async (_, fault, title, words) => {
    const { where, card } = await told(fault)
    expect(where.channel).toBe('owner')
    expect(card.title).toBe(title)
    expect(card.text).toMatch(words)
    if (fault.reply) expect(card.text).toContain(`Serverns svar: ${fault.reply}`)
  })
})
