import type { Form } from './forms.ts'

// Reports that are spoilt, wrapped, in other languages or in forms of one provider. Their forms are those of
// https://github.com/sisimai/set-of-emails; people, hosts and letters are fictional.

const daemon = 'MAILER-DAEMON@mx.acme.example (Mail Delivery System)'
const head = (from: string, subject: string, more = '') =>
  `Return-Path: <>\nFrom: ${from}\nTo: bounce@acme.example\nSubject: ${subject}\n${more}MIME-Version: 1.0\n`
const copy = (id: string, to: string) => `Message-ID: ${id}\nTo: ${to}\nSubject: Bekräfta din adress\n`

/** A multipart report with these parts, each with its type in front. */
const report = (boundary: string, parts: string[], subject = 'Undelivered Mail Returned to Sender') =>
  `${head(daemon, subject)}Content-Type: multipart/report; report-type=delivery-status; boundary="b1"\n\n${parts
    .map((part) => `--${boundary}\nContent-Type: ${part}\n`)
    .join('\n')}\n--${boundary}--\n`

const status = (to: string, fields: string) =>
  `message/delivery-status\n\nReporting-MTA: dns; mx.acme.example\n\nFinal-Recipient: rfc822; ${to}\n${fields}`
const letter = (id: string, to: string) => `message/rfc822\n\n${copy(id, to)}`
const plain = (text: string) => `text/plain; charset=utf-8\n\n${text}`

const notification = (id: string, more: string) =>
  `{"notificationType":"Bounce","bounce":{${more}},"mail":{"headers":[{"name":"Message-ID","value":"${id}"}]}}`
const bySns = (text: string) =>
  `Return-Path: <x@eu-north-1.amazonses.example>\nFrom: SES <no-reply@sns.amazonaws.example>\nTo: bounce@acme.example\nSubject: AWS Notification Message\nx-amz-sns-message-id: 1\n\n${text}\n`
const wrong =
  '"bounceType":"Permanent","bouncedRecipients":[{"status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]'

