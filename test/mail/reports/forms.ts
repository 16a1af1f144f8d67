import type { Report } from '../../../src/mail/report.ts'

/** Reports as mail systems write them, made for the test: people and hosts are fictional. */
export interface Form {
  name: string
  kind: Report['kind']
  /** The message, given the Message-ID of the letter and the address that it went to. */
  write(messageId: string, to: string): string
}

const letter = (id: string, to: string) =>
  `Message-ID: ${id}\nFrom: HR <no-reply@acme.example>\nTo: ${to}\nSubject: Bekräfta din adress\n`

/** RFC 3464, with what differs between mail systems. */
function dsn(
  system: { from: string; subject: string; text?: (to: string) => string; headers?: string; full?: boolean },
  recipient: (to: string) => string,
) {
  return (id: string, to: string) => `From: ${system.from}
To: bounce@acme.example
Subject: ${system.subject}
Date: Tue, 10 Mar 2026 09:00:00 +0100
Auto-Submitted: auto-replied
${system.headers ?? ''}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

${system.text?.(to) ?? 'Your message could not be delivered.'}

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.example
Arrival-Date: Tue, 10 Mar 2026 08:59:00 +0100

${recipient(to)}

--b1
Content-Type: ${system.full ? 'message/rfc822' : 'text/rfc822-headers'}

${letter(id, to)}
--b1--
`
}

const fields = (action: string, status: string, diagnostic?: string) => (to: string) =>
  `Final-Recipient: rfc822; ${to}\nOriginal-Recipient: rfc822;${to}\nAction: ${action}\nStatus: ${status}` +
  (diagnostic ? `\nDiagnostic-Code: ${diagnostic.replaceAll('<to>', `<${to}>`)}` : '')

const systems = {
  Postfix: {
    from: 'MAILER-DAEMON@mx.acme.example (Mail Delivery System)',
    subject: 'Undelivered Mail Returned to Sender',
    full: true,
  },
  'Exchange Online': {
    from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@acme.example>',
    subject: 'Undeliverable: Bekräfta din adress',
    headers: 'X-MS-Exchange-Message-Is-Ndr: \n',
  },
  Gmail: {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
    subject: 'Delivery Status Notification (Failure)',
    headers: 'X-Failed-Recipients: x@acme.example\n',
  },
  Sendmail: {
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@mx.acme.example>',
    subject: 'Returned mail: see transcript for details',
  },
  SES: { from: 'MAILER-DAEMON@eu-north-1.amazonses.example', subject: 'Delivery Status Notification (Failure)' },
} as const

