import type { Form } from './forms.ts'

const plain =
  (headers: string, text: (to: string) => string): Form['write'] =>
  (id, to) =>
    `${headers}\nTo: bounce@acme.example\nIn-Reply-To: ${id}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${text(to)}\n\n> Message-ID: ${id}\n`

/** RFC 8098. */
const receipt =
  (subject: string, disposition: string): Form['write'] =>
  (id, to) =>
    `From: Eva Ek <eva.ek@acme.example>
Return-Path: <>
Subject: ${subject}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="r"

--r
Content-Type: text/plain; charset=utf-8

Rum 512 - Eva Ek. The message was not delivered to anybody else.
--r
Content-Type: message/disposition-notification

Final-Recipient: rfc822;${to}
Original-Message-ID: ${id}
Disposition: manual-action/MDN-sent-manually; ${disposition}
--r--
`

/** Answers from people who are away, with the empty return path that RFC 3834 asks for. */
const away: [what: string, headers: string, text: string][] = [
  ['Finnish', 'Auto-Submitted: auto-generated\nSubject: Automaattinen vastaus: x', 'Huone 512 - toinen kerros.'],
  ['German', 'Auto-Submitted: auto-generated\nSubject: Automatische Antwort: x', 'Zimmer 412 - Frau Meier.'],
  ['French', 'Auto-Submitted: auto-generated\nSubject: Réponse automatique : x', 'Bureau 421 - M. Ask'],
  ['Polish', 'X-Auto-Response-Suppress: All\nSubject: Odpowiedź automatyczna: x', 'Pokój 421 - p. Ask'],
  ['Danish, without a header', 'Subject: Automatisk svar: x', 'Lokale 501 Odense'],
  ['Lotus Notes', 'Subject: AUTO: Eva Ek är inte på kontoret', 'Ring rum 455 Bo Ask.'],
  ['a plain answer', 'Subject: Re: x', 'Jag har slutat. Bo sitter i rum 512 - han hjälper dig.'],
  ['an address that is gone', 'Subject: Re: x', 'Den här adressen finns inte längre, skriv till Bo.'],
  ['held until one presses', 'Subject: Please verify your message', 'Your message is held for 450 seconds.'],
]

/** What people and their mail programs send back, and reports that resemble it. */
export const formsFromPeople: Form[] = [
  ...away.map(
    ([what, headers, text]): Form => ({
      name: `away: ${what}`,
      kind: 'none',
      write: plain(`From: Eva Ek <eva.ek@acme.example>\nReturn-Path: <>\n${headers}`, () => text),
    }),
  ),
  { name: 'a receipt: read', kind: 'none', write: receipt('Läst: x', 'displayed') },
  { name: 'a receipt: deleted unread', kind: 'none', write: receipt('Ej läst: x', 'deleted') },
  {
    name: 'Exim: still tried, with the words of the last attempt',
    kind: 'delayed',
    write: plain(
      'From: Mail Delivery System <Mailer-Daemon@mx.acme.example>\nReturn-Path: <>\nAuto-Submitted: auto-replied\nSubject: Warning: message 1abcde-000001-AB delayed 24 hours',
      (to) =>
        `The address to which the message has not yet been delivered is:\n\n  ${to}\n    Delay reason: SMTP error from remote mail server after RCPT TO:<${to}>:\n    450 4.7.1 Greylisted`,
    ),
  },
  {
    name: 'Yahoo: a code with a colon',
    kind: 'bounced',
    write: plain(
      'From: MAILER-DAEMON@mx.acme.example\nReturn-Path: <>\nSubject: Failure Notice',
      (to) =>
        `Sorry, we were unable to deliver your message to the following address.\n\n<${to}>:\n554: delivery error: dd This user doesn't have an account (${to}) [0]`,
    ),
  },
  {
    name: 'Barracuda: blocked',
    kind: 'failed',
    write: plain(
      'From: postmaster@mx.acme.example\nReturn-Path: <>\nSubject: **Message you sent blocked by our bulk email filter**',
      (to) => `Your message to: ${to}\nwas blocked by our Spam Firewall. It has NOT BEEN DELIVERED.`,
    ),
  },
  {
    name: 'Exchange in Swedish, under another name',
    kind: 'bounced',
    write: plain(
      'From: Systemadministratör <system@acme.example>\nReturn-Path: <>\nSubject: Obeställbart: x',
      (to) =>
        `Det gick inte att leverera till:\n\n${to}\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'`,
    ),
  },
]