export const wrappedForms: Form[] = [
  {
    name: 'boundaries that a gateway has spoilt',
    kind: 'bounced',
    write: (id, to) =>
      report('other', [
        plain(`<${to}>: host mx.acme.example said: 550-5.1.1 The email account does not exist.`),
        status(to, 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 The email account does not exist.'),
        letter(id, to),
      ]),
  },
  {
    name: 'boundaries that are gone',
    kind: 'failed',
    write: (id, to) =>
      `${head(daemon, 'Returned mail: Service unavailable')}Content-Type: multipart/report; report-type=delivery-status; boundary="b1"\n\nThe original message was received\n\n   ----- The following addresses had permanent fatal errors -----\n${to}\n\nAction: failed\nStatus: 5.5.0\n\n${copy(id, to)}`,
  },
  {
    name: 'a boundary that stands in front of its part',
    kind: 'bounced',
    write: (id, to) =>
      `${head('"Mail Deliver System" <MAILER-DAEMON>', 'Returned Mail: User unknown')}Content-Type: multipart/mixed; boundary="b1"\n\n--b1\nContent-Type: text/plain\n   charset="utf-8"\n\n---The following addresses had delivery errors---\n\n${to} [User unknown]\n\n--b1\nContent-Type: message/rfc822\n\n${copy(id, to)}\n--b1--\n`,
  },
  {
    name: 'an action that no RFC knows',
    kind: 'failed',
    write: (id, to) =>
      report('b1', [
        plain('Your message was not able to be delivered.'),
        status(to, 'Action: expired\nStatus: \nDiagnostic-Code: Connection timed out'),
        letter(id, to),
      ]),
  },
  {
    name: 'no action, but a final status',
    kind: 'bounced',
    write: (id, to) =>
      report('b1', [plain(''), status(to, 'Status: 5.1.1\nDiagnostic-Code: X-Unix; 67'), letter(id, to)]),
  },
  {
    name: 'no action, and a status of success',
    kind: 'none',
    write: (id, to) => report('b1', [plain(''), status(to, 'Status: 2.0.0'), letter(id, to)], 'Report'),
  },
  {
    name: 'a status without a recipient',
    kind: 'failed',
    write: (id, to) =>
      report('b1', [
        plain('Delivery to the following recipients failed permanently:'),
        'message/delivery-status\n\nReporting-MTA: dns; mx.acme.example',
        letter(id, to),
      ]),
  },
  {
    name: 'a verification that was asked for',
    kind: 'none',
    write: (id, to) =>
      report(
        'b1',
        [
          plain('delivery via mx.acme.example: 250 2.1.5 Ok'),
          status(to, 'Action: deliverable\nStatus: 2.1.5'),
          letter(id, to),
        ],
        'Mail Delivery Status Report',
      ),
  },
  {
    name: 'Google Groups, in any language',
    kind: 'failed',
    write: (id, to) =>
      `${head('Mail Delivery Subsystem <mailer-daemon@googlemail.example>', 'Delivery Status Notification (Failure)', `Auto-Submitted: auto-replied\nX-Failed-Recipients: ${to}\n`)}Content-Type: text/plain; charset=utf-8\n\nΘα θέλαμε να σας ενημερώσουμε ότι η ομάδα ενδέχεται να μην υπάρχει.\n\n----- Original message -----\n\n${copy(id, to)}`,
  },
  {
    name: 'Exim, with a subject of its own',
    kind: 'failed',
    write: (id, to) =>
      `${head('Mail <mail@mx.acme.example>', 'Η παράδοση απέτυχε', `Auto-Submitted: auto-replied\nX-Failed-Recipients: ${to}\n`)}Content-Type: text/plain; charset=utf-8\n\nΗ παράδοση απέτυχε.\n\n${copy(id, to)}`,
  },
  {
    name: 'Google, late, in any language',
    kind: 'none',
    write: (id, to) =>
      `${head('Mail Delivery Subsystem <mailer-daemon@googlemail.example>', 'Delivery Status Notification (Delay)')}Content-Type: text/plain; charset=utf-8\n\nΗ παράδοση καθυστερεί.\n\n${copy(id, to)}`,
  },
  {
    name: 'a subject that says it, above words of another language',
    kind: 'failed',
    write: (id, to) =>
      `${head('postmaster@n.acme.example', 'Undeliverable message')}Content-Type: text/plain; charset=utf-8\n\n------- Failure Reasons  --------\n\nユーザーなし\n${to}\n\n${copy(id, to)}`,
  },
  {
    name: 'OpenSMTPD, after days',
    kind: 'failed',
    write: (id, to) =>
      `${head('Mailer Daemon <poostmaster@mx.acme.example>', 'Delivery status notification: error')}\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\n${to}: Envelope expired\n\n${copy(id, to)}`,
  },
  {
    name: 'OpenSMTPD, still trying',
    kind: 'none',
    write: (id, to) =>
      `${head('Mailer Daemon <MAILER-DAEMON@mx.acme.example>', 'Delivery status notification: warning')}\n    A message is delayed for more than 10 minutes:\n\n${to}: Network error on destination MXs\n\n    Please note that this is only a temporary failure report.\n\n${copy(id, to)}`,
  },
  {
    name: 'an answer in three parts: 550 - words',
    kind: 'bounced',
    write: (id, to) =>
      `From: post_master@sms.acme.example\nTo: bounce@acme.example\nSubject: Re: Bekräfta\n\nError: Invalid user address\n\nError message below:\n550 - Requested action not taken: no such user here\n\nRCPT TO: ${to}\n${copy(id, to)}`,
  },
  {
    name: 'a mailbox that exceeds its size',
    kind: 'failed',
    write: (id, to) =>
      `${head('"Postmaster" <postmaster@mx.acme.example>', 'Undeliverable Mail')}\nUser mailbox exceeds allowed size: ${to}\n\n${copy(id, to)}`,
  },
  {
    name: 'a report within a message of a gateway',
    kind: 'bounced',
    write: (id, to) =>
      `${head('MAILER-DAEMON@gw.acme.example', '=?utf-8?Q?Notis?=')}Content-Type: multipart/mixed; boundary="g1"\n\n--g1\nContent-Type: text/plain\n\nThe original message was received at Thu Oct 13 15:22:22\n\n--g1\nContent-Type: message/rfc822\n\n${report('b1', [plain('Hej'), status(to, 'Action: failed\nStatus: 5.1.1'), letter(id, to)])}\n--g1--\n`,
  },
  { name: 'Amazon SNS', kind: 'bounced', write: (id) => bySns(notification(id, wrong)) },
  {
    name: 'Amazon SNS, within its own JSON',
    kind: 'bounced',
    write: (id) => bySns(JSON.stringify({ Type: 'Notification', Message: notification(id, wrong) })),
  },
  {
    name: 'Amazon SNS: a full mailbox',
    kind: 'failed',
    write: (id) => bySns(notification(id, '"bounceType":"Transient","bounceSubType":"MailboxFull"')),
  },
  {
    name: 'Amazon SNS: a complaint',
    kind: 'complaint',
    write: (id) => bySns(notification(id, '"x":1').replace('"Bounce"', '"Complaint"')),
  },
  {
    name: 'Amazon SNS: delivered',
    kind: 'none',
    write: (id) => bySns(notification(id, '"x":1').replace('"Bounce"', '"Delivery"')),
  },
  {
    name: 'Outlook.com: a complaint (JMRP)',
    kind: 'complaint',
    write: (id, to) =>
      `Return-Path: <x@hotmail.example>\nFrom: staff@hotmail.example\nTo: bounce@acme.example\nSubject:  complaint about message from 192.0.2.222\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b1"\n\n--b1\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: ${to}\n${copy(id, to)}\n--b1--\n`,
  },
  {
    name: 'an unsubscription by Apple Mail',
    kind: 'none',
    write: (id, to) =>
      `From: ${to}\nTo: bounce@acme.example\nSubject: unsubscribe\nAuto-Submitted: auto-replied\n\nApple Mail sent this email to unsubscribe from the message ${id}\n`,
  },
]
