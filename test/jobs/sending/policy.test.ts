import { describe, expect, it } from 'vitest'
import { defaultTiming } from '../../../src/jobs/parts.ts'
import { decide, withoutAddresses } from '../../../src/jobs/sending/policy.ts'
import type { Outcome } from '../../../src/mail/mailer.ts'
import type { Claimed } from '../../../src/verification/delivery/deliveries.ts'

const now = new Date('2026-03-10T09:00:00Z')
const held: Claimed = {
  sendId: 1,
  personId: 2,
  fence: 3,
  kind: 'bulk',
  reference: null,
  code: null,
  letterId: null,
  priority: 1,
  action: 'mail',
  attempts: 1,
  lastCode: null,
  lastFault: null,
  requester: 1,
  uncertainAttempts: 0,
  person: {
    companyNumber: '001',
    company: 'Acme',
    number: '1',
    givenName: '',
    familyName: '',
    language: null,
    email: 'a@acme.example',
    emailKey: 'a@acme.example',
    connected: false,
    marked: false,
  },
  link: {
    id: 1,
    keyId: 'k1',
    nonce: new Uint8Array(32),
    expiresAt: new Date('2026-03-14T23:00:00Z'),
    lastDay: '2026-03-14',
  },
  messageId: '<1@acme.example>',
  date: now,
}

type Refused = Extract<Outcome, { kind: 'refused' }>
const refused = (stage: Refused['stage'], code: number, enhanced?: string, words = ''): Refused => ({
  kind: 'refused',
  stage,
  code,
  enhanced,
  text: words,
})
const known = { timing: defaultTiming, now, jitter: 0, wait: () => 90 }
const judge = (outcome: Exclude<Outcome, { kind: 'withheld' }>, own: Partial<Claimed> = {}, jitter = 0) =>
  decide({ ...held, ...own }, outcome, { ...known, jitter })
/** The same, of a letter that was refused for good before. */
const again = (outcome: Refused) => judge(outcome, { lastCode: 550 })

const waits = { result: { state: 'queued', refundAttempt: true } }

