import MailComposer from 'nodemailer/lib/mail-composer'
import { describe, expect, it } from 'vitest'
import type { LetterName } from '../../src/letters/written.ts'
import { createComposer, type LetterSettings, type Recipient } from '../../src/mail/compose.ts'

const settings: LetterSettings = {
  from: { name: 'Verifiera åt Acme', address: 'no-reply@acme.example', domain: 'acme.example' },
  publicUrl: 'https://verifiera.acme.example',
  loginUrl: 'https://connect.visma.com/',
  support: 'hr@acme.example',
}

const anna: Recipient = {
  language: 'sv',
  givenName: 'Anna',
  company: 'Acme Bygg AB',
  address: 'anna@acme.example',
  to: 'anna@acme.example',
  link: { token: 'a'.repeat(43), lastDay: '2026-03-14' },
  messageId: '<5f3a@acme.example>',
  date: new Date('2026-03-10T08:00:00Z'),
}

const people: [string, Partial<Recipient>][] = [
  ['plain', {}],
  ['å ä ö', { givenName: 'Åsa-Örjan', company: 'Räksmörgås & Söner AB' }],
  ['no name', { givenName: '' }],
  ['a long name', { givenName: 'Wolfeschlegelsteinhausen'.repeat(6) }],
  ['a name of words', { givenName: 'Ann '.repeat(40) }],
  ['a long company', { company: 'Å'.repeat(90) }],
  ['an IDN domain', { address: 'åsa@räksmörgås.example', to: 'asa@xn--rksmrgs-5wao1o.example' }],
  [
    'a long address',
    { address: `${'a'.repeat(64)}@${'b'.repeat(60)}.example`, to: `${'a'.repeat(64)}@${'b'.repeat(60)}.example` },
  ],
  ['a local part outside ASCII', { address: 'åsa@acme.example', to: 'åsa@acme.example' }],
  ['markup in the name', { givenName: '<b>"Anna" & \'co\'</b>' }],
  ['dots, equals signs and spaces at line ends', { givenName: '=.= ', company: '. = ' }],
  ['emoji', { givenName: '😀'.repeat(30) }],
  ['joined emoji', { givenName: 'Kim 👩‍💻👨‍👩‍👧🏴󠁧󠁢󠁥󠁮󠁧󠁿' }],
  ['no language', { language: null }],
  ['English', { language: 'en', givenName: 'Åke' }],
  ['right-to-left', { givenName: 'محمد' }],
]

describe.each<LetterName>(['verify', 'connected'])('the letter %s', (name) => {
  it.each(people)('is byte for byte what nodemailer composes: %s', async (_, own) => {
    const recipient = { ...anna, ...own, link: name === 'verify' ? anna.link : null }
    const letter = createComposer(settings)(name, recipient)
    const composed = await new MailComposer({
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Feedback-ID': `${name}:verifiera:acme.example`,
      },
      from: settings.from,
      to: { name: '', address: recipient.to },
      replyTo: { name: '', address: 'hr@acme.example' },
      subject: letter.parts.subject,
      messageId: recipient.messageId,
      date: recipient.date,
      text: letter.parts.text.replaceAll('\n', '\r\n'),
      html: letter.parts.html.replaceAll('\n', '\r\n'),
      encoding: 'quoted-printable',
      textEncoding: 'Q',
    } as object)
      .compile()
      .build()
    expect(normal(Buffer.from(letter.raw))).toBe(normal(composed))
  })
})

function normal(raw: Buffer): string {
  const text = raw.toString('utf8')
  const boundary = /boundary="([^"]+)"/.exec(text)![1]!
  return text.replaceAll(boundary, 'BOUNDARY')
}

const greeted = (givenName: string) =>
  /Hej (.*?)[!,]/.exec(createComposer(settings)('verify', { ...anna, givenName }).parts.text)?.[1]

describe('a name in a letter', () => {
  it.each([
    ['Kim 👩‍💻', 'Kim 👩‍💻'],
    ['👩🏽‍🚀 Åsa 👨‍👩‍👧‍👦', '👩🏽‍🚀 Åsa 👨‍👩‍👧‍👦'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿 Kim', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 Kim'],
    ['An\u200dna', 'Anna'],
    ['Anna\u{e0041}', 'Anna'],
    ['Anna\u202egnp.exe', 'Anna gnp.exe'],
    ['Anna\r\nBcc: x', 'Anna Bcc: x'],
  ])('%j is written as %j', (name, written) => expect(greeted(name)).toBe(written))

  it('is cut between characters as people see them', () => {
    expect(greeted('👩‍💻'.repeat(101))).toBe(`${'👩‍💻'.repeat(99)}…`)
  })
})

describe('the sender', () => {
  const from = (name: string, address: string) =>
    /^From: .*(?:\r\n .*)*/m.exec(
      Buffer.from(
        createComposer({ ...settings, from: { name, address, domain: 'acme.example' } })('verify', anna).raw,
      ).toString(),
    )![0]

  it('has its name quoted or encoded as it must be', () => {
    expect(from('Lon, HR', 'hr@acme.example')).toBe('From: "Lon, HR" <hr@acme.example>')
    expect(from('Löner, HR', 'hr@acme.example')).toBe('From: =?UTF-8?Q?L=C3=B6ner=2C_HR?= <hr@acme.example>')
  })

  it('keeps an A-label', () => {
    expect(from('', 'hr@xn--keri-poa.example')).toBe('From: hr@xn--keri-poa.example')
  })
})

it.each([
  ['hr@åkeri.example', 'Reply-To: hr@xn--keri-poa.example'],
  ['HR, telefon 08-123 45', undefined],
  // Only a server with SMTPUTF8 could take it, and the letter is the same for all.
  ['lön@åkeri.example', undefined],
])('answers to %s go where every server can take them', (support, line) => {
  const raw = Buffer.from(createComposer({ ...settings, support })('verify', anna).raw).toString()
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  expect(/^Reply-To: .*$/m.exec(head)?.[0].trim()).toBe(line)
  expect(head).not.toMatch(/[^\x00-\x7f]/)
})
