import { afterEach, describe, expect, it } from 'vitest'
import { judge, type Refused } from '../../../src/mail/judgement.ts'
import type { Letter, Outcome } from '../../../src/mail/mailer.ts'
import { createSmtp } from '../../../src/mail/smtp/smtp.ts'
import { type Fault, type Sink, type SinkOptions, startSink } from '../../support/mail/sink.ts'

const letter = (to = 'anna@acme.example'): Letter => ({
  to,
  raw: Buffer.from('Message-ID: <1@acme.example>\r\nSubject: x\r\n\r\n.a dot\r\n..two\r\n'),
  parts: { subject: 'x', text: '', html: '', messageId: '<1@acme.example>', date: new Date() },
})

let sink: Sink
afterEach(() => sink.close())

async function send(
  faults: Fault[],
  options: { sink?: SinkOptions; mayCommit?: () => Promise<boolean>; from?: string; to?: string; query?: string } = {},
): Promise<Outcome> {
  sink = await startSink({ keep: true, ...options.sink, faults })
  const mailer = createSmtp(`${sink.url}${options.query ?? ''}`, options.from ?? 'no-reply@acme.example', {
    socketTimeout: 500,
  })
  const slot = mailer.open()
  const outcome = await slot.send(letter(options.to), options.mayCommit ?? (async () => true))
  await mailer.close()
  return outcome
}

describe('what a slot says became of a letter', () => {
  it.each<[string, Fault[], object]>([
    ['accepted', [], { kind: 'accepted', code: 250 }],
    [
      'refused at the greeting',
      [{ at: 'connect', reply: '554 5.3.2 closed' }],
      { kind: 'refused', stage: 'greeting', code: 554, enhanced: '5.3.2' },
    ],
    ['nobody there', [{ at: 'connect', drop: true }], { kind: 'refused', stage: 'connect' }],
    [
      'refused sender',
      [{ at: 'mail', reply: '550 5.1.8 no' }],
      { kind: 'refused', stage: 'mail', code: 550, enhanced: '5.1.8' },
    ],
    [
      'refused recipient',
      [{ at: 'rcpt', reply: '550 5.1.1 no' }],
      { kind: 'refused', stage: 'rcpt', code: 550, enhanced: '5.1.1' },
    ],
    ['greylisted', [{ at: 'rcpt', reply: '450 4.7.1 later' }], { kind: 'refused', stage: 'rcpt', code: 450 }],
    ['refused DATA', [{ at: 'data', reply: '451 4.3.0 later' }], { kind: 'refused', stage: 'data', code: 451 }],
    ['refused message', [{ at: 'dot', reply: '552 5.3.4 too big' }], { kind: 'refused', stage: 'message', code: 552 }],
    ['421', [{ at: 'rcpt', reply: '421 4.7.0 bye' }], { kind: 'refused', stage: 'rcpt', code: 421 }],
    [
      'refused recipient, by a server that hangs up',
      [{ at: 'rcpt', reply: '550 5.1.1 no', bye: true }],
      { kind: 'refused', stage: 'rcpt', code: 550, enhanced: '5.1.1' },
    ],
    [
      'refused sender, by a server that hangs up',
      [{ at: 'mail', reply: '550 5.1.8 no', bye: true }],
      { kind: 'refused', stage: 'mail', code: 550, enhanced: '5.1.8' },
    ],
    ['dropped before the dot', [{ at: 'data', drop: true }], { kind: 'dropped' }],
    ['dropped after the dot', [{ at: 'dot', drop: true }], { kind: 'unknown' }],
    ['silent before the dot', [{ at: 'mail', hang: true }], { kind: 'dropped' }],
    ['silent after the dot', [{ at: 'dot', hang: true }], { kind: 'unknown' }],
  ])('%s', async (_, faults, expected) => {
    expect(await send(faults)).toMatchObject(expected)
  })

  it('wrong password', async () => {
    sink = await startSink({ auth: 'user:right' })
    const mailer = createSmtp(sink.url.replace('://', '://user:wrong@'), 'no-reply@acme.example')
    expect(await mailer.open().send(letter(), async () => true)).toMatchObject({
      kind: 'refused',
      stage: 'auth',
      code: 535,
    })
    await mailer.close()
  })
})

