import type { sends as source } from '../sv/sends.ts'

export const sends: Record<keyof typeof source, string> = {
  'send.running.title': 'Send {code}{at} is running: {done} of {total}',
  'send.paused.title': 'Send {code}{at} is paused: {done} of {total}',
  'send.done.title': 'Send {code}{at} is finished: {sent} of {total}',
  'send.stopped.title': 'Send {code}{at} has been stopped: {sent} of {total} were sent',
  'send.title.at': ' to {company}',
  'send.fact.sent': 'Sent',
  'send.fact.direct': 'Connected directly',
  'send.fact.failed': 'Failed',
  'send.fact.skipped': 'Skipped',
  'send.fact.inDoubt': 'Uncertain',
  'send.fact.queued': 'Left',
  'send.fact.pace': 'Pace',
  'send.fact.left': 'Expected to finish',
  'send.fact.by': 'Confirmed by',
  'send.fact.approvedBy': 'Approved by',
  'send.fact.at': 'Confirmed',
  'send.pace': '{n} a minute',
  'send.minutes': '{n, plural, one {in # minute} other {in # minutes}}',
  'send.hours': '{hours, plural, one {in # hour} other {in # hours}} and {minutes} min',
  'send.soon': 'within a minute',
  'send.underWay':
    '{n, plural, one {# e-mail was already on its way when the send was stopped. You will soon see whether the mail server took it.} other {# e-mails were already on their way when the send was stopped. You will soon see whether the mail server took them.}}',
  'send.inDoubt':
    '{n, plural, one {For # e-mail the connection broke just as it was handed over. It may have arrived.} other {For # e-mails the connection broke just as they were handed over. They may have arrived.}} A new e-mail carries the same link.',
  'send.paused.person': 'Paused by an admin.',
  'send.paused.authentication':
    'Paused automatically: the mail server did not accept the login. Ask whoever runs Verifiera to check SMTP_URL, then resume.',
  'send.paused.policy':
    'Paused automatically: the mail server refuses the sender. Ask whoever runs Verifiera to check MAIL_FROM and the rules of the server, then resume.',
  'send.paused.quota':
    'Paused automatically: the mail server takes no more e-mails from us for now, because the quota is used up. The send resumes automatically; the next attempt is {at}. Nobody has been missed and no address has been marked.',
  'send.trouble.tls':
    'The mail server cannot be trusted: its encryption or certificate is wrong. Ask whoever runs Verifiera to put that right. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.login':
    'The mail server does not accept our login. Ask whoever runs Verifiera to check it. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.policy':
    'The mail server refuses our e-mails. Ask whoever runs Verifiera to check MAIL_FROM and the rules of the server. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.quota':
    'The mail server takes no more e-mails from us for now, because the quota is used up. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.unreachable': 'The mail server does not answer. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.busy': 'The mail server takes no e-mails just now. The next attempt is {at}; no e-mails are lost.',
  'send.trouble.said': 'The server’s answer: {words}',
  'send.trouble.error': 'The error: {words}',
  'send.deferred':
    '{n, plural, one {# e-mail is waiting for another attempt.} other {# e-mails are waiting for another attempt.}}',
  'failed.title': 'The e-mail did not arrive',
  'failed.bounced': 'The mail server refuses the address, which is therefore marked as bounced.',
  'failed.refused': 'The mail server refuses this e-mail. No address has been marked.',
  'failed.returned': 'The mail server took the e-mail but sent it back.',
  'failed.unclear':
    'The mail server has said no again and again without saying whether the fault lies with the address or with us. No address has been marked.',
  'failed.gave_up': 'The recipient’s mail server asked us to come back later, until time ran out.',
  'failed.no_smtputf8': 'The mail server cannot handle the characters of the address. It needs another address.',
  'failed.own': 'If the address is wrong, write “report wrong address”.',
  'waits.title': 'The e-mail is delayed',
  'waits.next': 'The next attempt is {at}.',
  'waits.recipient_later':
    'The recipient’s mail server asked us to come back later. That is usually greylisting or a full mailbox.',
  'waits.unclear':
    'The mail server says no without saying whether the fault lies with the address or with us. No address has been marked.',
  'waits.quota': 'The mail server takes no more e-mails from us for now, because the quota is used up.',
  'waits.policy': 'The mail server refuses our e-mails.',
  'waits.login': 'The mail server does not accept our login.',
  'waits.server': 'The mail server does not answer, or asks us to try later.',
  'waits.provider': 'Visma Connect has not accepted the connection yet.',
  'waits.code': 'The code in the e-mail is valid for 15 minutes. If it does not arrive by then, write “link” again.',
  'waits.paused': 'The send {code} is paused. {why}',
  'waits.paused.own': 'The send is paused. The e-mail comes when it resumes.',
  'trouble.title': 'The mail server does not take our e-mails',
  'trouble.text.tls':
    'Since {since}: its encryption or certificate is wrong. Check that SMTP_URL names the right server and port, that the server offers STARTTLS and that its certificate is valid.',
  'trouble.text.login':
    'Since {since}: the server does not accept our login. Check the user and password in SMTP_URL, or the SMTP_OAUTH settings, and restart.',
  'trouble.text.policy':
    'Since {since}: the server refuses our e-mails. Check MAIL_FROM, that the account in SMTP_URL may send as that address, and the rules of the server.',
  'trouble.text.quota':
    'Since {since}: the quota is used up. That passes when the server takes e-mails from us again. If it happens often, lower MAIL_RATE or have the provider raise the quota.',
  'trouble.text.unreachable':
    'Since {since}: the server does not answer. Check that it is running and that SMTP_URL and the firewall let us through.',
  'trouble.text.busy':
    'Since {since}: the server asks us to wait. If that does not pass, ask whoever runs the mail server.',
  'mailbox.title': 'The mailbox for bounces cannot be read',
  'mailbox.note':
    'E-mails go out as usual, but addresses that bounce are not noticed until the mailbox can be read again.',
  'slackTrouble.title': 'Slack no longer lets the bot in',
  'slackTrouble.text':
    'Nobody gets an answer in Slack, and the cards there stand still. Install the app in the workspace again, set SLACK_BOT_TOKEN to its new token, and restart.',
  'slackTrouble.note': 'E-mails go out as usual, and the links in them work. Check with “check setup” afterwards.',
  'secret.ends': 'The login to the mail server ends on {day}',
  'secret.over': 'The login to the mail server ended on {day}',
  'secret.text':
    'Create a new client secret with the provider, set SMTP_OAUTH_CLIENT_SECRET and SMTP_OAUTH_SECRET_ENDS, and restart. Otherwise no e-mails leave after that day.',
  'trouble.note': 'The e-mails are kept and sent when the server takes them. The next attempt is {at}.',
  'send.paused.equal_errors':
    'Paused automatically: most e-mails get the same error. No address has been marked. Check the error, then resume.',
  'send.paused.restored':
    'Paused automatically: the database is a copy, restored or moved. People e-mailed after the copy was made are listed as waiting and may get a second e-mail. Resume when you know that is all right, or stop.',
  'send.button.stop': 'Stop',
  'send.button.pause': 'Pause',
  'send.button.resume': 'Resume',
  'send.button.retry': 'Try again with {n}',
  'send.button.inDoubt': 'Send again to {n} uncertain',
  'send.button.list': 'Show the list',
  'send.button.file': 'Download the list',
  'send.button.refresh': 'Refresh',
  'send.list.title': 'Sends',
  'send.list.none': 'No sends yet. Begin with “verify accounts company=…”.',
  'send.of': '{done} of {total}',
  'send.head.code': 'Code',
  'send.head.when': 'When',
  'send.head.state': 'State',
  'send.head.total': 'Total',
  'send.head.sent': 'Sent',
  'send.head.direct': 'Connected directly',
  'send.head.by': 'By',
  'send.state.yours': 'waits for you',
  'send.state.awaiting': 'waits for approval',
  'send.state.running': 'running',
  'send.state.paused': 'paused',
  'send.state.done': 'done',
  'send.state.stopped': 'stopped',
  'send.unknown': 'There is no send with the code {code}. Write “sends” to see the latest.',
  'send.cannot.pause':
    'Send {code} {state, select, paused {is already paused} done {is already done, so there is nothing to pause} stopped {is already stopped for good} other {cannot be paused now}}.',
  'send.cannot.resume':
    'Send {code} {state, select, running {is already running} done {is already done, so there is nothing to resume} stopped {is stopped for good and cannot be resumed. Write “retry {code}” to plan mail for those who got none} other {cannot be resumed now}}.',
  'send.cannot.stop':
    'Send {code} {state, select, done {is already done: nothing is left to stop} stopped {is already stopped. Nothing more is sent} other {cannot be stopped now}}.',
  'send.button.again': 'Plan those who are left',
  'send.button.unsent': 'Send to {n} who got no e-mail',
  'send.button.bounced': 'Show bounced',
  'send.bounced':
    '{n, plural, one {# address bounced} other {# addresses bounced}}: they are only reached once the address is corrected. Correct it, then write “retry {code}”.',
  'send.unclear':
    '{n, plural, one {# address is unclear} other {# addresses are unclear}}: the mail server said no again and again without saying why. No address has been marked. Check that {n, plural, one {it is} other {they are}} right, or ask the recipient’s IT department to let our e-mails through. Then write “retry {code}”.',
  'send.retry.nothing':
    'Send {code} {state, select, running {is running and has nobody to try again with yet} paused {is paused and has nobody to try again with. Resume or stop it} stopped {is stopped and has nobody left to send to} other {is done and has nobody to try again with}}.',
  'send.retry.noneDoubtful': 'No e-mail in send {code} is uncertain, so there is none of that kind to send again.',
  'send.retry.bounced':
    'Send {code} did not reach {n, plural, one {1 person} other {# people}}, and the mail server says that {n, plural, one {the address does} other {the addresses do}} not exist. Nothing more is sent there. Correct {n, plural, one {it} other {them}} (import again, or “verify <employment no.> email=name@company.se”), then write “retry {code}”.',
  'send.retry.unsent': 'those who got no e-mail in send {code}',
  'send.retry.failed': 'failed in send {code}',
  'send.retry.in_doubt': 'uncertain in send {code}',
  'one.mail.title': 'A verification e-mail is on its way',
  'one.mail.text': 'The e-mail goes to {email}. The link is valid until the end of {day}.',
  'one.direct.title': 'Connected directly',
  'one.direct.text':
    '{email} belongs to a verified domain, so the account is connected without verification. An e-mail tells them how to choose a password.',
  'one.again': 'The previous e-mail went {at}, so the person gets two with the same link.',
  'one.notStored': '{why} The new address is not stored.',
  'one.stored': 'The address is stored.',
}
