import { describe, expect, it } from 'vitest'
import { type Fault, judge } from '../../src/mail/judgement.ts'
import { refusal } from '../../src/mail/smtp/outcome.ts'
import { answers } from './answers/answers.ts'
import { sources } from './answers/sources.ts'

describe('whose fault it is', () => {
  it.each(answers)('%s: at %s, %s (%s)', (fault, stage, words, _source, wait) => {
    const judgement = judge(refusal(stage, words))
    expect(judgement.fault).toBe(fault)
    if (wait) expect(judgement.wait).toBe(wait)
  })

  it('is judged for at least 120 different answers, each from a page that can be read', () => {
    const different = new Set(answers.map(([, stage, words]) => `${stage} ${words}`))
    console.log(
      `${different.size} different answers from ${new Set(answers.map(([, , , source]) => source)).size} sources`,
    )
    expect(different.size).toBe(answers.length)
    expect(answers.length).toBeGreaterThanOrEqual(120)
    for (const [, , words, source] of answers)
      expect([words, sources[source]]).toEqual([words, expect.stringMatching(/^https?:\/\//)])
  })

  it.each<[Fault, string]>([
    ['policy', '421 Domain acme.example is not allowed to send: Account disabled'],
    ['policy', '550 5.7.1 Your account has been suspended for a violation of our terms'],
    ['policy', '550 Your organisation is not known here'],
    ['policy', "554 Configuration set <letters> doesn't exist"],
    ['policy', '550 5.7.1 Relaying to <x> denied'],
    ['policy', '550 5.7.1 Invalid credentials for relay [192.0.2.1].'],
    ['policy', '550 From address is not one of your addresses'],
    ['policy', '550 Your SMTP account is not yet activated'],
    ['login', '503 This mail server requires authentication when sending to a non-local address'],
    ['quota', '550 5.7.1 Rate limit reached'],
    ['quota', '550 5.7.1 Email quota exceeded'],
    ['quota', '450 4.7.1 <x>: Recipient address rejected: Policy rejection: quota exceeded'],
    ['server', '550 5.7.1 Maximum messages per minute exceeded'],
    ['recipient', '550 #5.1.0 Address rejected.'],
    ['recipient', '554 Transaction failed: Invalid email address'],
    ['recipient_later', '550 5.7.1 <x>: Recipient address rejected: Quota exceeded (mailbox for user is full)'],
    ['recipient_later', '450 Requested action not taken: mailbox busy'],
    ['recipient_later', '550 Mailbox exceeds allowed size'],
    ['recipient', '550 Mottagaren anna finns inte'],
    ['recipient', '550 Okänd mottagare'],
    ['recipient_later', '550 Brevlådan är full'],
    ['server', '450 4.7.1 Error: too much mail from 192.0.2.1'],
    ['letter', '550 5.7.1 You are not allowed to send to this group'],
    ['quota', '550 Du har uppnått gränsen för antal utgående e-postmeddelanden'],
    ['quota', '554 5.7.1 Maxgränsen för utskick är nådd, försök igen om en timme'],
    ['quota', '550 Versandlimit erreicht'],
    ['quota', '552 5.7.0 Your plan allows 300 emails per day'],
    ['quota', '550 Domain acme.example is not allowed to send: request limit exceeded'],
    ['quota', '452 4.5.3 Account limit: not enough email credits'],
    ['quota', '550 Rate Controlled'],
    ['quota', '550 Too many messages. Try again in 92 seconds.'],
    ['recipient_later', '550 5.2.2 Too many messages on the server'],
    ['server', '450 4.7.1 Error: too many recipients from 192.0.2.1'],
    ['server', '452 space shortage, please try later'],
    ['policy', '550 5.7.1 Avsändaradressen är inte tillåten'],
    ['policy', '550 Ditt konto är spärrat för utgående e-post'],
    ['policy', '554 Absender gesperrt'],
    ['policy', '501 Invalid MAIL FROM address provided'],
    ['recipient', '550 Empfänger existiert nicht'],
    ['recipient', '550 Modtageren findes ikke'],
    ['recipient', '550 Vastaanottajaa ei löydy'],
    ['letter', '550 5.7.703 One or more recipients are blocked by your organization'],
  ])('tells our account from a mailbox in other words, too: %s, %s', (fault, words) => {
    expect(judge(refusal('rcpt', words)).fault).toBe(fault)
  })

  it.each([
    ['450 4.2.0 Greylisted for 300 seconds', 300],
    ['451 greylisted, come back in 00:04:59', 299],
    ['450 Greylisted, try again in 5 minutes', 300],
    ['450 4.2.0 Greylisted', undefined],
    ['450 Greylisted, try again in 90000 seconds', 3600],
  ])('waits as long as asked: %s', (words, wait) => {
    expect(judge(refusal('rcpt', words))).toEqual({ fault: 'recipient_later', wait })
  })
})
