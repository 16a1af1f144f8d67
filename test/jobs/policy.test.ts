import { describe, expect, it } from 'vitest'
import { defaultTiming } from '../../src/jobs/parts.ts'
import { decide, withoutAddresses } from '../../src/jobs/sending/policy.ts'
import type { Outcome } from '../../src/mail/mailer.ts'
import type { Claimed } from '../../src/verification/delivery/deliveries.ts'

const now = new Date('2026-03-10T09:00:00Z')
const held: Claimed = {
  sendId: 1,
  personId: 2,
  fence: 3,
  kind: 'bulk',
  code: null,
  priority: 1,
  action: 'mail',
  attempts: 1,
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
const refused = (stage: Refused['stage'], code: number, enhanced?: string): Refused => ({
  kind: 'refused',
  stage,
  code,
  enhanced,
  text: '',
})
const judge = (outcome: Exclude<Outcome, { kind: 'withheld' }>, own: Partial<Claimed> = {}, jitter = 0) =>
  decide({ ...held, ...own }, outcome, defaultTiming, now, jitter)

describe('what follows from an answer', () => {
  it.each<[string, Refused, object]>([
    ['no such user', refused('rcpt', 550, '5.1.1'), { result: { state: 'failed', reason: 'bounced', bounced: true } }],
    ['no such user, at the end', refused('message', 550, '5.1.1'), { result: { state: 'failed', reason: 'bounced' } }],
    [
      'this recipient may not get this',
      refused('rcpt', 550, '5.7.1'),
      { result: { state: 'failed', reason: 'refused', bounced: false } },
    ],
    [
      'no SMTPUTF8',
      refused('rcpt', 553, '5.6.7'),
      { result: { state: 'failed', reason: 'no_smtputf8', bounced: false } },
    ],
    ['too large', refused('message', 552, '5.3.4'), { result: { state: 'failed', reason: 'refused' } }],
    [
      'wrong password',
      refused('auth', 535, '5.7.8'),
      { pause: 'authentication', result: { state: 'queued', refundAttempt: true } },
    ],
    [
      'authentication required',
      refused('mail', 530, '5.7.0'),
      { pause: 'authentication', result: { state: 'queued' } },
    ],
    [
      'relaying denied',
      refused('rcpt', 554, '5.7.1'),
      { pause: 'policy', result: { state: 'queued', refundAttempt: true } },
    ],
    ['spam', refused('message', 550, '5.7.26'), { pause: 'policy', result: { state: 'queued' } }],
    ['sender refused', refused('mail', 550, '5.1.8'), { pause: 'policy', result: { state: 'queued' } }],
    ['we are not let in', refused('greeting', 554), { pause: 'policy', result: { state: 'queued' } }],
    [
      'login does not work now',
      refused('auth', 454),
      { serverUnreachable: true, result: { state: 'queued', refundAttempt: true } },
    ],
    [
      'nobody there',
      refused('connect', 0),
      { serverUnreachable: true, result: { state: 'queued', refundAttempt: true } },
    ],
    [
      'too many connections',
      refused('greeting', 421),
      { serverUnreachable: true, reduceConnections: true, result: { state: 'queued', refundAttempt: true } },
    ],
    ['going down', refused('rcpt', 421), { reduceConnections: true, result: { state: 'queued', wait: 60 } }],
    ['greylisted', refused('rcpt', 450, '4.7.1'), { result: { state: 'queued', wait: 60, code: 450 } }],
  ])('%s', (_, outcome, expected) => {
    expect(judge(outcome)).toMatchObject(expected)
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
    expect(judge({ kind: 'dropped', text: '' }).result).toMatchObject({ state: 'queued', wait: 60 })
    expect(judge({ kind: 'dropped', text: '' }).result.uncertain).toBeUndefined()
  })

  it('pauses no single letter: there is no card to resume it from', () => {
    const { pause, result } = judge(refused('auth', 535), { kind: 'single' })
    expect(pause).toBeUndefined()
    expect(result).toMatchObject({ state: 'queued', wait: 60 })
  })

  it('tells the admin the words without the addresses', () => {
    expect(withoutAddresses('554 5.7.1 <no-reply@acme.example>: Sender anna@x.se rejected')).toBe(
      '554 5.7.1 ***: Sender *** rejected',
    )
  })
})
