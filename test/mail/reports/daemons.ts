import type { Form } from './forms.ts'

// Reports that hold no delivery status (RFC 3464), as mail systems write them by themselves. Their forms are those of
// https://github.com/sisimai/set-of-emails; people, hosts and letters are fictional.

const report =
  (from: string, subject: string, body: (id: string, to: string) => string, headers = '') =>
  (id: string, to: string): string =>
    `Return-Path: <>\nFrom: ${from}\nTo: bounce@acme.example\nSubject: ${subject}\n${headers}\n${body(id, to)}\n`

const copy = (id: string, to: string) => `Message-ID: ${id}\nTo: ${to}\nSubject: Bekräfta din adress\n`

const exim = (answer: (to: string) => string) =>
  report(
    'Mail Delivery System <Mailer-Daemon@mx.acme.example>',
    'Mail delivery failed: returning message to sender',
    (id, to) => `A message that you sent could not be delivered. This is a permanent error.

  ${to}
    ${answer(to)}

------ This is a copy of the message, including all the headers. ------

${copy(id, to)}`,
    'Auto-Submitted: auto-replied\n',
  )

export const daemonForms: Form[] = [
  {
    name: 'Exim, which calls its reports automatic answers',
    kind: 'bounced',
    write: exim((to) => `host mx.acme.example [192.0.2.1]: 550 5.1.1 <${to}>... User Unknown`),
  },
  {
    name: 'Exim, after days',
    kind: 'failed',
    write: exim(() => 'retry timeout exceeded'),
  },
  {
    name: 'Exim, a full mailbox',
    kind: 'failed',
    write: exim(() => 'mailbox is full: retry timeout exceeded'),
  },
  {
    name: 'DragonFly, whose sender has a name alone',
    kind: 'bounced',
    write: (id, to) =>
      `From: MAILER-DAEMON <>\nTo: bounce@acme.example\nSubject: Mail delivery failed\n\nThere was an error delivering your mail to <${to}>.\n\nmx.acme.example [192.0.2.1] did not like our RCPT TO:\n550 5.1.1 <${to}>: Recipient address rejected: User unknown\n\nMessage headers follow.\n\n${copy(id, to)}`,
  },
  {
    name: 'Domino, which names its directory',
    kind: 'bounced',
    write: report(
      'Postmaster@mx.acme.example',
      'DELIVERY FAILURE: User not listed in Domino Directory',
      (id, to) =>
        `Your message was not delivered to:\n\n  ${to}\n\nbecause:\n\n  User ${to} not listed in Domino Directory\n\n${copy(id, to)}`,
    ),
  },
  {
    name: 'Exchange 2003, whose words are broken',
    kind: 'bounced',
    write: report(
      'System Administrator <postmaster@mx.acme.example>',
      'Undeliverable: Bekräfta din adress',
      (id, to) =>
        `did not reach the following recipient(s):\n\n${to} on Thu, 29 Apr 2026 23:34:45 +0000\n    The recipient name is not recognized\n    MSEXCH:IMS:ACME:MX 2 (000C05A6) Unknown\nRecipient\n\n${copy(id, to)}`,
    ),
  },
  {
    name: 'Gmail, after days, without any answer',
    kind: 'failed',
    write: report(
      'Mail Delivery Subsystem <mailer-daemon@mail.acme.example>',
      'Delivery Status Notification (Failure)',
      (id, to) =>
        `Delivery to the following recipient failed permanently:\n\n     ${to}\n\nTechnical details of permanent failure:\nThe recipient server did not accept our requests to connect.\n\n${copy(id, to)}`,
    ),
  },
  {
    name: 'a warning that it is still tried',
    kind: 'none',
    write: report(
      'Mail Delivery System <Mailer-Daemon@mx.acme.example>',
      'Warning: message delayed 24 hours',
      (id, to) =>
        `This message could not be delivered yet to ${to}.\nNo action is required on your part. Delivery attempts will continue for some time.\nThis warning is sent because the message has not yet been delivered.\n\n${copy(id, to)}`,
      'Auto-Submitted: auto-replied\n',
    ),
  },
  {
    name: 'on leave, with an empty return path (RFC 3834)',
    kind: 'none',
    write: report(
      'Anna <anna@acme.example>',
      'Re: Bekräfta din adress',
      (id) => `I am away. Mail to 550 Bay Street could not be delivered last week. ${id}`,
      'Auto-Submitted: auto-replied\n',
    ),
  },
]