/** Standard reports: each system with each of these. */
const standard: [kind: Report['kind'], what: string, recipient: (to: string) => string][] = [
  [
    'bounced',
    'no such user',
    fields('failed', '5.1.1', 'smtp; 550 5.1.1 <to>: Recipient address rejected: User unknown'),
  ],
  [
    'bounced',
    'no such user, on several lines',
    fields(
      'failed',
      '5.1.1',
      'smtp;\n    550-5.1.1 The email account that you tried to reach does not\n    550 5.1.1 exist.',
    ),
  ],
  ['bounced', 'no such domain', fields('failed', '5.1.2', 'smtp; 550 5.1.2 Host or domain name not found')],
  [
    'bounced',
    'not found in the directory',
    fields(
      'failed',
      '5.1.10',
      'smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    ),
  ],
  ['bounced', 'no diagnostic', fields('failed', '5.1.1')],
  ['failed', 'a full mailbox', fields('failed', '5.2.2', 'smtp; 552 5.2.2 <to>: mailbox full')],
  [
    'failed',
    'given up after days',
    fields('failed', '4.4.1', 'X-Postfix; connect to mx.gone.example[192.0.2.7]:25: Connection timed out'),
  ],
  [
    'failed',
    'blocked',
    fields('failed', '5.7.1', 'smtp; 550 5.7.1 Service unavailable; client host blocked using Spamhaus'),
  ],
  ['delayed', 'is tried on', fields('delayed', '4.4.1', 'smtp; 450 4.4.1 Connection timed out')],
  ['none', 'delivered', fields('delivered', '2.0.0', 'smtp; 250 2.0.0 Ok')],
]

const plain =
  (from: string, subject: string, text: (id: string, to: string) => string, headers = '') =>
  (id: string, to: string) =>
    `Return-Path: <>\nFrom: ${from}\nTo: bounce@acme.example\nSubject: ${subject}\n${headers}Date: Tue, 10 Mar 2026 09:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${text(id, to)}\n`

const qmail = (reason: string) => (id: string, to: string) =>
  `Hi. This is the qmail-send program at mx.acme.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<${to}>:\n${reason}\n\n--- Below this line is a copy of the message.\n\n${letter(id, to)}`
const exim = (reason: string) => (id: string, to: string) =>
  `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error. The following address(es) failed:\n\n  ${to}\n    ${reason}\n\n------ This is a copy of the message, including all the headers. ------\n\n${letter(id, to)}`

const others: Form[] = [
  {
    name: 'qmail: no mailbox',
    kind: 'bounced',
    write: plain(
      'MAILER-DAEMON@mx.acme.example',
      'failure notice',
      qmail('Sorry, no mailbox here by that name. (#5.1.1)'),
    ),
  },
  {
    name: 'qmail: remote answer',
    kind: 'bounced',
    write: plain(
      'MAILER-DAEMON@mx.acme.example',
      'failure notice',
      qmail('192.0.2.9 does not like recipient.\nRemote host said: 550 5.1.1 User unknown'),
    ),
  },
  {
    name: 'qmail: full',
    kind: 'failed',
    write: plain('MAILER-DAEMON@mx.acme.example', 'failure notice', qmail('Recipient mailbox is full (#5.2.2)')),
  },
  {
    name: 'Exim: unrouteable',
    kind: 'bounced',
    write: plain(
      'Mail Delivery System <Mailer-Daemon@mx.acme.example>',
      'Mail delivery failed: returning message to sender',
      exim('Unrouteable address'),
    ),
  },
  {
    name: 'Exim: remote answer',
    kind: 'bounced',
    write: plain(
      'Mail Delivery System <Mailer-Daemon@mx.acme.example>',
      'Mail delivery failed: returning message to sender',
      exim('SMTP error from remote mail server after RCPT TO:<x>:\n    550 5.1.1 No such user'),
    ),
  },
  {
    name: 'Exim: quota',
    kind: 'failed',
    write: plain(
      'Mail Delivery System <Mailer-Daemon@mx.acme.example>',
      'Mail delivery failed',
      exim('mailbox is full: retry timeout exceeded'),
    ),
  },
  {
    name: 'Exchange in words',
    kind: 'bounced',
    write: plain(
      'Postmaster <postmaster@acme.example>',
      'Det går inte att leverera: Bekräfta din adress',
      (id, to) =>
        `Det gick inte att leverera till följande mottagare:\n\n${to}\nE-postadressen hittades inte.\n\nDiagnostisk information för administratörer:\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\n${letter(id, to)}`,
    ),
  },
  {
    name: 'Lotus Domino',
    kind: 'bounced',
    write: plain(
      'Postmaster@acme.example',
      'DELIVERY FAILURE',
      (id, to) =>
        `Your message was not delivered to ${to}\nbecause: User not found in Domino Directory (unknown user)\n\n${letter(id, to)}`,
    ),
  },
  {
    name: 'status in the text',
    kind: 'bounced',
    write: plain(
      'MAILER-DAEMON@gw.acme.example',
      'Delivery failure',
      (id, to) =>
        `Final-Recipient: rfc822; ${to}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n\n${letter(id, to)}`,
    ),
  },
  {
    name: 'a complaint (RFC 5965)',
    kind: 'complaint',
    write: (id, to) =>
      `From: <fbl@isp.example>\nTo: bounce@acme.example\nSubject: FW: Bekräfta\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=feedback-report; boundary="b1"\n\n--b1\nContent-Type: text/plain\n\nThis is an abuse report.\n--b1\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: FBL/1\nVersion: 1\n--b1\nContent-Type: message/rfc822\n\n${letter(id, to)}\n--b1--\n`,
  },
  {
    name: 'on leave',
    kind: 'none',
    write: plain(
      'Anna <anna@acme.example>',
      'Autosvar: Bekräfta din adress',
      (id) => `Jag är på semester till 550 dagar har gått. In reply to ${id}`,
      'Auto-Submitted: auto-replied\n',
    ),
  },
  {
    name: 'on leave, from Exchange',
    kind: 'none',
    write: plain(
      'Anna <anna@acme.example>',
      'Automatic reply: Bekräfta din adress',
      () => 'Out of office.',
      'X-Auto-Response-Suppress: All\n',
    ),
  },
  {
    name: 'somebody writes',
    kind: 'none',
    write: (id, to) =>
      `Return-Path: <anna@acme.example>\nFrom: Anna <anna@acme.example>\nTo: bounce@acme.example\nSubject: Re: Bekräfta\n\nMin kollega ${to} finns inte: 550 5.1.1 user unknown ${id}\n`,
  },
]

export const forms: Form[] = [
  ...Object.entries(systems).flatMap(([system, facts]) =>
    standard.map(
      ([kind, what, recipient]): Form => ({ name: `${system}: ${what}`, kind, write: dsn(facts, recipient) }),
    ),
  ),
  ...others,
]
