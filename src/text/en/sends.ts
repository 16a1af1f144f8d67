import type { sends as source } from '../sv/sends.ts'

export const sends: Record<keyof typeof source, string> = {
  'send.running.title': 'Send {code} is running',
  'send.paused.title': 'Send {code} is paused',
  'send.done.title': 'Send {code} is done',
  'send.stopped.title': 'Send {code} is stopped',
  'send.fact.sent': 'Sent',
  'send.fact.direct': 'Connected directly',
  'send.fact.failed': 'Failed',
  'send.fact.skipped': 'Skipped',
  'send.fact.inDoubt': 'In doubt',
  'send.fact.queued': 'Left',
  'send.fact.pace': 'Pace',
  'send.fact.left': 'Done in about',
  'send.fact.by': 'Confirmed by',
  'send.fact.at': 'Confirmed',
  'send.pace': '{n} a minute',
  'send.minutes': '{n, plural, one {# minute} other {# minutes}}',
  'send.hours': '{hours, plural, one {# hour} other {# hours}} {minutes} min',
  'send.soon': 'a moment',
  'send.inDoubt':
    'For {n, plural, one {# mail} other {# mails}} the connection broke just as it was handed over: it may have arrived. A new mail would carry the same link.',
  'send.paused.person': 'Paused by an admin.',
  'send.paused.authentication':
    'Paused automatically: the mail server did not accept the login. Ask whoever runs Verifiera to check SMTP_URL, then resume.',
  'send.paused.policy':
    'Paused automatically: the mail server refuses the sender. Ask whoever runs Verifiera to check MAIL_FROM and the rules of the server, then resume.',
  'send.paused.quota':
    'Paused automatically: the mail server takes no more e-mails from us for now, because the quota is used up. The send goes on by itself; the next attempt is {at}. Nobody has been missed and no address has been marked.',
  'send.trouble.tls':
    'The mail server cannot be trusted: its encryption or certificate is wrong. Ask whoever runs Verifiera to put that right. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.login':
    'The mail server does not accept our login. Ask whoever runs Verifiera to check it. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.unreachable': 'The mail server does not answer. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.busy': 'The mail server takes no e-mails just now. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.said': 'The server’s answer: {words}',
  'send.trouble.error': 'The error: {words}',
  'send.deferred':
    '{n, plural, one {# e-mail is} other {# e-mails are}} waiting for the recipient’s mail server, which asked us to come back later. That is usually greylisting or a full mailbox. The next attempt is {at}.',
  'trouble.title': 'The mail server does not take our e-mails',
  'trouble.text.tls':
    'Since {since}: its encryption or certificate is wrong. Check that SMTP_URL names the right server and port, that the server offers STARTTLS and that its certificate is valid.',
  'trouble.text.login':
    'Since {since}: the server does not accept our login. Check the user and password in SMTP_URL, or the SMTP_OAUTH settings, and restart.',
  'trouble.text.unreachable':
    'Since {since}: the server does not answer. Check that it is running and that SMTP_URL and the firewall let us through.',
  'trouble.text.busy':
    'Since {since}: the server asks us to wait. If that does not pass, ask whoever runs the mail server.',
  'secret.ends': 'The login to the mail server ends on {day}',
  'secret.over': 'The login to the mail server ended on {day}',
  'secret.text':
    'Create a new client secret with the provider, set SMTP_OAUTH_CLIENT_SECRET and SMTP_OAUTH_SECRET_ENDS, and restart. Otherwise no e-mails leave after that day.',
  'trouble.note': 'The e-mails are kept and sent when the server takes them. The next attempt is {at}.',
  'send.paused.equal_errors':
    'Paused automatically: most e-mails get the same error. No address has been marked. Check the error, then resume.',
  'send.button.stop': 'Stop',
  'send.button.pause': 'Pause',
  'send.button.resume': 'Resume',
  'send.button.retry': 'Try again with {n}',
  'send.button.inDoubt': 'Send again to {n} in doubt',
  'send.button.list': 'Show the list',
  'send.button.file': 'Download the list',
  'send.button.refresh': 'Refresh',
  'send.list.title': 'Sends',
  'send.list.none': 'No sends yet. Begin with “verify accounts company=…”.',
  'send.head.code': 'Code',
  'send.head.when': 'When',
  'send.head.state': 'State',
  'send.head.total': 'Total',
  'send.head.sent': 'Sent',
  'send.head.by': 'By',
  'send.state.running': 'running',
  'send.state.paused': 'paused',
  'send.state.done': 'done',
  'send.state.stopped': 'stopped',
  'send.unknown': 'There is no send with the code {code}. Write “sends” to see the latest.',
  'send.cannot.pause': 'Send {code} cannot be paused: it is not running.',
  'send.cannot.resume': 'Send {code} cannot be resumed: it is not paused.',
  'send.cannot.stop': 'Send {code} has already ended.',
  'send.isPlan': 'Plan {code} waits to be confirmed. Nothing has been sent.',
  'send.isAwaiting': 'Plan {code} waits for another admin. Nothing has been sent.',
  'send.retry.nothing': 'Send {code} has nobody to try again with.',
  'send.retry.failed': 'failed in send {code}',
  'send.retry.in_doubt': 'in doubt in send {code}',
  'one.mail.title': 'A verification mail is on its way',
  'one.mail.text': 'The mail goes to {email}. The link is valid through {day}.',
  'one.direct.title': 'Connected directly',
  'one.direct.text':
    '{email} belongs to a verified domain, so the account is connected without verification. A mail tells them how to choose a password.',
  'one.stored': 'The address is stored.',
}