describe('the commit check', () => {
  it('says no: no dot is sent, and the server gets nothing', async () => {
    expect(await send([], { mayCommit: async () => false })).toEqual({ kind: 'withheld' })
    await new Promise((done) => setTimeout(done, 50))
    expect(sink.count()).toBe(0)
  })

  it('fails: that is a no', async () => {
    expect(await send([], { mayCommit: () => Promise.reject(new Error('no database')) })).toEqual({ kind: 'withheld' })
  })

  it('is asked for after the message and before the dot', async () => {
    let counted = -1
    const outcome = await send([], {
      mayCommit: async () => {
        await new Promise((done) => setTimeout(done, 50))
        counted = sink.count()
        return true
      },
    })
    expect(outcome.kind).toBe('accepted')
    expect(counted).toBe(0)
  })
})

describe('the wire', () => {
  it('carries the message as it is, dots included', async () => {
    await send([])
    expect(sink.accepted[0]!.raw).toContain('\r\n..a dot\r\n...two\r\n')
    expect(sink.accepted[0]!.to).toBe('anna@acme.example')
  })

  it('asks for SMTPUTF8 where the address needs it, and refuses where the server has none', async () => {
    expect(await send([], { to: 'åsa@acme.example' })).toMatchObject({ kind: 'accepted' })
    expect(sink.accepted[0]!.to).toBe('åsa@acme.example')
    await sink.close()
    expect(await send([], { to: 'åsa@acme.example', sink: { extensions: ['PIPELINING'] } })).toMatchObject({
      kind: 'refused',
      code: 553,
      enhanced: '5.6.7',
    })
  })

  it('pauses where our own sender needs SMTPUTF8 and the server has none: nobody’s letter is at fault', async () => {
    const outcome = await send([], { from: 'löner@acme.example', sink: { extensions: ['PIPELINING'] } })
    expect(outcome).toMatchObject({ kind: 'refused', stage: 'mail', enhanced: '5.6.7' })
    expect(judge(outcome as Refused).fault).toBe('policy')
  })

  it('requires TLS when told to, and refuses a server without', async () => {
    expect((await send([], { query: '?requireTLS=true' })).kind).toBe('refused')
    expect(sink.count()).toBe(0)
  })

  it('keeps its connection from letter to letter, and comes back when the server ended it in between', async () => {
    sink = await startSink()
    const mailer = createSmtp(sink.url, 'no-reply@acme.example')
    const slot = mailer.open()
    for (let n = 0; n < 5; n++) expect((await slot.send(letter(), async () => true)).kind).toBe('accepted')
    expect(sink.peak()).toBe(1)
    sink.hangUp()
    expect((await slot.send(letter(), async () => true)).kind).toBe('accepted')
    expect(sink.count()).toBe(6)
    await mailer.close()
  })

  it('leaves a connection that has met errors before the server ends it', async () => {
    sink = await startSink({ faults: [{ at: 'rcpt', reply: '450 4.2.0 Greylisted' }], mostErrors: 20 })
    const mailer = createSmtp(sink.url, 'no-reply@acme.example', { socketTimeout: 500 })
    const slot = mailer.open()
    const codes: unknown[] = []
    for (let n = 0; n < 30; n++) codes.push(await slot.send(letter(`${n}@acme.example`), async () => true))
    expect(codes).toEqual(Array(30).fill(expect.objectContaining({ kind: 'refused', stage: 'rcpt', code: 450 })))
    sink.set([])
    expect(await slot.send(letter(), async () => true)).toMatchObject({ kind: 'accepted' })
    await mailer.close()
  })

  it('goes on with the same connection after a refusal', async () => {
    sink = await startSink({ faults: [{ at: 'rcpt', reply: '550 5.1.1 no', times: 1 }] })
    const mailer = createSmtp(sink.url, 'no-reply@acme.example')
    const slot = mailer.open()
    expect((await slot.send(letter(), async () => true)).kind).toBe('refused')
    expect((await slot.send(letter(), async () => true)).kind).toBe('accepted')
    expect(sink.peak()).toBe(1)
    await mailer.close()
  })
})