describe('what follows from an answer', () => {
  it.each<[string, Refused, object]>([
    ['wrong password', refused('auth', 535, '5.7.8'), { ...waits, pause: 'authentication', trouble: 'login' }],
    ['authentication required', refused('mail', 530, '5.7.0'), { ...waits, pause: 'authentication' }],
    ['relaying denied', refused('rcpt', 554, '5.7.1'), { ...waits, pause: 'policy' }],
    ['spam', refused('message', 550, '5.7.26'), { ...waits, pause: 'policy' }],
    ['sender refused', refused('mail', 550, '5.1.8'), { ...waits, pause: 'policy' }],
    ['we are not let in', refused('greeting', 554), { ...waits, pause: 'policy' }],
    ['the quota of today is used up', refused('rcpt', 550, '5.4.5'), { ...waits, pause: 'quota' }],
    ['login does not work now', refused('auth', 454), { ...waits, trouble: 'busy' }],
    ['nobody there', refused('connect', 0), { ...waits, trouble: 'unreachable' }],
    ['a wrong certificate', refused('tls', 0), { ...waits, trouble: 'tls' }],
    ['no STARTTLS', refused('tls', 502), { ...waits, trouble: 'tls' }],
    ['too many connections', refused('greeting', 421), { ...waits, trouble: 'busy', reduceConnections: true }],
    ['going down', refused('rcpt', 421), { ...waits, trouble: 'busy', reduceConnections: true }],
    ['the disk is full', refused('mail', 452, '4.3.1'), { ...waits, trouble: 'busy' }],
    ['not now, after the dot', refused('message', 451), { ...waits, trouble: 'busy' }],
    ['greylisted', refused('rcpt', 450, '4.7.1'), { result: { state: 'queued', wait: 60, code: 450 } }],
    [
      'a full mailbox',
      refused('rcpt', 552, '5.2.2'),
      { result: { state: 'queued', wait: 60, code: 552 }, permanentError: 'rcpt 552 5.2.2' },
    ],
    ['no SMTPUTF8', refused('rcpt', 553, '5.6.7'), { result: { state: 'failed', reason: 'no_smtputf8' } }],
  ])('%s', (_, outcome, expected) => {
    const { result, ...rest } = judge(outcome)
    expect({ result, ...rest }).toMatchObject(expected)
    expect(result.bounced).toBeUndefined()
  })

  it.each<[string, Refused, string]>([
    ['no such user', refused('rcpt', 550, '5.1.1', '550 5.1.1 <anna@acme.example> no such user'), 'bounced'],
    ['no such user, at the end', refused('message', 550, '5.1.1', '550 5.1.1 no such user'), 'bounced'],
    ['this recipient may not get this', refused('rcpt', 550, '5.7.1'), 'refused'],
    ['too large', refused('message', 552, '5.3.4'), 'refused'],
  ])('%s: believed when it is repeated', (_, outcome, reason) => {
    const first = judge(outcome)
    expect(first).toMatchObject({ result: { state: 'queued', code: outcome.code } })
    expect(first.permanentError).toContain(String(outcome.code))
    const second = again(outcome)
    expect(second).toMatchObject({ result: { state: 'failed', reason } })
    expect(second.permanentError).toBeUndefined()
    if (reason === 'bounced')
      expect(second.result).toMatchObject({ bounced: true, words: expect.stringContaining('no such user') })
    else expect(second.result.bounced).toBeUndefined()
    expect(JSON.stringify(second)).not.toContain('@')
  })

  it('comes back when the greylisting server asks for it', () => {
    const asked = refused('rcpt', 450, '4.2.0', '450 4.2.0 Greylisted, try again in 240 seconds')
    expect(judge(asked).result).toMatchObject({ wait: 240, refundAttempt: true })
  })

  it('counts an attempt when the server takes others but not this letter', () => {
    const well = { ...known, otherwiseWell: true }
    expect(decide(held, refused('message', 451), well).result).toMatchObject({ state: 'queued', wait: 60, code: 451 })
    expect(decide(held, refused('message', 451), well).result.refundAttempt).toBeUndefined()
  })

  it.each([
    ['a rate limit', refused('mail', 450, '4.7.1', '450 4.7.1 Error: too much mail from 192.0.2.1')],
    ['a full disk', refused('mail', 452, '4.3.1', '452 4.3.1 Insufficient system storage')],
  ])('counts none for %s, which a letter may meet again and again', (_, outcome) => {
    const well = { ...known, otherwiseWell: true }
    expect(decide(held, outcome, well).result).toMatchObject({ state: 'queued', refundAttempt: true })
  })

  it.each<[string, Refused, object]>([
    ['policy', refused('rcpt', 554, '5.7.1', '554 5.7.1 Relay access denied'), { state: 'failed', reason: 'refused' }],
    [
      'policy, for now',
      refused('rcpt', 454, '4.7.1', '454 4.7.1 Relay access denied'),
      { state: 'queued', wait: 3600 },
    ],
    ['quota', refused('rcpt', 550, '5.4.5'), { state: 'queued', wait: 3600 }],
  ])('pauses a send once for a letter that is refused alone: %s', (_, outcome, inTheEnd) => {
    const well = { ...known, otherwiseWell: true }
    expect(decide(held, outcome, known).pause).toBeDefined()
    expect(decide(held, outcome, well)).toMatchObject({ result: { state: 'queued', wait: 60 } })
    expect(decide(held, outcome, well).pause).toBeUndefined()
    const last = decide({ ...held, attempts: 8 }, outcome, well).result
    expect(last).toMatchObject(inTheEnd)
    expect(last.bounced).toBeUndefined()
    // What is refused before the recipient is named is about no letter.
    expect(decide(held, refused('auth', 535), well).pause).toBe('authentication')
  })

  it('waits 1, 5, 15, 30, 60 minutes, each up to a quarter longer', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((attempts) => judge(refused('rcpt', 450), { attempts }).result.wait)
    expect(waits).toEqual([60, 300, 900, 1800, 3600, 3600])
    expect(judge(refused('rcpt', 450), {}, 1).result.wait).toBe(75)
  })

  it('gives up where the link would have ended', () => {
    const link = { ...held.link!, expiresAt: new Date(now.getTime() + 59_000) }
    expect(judge(refused('rcpt', 450), { link }).result).toMatchObject({
      state: 'failed',
      reason: 'gave_up',
      code: 450,
    })
  })

  it('sends a letter that may have been accepted once more, then lists it as in doubt', () => {
    expect(judge({ kind: 'unknown', text: '' }).result).toMatchObject({ state: 'queued', uncertain: true })
    expect(judge({ kind: 'unknown', text: '' }, { uncertainAttempts: 1 }).result).toMatchObject({
      state: 'in_doubt',
      uncertain: true,
    })
    expect(judge({ kind: 'dropped', text: '' })).toMatchObject({ ...waits, trouble: 'unreachable' })
    expect(judge({ kind: 'dropped', text: '' }).result.uncertain).toBeUndefined()
  })

  it.each([
    ['login', refused('auth', 535)],
    ['policy', refused('rcpt', 554, '5.7.1', '554 5.7.1 Relay access denied')],
    ['quota', refused('rcpt', 550, '5.4.5')],
  ] as const)('pauses no single letter, which waits without losing an attempt: %s', (fault, outcome) => {
    const { pause, result, trouble } = judge(outcome, { kind: 'single' })
    expect({ pause, trouble }).toEqual({ pause: undefined, trouble: fault })
    expect(result).toMatchObject({ state: 'queued', wait: 90, fault, refundAttempt: true })
    const meanwhile = decide({ ...held, kind: 'self' }, outcome, { ...known, otherwiseWell: true })
    expect(meanwhile.trouble).toBeUndefined()
    expect(meanwhile.result).toMatchObject({ state: 'queued', wait: 60, fault })
  })

  it.each([550, 551, 553, 556, 554, 500])(
    'an answer %i that says nothing is believed when others are taken',
    (code) => {
      const unclear = refused('rcpt', code, undefined, `${code} nope`)
      expect(judge(unclear)).toMatchObject({
        result: { state: 'queued', refundAttempt: true },
        permanentError: `rcpt ${code} `,
      })
      const own = { lastCode: code, lastFault: 'unclear' }
      const alone = judge(unclear, own)
      expect(alone.result).toMatchObject({ state: 'queued', wait: 60, fault: 'unclear', words: `${code} nope` })
      const { result } = decide({ ...held, ...own }, unclear, { ...known, takesOthers: true })
      const isAddress = [550, 551, 553, 556].includes(code)
      expect(result).toMatchObject({ state: 'failed', reason: isAddress ? 'bounced' : 'refused' })
      expect(result.bounced).toBe(isAddress || undefined)
    },
  )

  it.each([undefined, true])(
    'an answer of any other kind after a full mailbox comes for the first time',
    (takesOthers) => {
      const own = { lastCode: 552, lastFault: 'recipient_later' }
      for (const outcome of [refused('rcpt', 550), refused('rcpt', 550, '5.1.1')])
        expect(decide({ ...held, ...own }, outcome, { ...known, takesOthers }).result).toMatchObject({
          state: 'queued',
        })
    },
  )

  it('tells the admin the words without the addresses', () => {
    // Some name their accounts so.
    expect(withoutAddresses('550 5.1.1 19811228-9874: unknown user (811228 9874), queue 4711')).toBe(
      '550 5.1.1 ***: unknown user (***), queue 4711',
    )
    expect(withoutAddresses('554 5.7.1 <no-reply@acme.example>: Sender anna@x.se rejected')).toBe(
      '554 5.7.1 ***: Sender *** rejected',
    )
  })
})
