import type { plans as source } from '../sv/plans.ts'

export const plans: Record<keyof typeof source, string> = {
  'plan.title.mail': 'Send to {n, plural, one {1 person} other {# people}}{at}?',
  'plan.title.direct': 'Connect {n, plural, one {1 person} other {# people}}{at}?',
  'plan.title.at': ' at {company}',
  'plan.titled': '{title}: {what}',
  'plan.what.mail': 'send to {n, plural, one {1 person} other {# people}}{at}',
  'plan.what.direct': 'connecting {n, plural, one {1 person} other {# people}}{at}',
  'plan.what.import': 'import of {rows, plural, one {1 row} other {# rows}}',
  'plan.what.letter': 'the letters of {company}',
  'plan.numbers.mail': '{n, plural, one {1 person gets an e-mail} other {# people get an e-mail}}',
  'plan.numbers.direct': '{n} connected directly',
  'plan.numbers.left': '{n} get nothing',
  'plan.fold.reasons': 'Why do {n} get nothing?',
  'plan.fold.numbers': 'The numbers',
  'plan.fold.recipients': 'Recipients: {n}',
  'plan.none.title': 'Nobody to send to',
  'plan.none.text':
    '{matching, plural, =0 {Nobody matches the selection.} one {The only match is left out; see why below.} other {All # matches are left out; see why below.}}',
  'plan.everyone': 'everyone',
  'plan.erased': 'somebody who has been erased',
  'plan.fact.selection': 'Selection',
  'plan.fact.code': 'Code',
  'plan.fact.matching': 'Matching',
  'plan.fact.mail': 'Get an e-mail',
  'plan.fact.direct': 'Connected directly',
  'plan.fact.leftOut': 'Get no e-mail',
  'plan.fact.link': 'The link is valid',
  'plan.fact.pace': 'Pace',
  'plan.until': 'until the end of {day}',
  'plan.pace.limited': '{rate} e-mails a minute, the last one at about {at}',
  'plan.pace.free': 'no limit, the last one at about {at}',
  'plan.directValue': '{n} (verified domain: {domains})',
  'plan.hidden': '{n, plural, other {# more people match but are outside your scope or have a protected identity.}}',
  'plan.lookalike':
    'Careful: {domain} resembles {known}. Addresses there get an e-mail but are never connected directly.',
  'plan.unsent': 'Nothing has been sent yet.',
  'plan.lives': 'The plan is valid for ten minutes and only you can confirm it.',
  'plan.again': 'Make a new plan',
  'plan.changed.text':
    'More people would get an e-mail now than when you saw the plan. Nothing has been sent; here is a fresh plan to check.',
  'plan.changed.approver':
    'More people would get an e-mail now than when the plan was made, so it is cancelled and nothing has been sent. Whoever asked needs to make a new plan.',
  'plan.button.send': 'Send to {n}',
  'plan.button.connect': 'Connect {n}',
  'plan.button.ask': 'Ask for approval ({n})',
  'plan.button.file': 'Download the list',
  'plan.button.all': 'Show all',
  'plan.button.other_send': 'Show send {code}',
  'plan.button.same': 'Are some the same person?',
  'plan.button.missing': 'Those without e-mail',
  'plan.button.cancel': 'Cancel',
  'plan.file': 'recipients-{code}.csv',
  'plan.head.name': 'Name',
  'plan.head.action': 'Action',
  'plan.action.mail': 'e-mail',
  'plan.action.direct': 'connected directly',
  'plan.more': 'The first {shown} of {total}.',
  'plan.unknown': 'There is no plan and no send with the code {code}. Write “sends” to see the latest.',
  'plan.otherKind':
    '{code} is {kind, select, send {a send} plan {a plan for a send} import {an import} letter {a change of the letter} disconnect {a plan to remove a connection} erase {a plan to erase a person} apart {a plan that records are different people} other {a plan that records are one person}}, not {wanted, select, send {a send} other {an import}}.',
  'plan.notYours': 'Plan {code} belongs to somebody else. Only whoever asked for it can confirm or cancel it.',
  'plan.open.send':
    'Plan {code} waits for {mine, select, yes {you to confirm it} other {whoever made it to confirm it}}. Nothing has been sent.',
  'plan.awaiting.send':
    'Plan {code} is confirmed and waits for another admin to write “approve {code}”. Nothing has been sent yet.',
  'plan.awaiting.import':
    'Import {code} is confirmed and waits for somebody else to write “approve {code}”. Nothing has been stored yet.',
  'plan.awaiting.letter': 'The change {code} is waiting for another owner to approve it. Nothing has changed.',
  'plan.voided.letter':
    'The plan {code} no longer holds, because the letter has been changed since it was made. Nothing has been sent. Make it again and look at the letter.',
  'plan.used.send': '{code} is already confirmed and has become a send. Nothing more has happened now.',
  'plan.drifted.send':
    'Plan {code} was cancelled because the selection had changed since it was shown. Nothing has been sent. Make a new plan to see how things stand.',
  'plan.cancelled.send': 'Plan {code} is cancelled. Nothing has been sent.',
  'plan.expired.send':
    'Plan {code} has expired: {asked, select, yes {it was not approved within 24 hours} other {it was valid for ten minutes}}. Nothing has been sent. Make a new plan to see how things stand now.',
  'plan.open.import':
    'Import {code} waits for {mine, select, yes {you} other {whoever sent the file}} to confirm it and needs no approval before that. Nothing has been stored yet.',
  'plan.used.import': 'Import {code} is already confirmed and carried out. Nothing more has happened now.',
  'plan.applying.import':
    'Import {code} is already confirmed and is being carried out now. Nothing more has happened now.',
  'plan.halted.import':
    'Import {code} was stopped: {done} of {rows} rows have been carried out. Nothing more has happened now. Send the file again to import the rest.',
  'plan.cancelled.import': 'Import {code} is cancelled. Nothing has been stored. Send the file again to import it.',
  'plan.expired.import':
    'Import {code} has expired: {asked, select, yes {it was not approved within 24 hours} other {it was valid for ten minutes}}. Nothing has been stored. Send the file again to import it.',
  'plan.open.letter':
    'Change {code} waits for {mine, select, yes {you} other {whoever proposed it}} to confirm it. Nothing has been changed yet.',
  'plan.open.record':
    'Change {code} waits for {mine, select, yes {you to confirm it} other {whoever asked for it to confirm it}} and needs no approval. Nothing has been changed yet.',
  'plan.used.record': 'Change {code} is already confirmed. Nothing more has happened now.',
  'plan.cancelled.record': 'Change {code} is cancelled. Nothing has been changed. Write the command again to make it.',
  'plan.expired.record':
    'Change {code} has expired: {asked, select, yes {it was not approved within 24 hours} other {it was valid for ten minutes}}. Nothing has been changed. Write the command again to make it.',
  'plan.button.confirm': 'Confirm',
  'plan.standing': 'Show the plan',
  'plan.look': 'Show the send',
  'plan.stopped.title': 'Plan {code} is cancelled',
  'plan.stopped.send': 'Nothing has been sent.',
  'plan.stopped.import': 'Nothing has been stored.',
  'plan.stopped.record': 'Nothing has been changed.',
  'plan.ended.expired': 'Plan {code} has expired',
  'plan.ended.confirmed': 'Plan {code} is confirmed',
  'plan.ended.approved': '{who} has approved plan {code}',
  'plan.ended.refused': '{who} said no to plan {code}',
  'plan.changed.requester':
    'More people would get an e-mail now than when you made the plan, so it was cancelled when it was about to be approved. Nothing has been sent.',
  'approve.asked.title': 'Waiting for another admin',
  'approve.asked.text':
    'Plan {code} concerns {n} people, more than {limit}. Another admin with rights for the companies gets a button here in the chat and has to approve within 24 hours, or write “approve {code}”. Nothing has been sent yet.',
  'approve.hasButton': 'Has a button to press',
  'approve.hasButton.since': '{name}, since {at}',
  'approve.unreached': 'Cannot be reached in the chat',
  'approve.unreached.note': 'Anyone who cannot be reached can write “approve {code}” to me.',
  'approve.remind': 'Remind',
  'approve.reminded.title': 'The reminder is on its way',
  'approve.tooSoon':
    'Those who can approve {code} were reminded less than ten minutes ago. Please wait a little longer.',
  'approve.notYours': 'Plan {code} is somebody else’s. Only the person waiting for an approval can send a reminder.',
  'approve.request.again': 'Reminder: {who} is waiting for you to approve {what}',
  'approve.alone': 'There is no other admin yet. An owner can give somebody the role: “role give <person> admin”.',
  'approve.alone.owner':
    'There is no other owner yet. An owner can give somebody the role: “role give <person> owner”.',
  'approve.request.title': '{who} asks you to approve {what}',
  'approve.about.send': 'a send to {n, plural, one {1 person} other {# people}}{at}',
  'approve.about.connect': 'connecting {n, plural, one {1 person} other {# people}}{at}',
  'approve.about.import': 'an import of {rows, plural, one {1 row} other {# rows}}',
  'approve.about.letter': 'how the letters of {company} look',
  'approve.request.text': '{numbers}. Selection: {selection}',
  'approve.button': 'Approve',
  'approve.refuse': 'Say no',
  'approve.operator': 'Whoever sits at the terminal can confirm their own plans but never approve anybody else’s.',
  'approve.own': 'Plan {code} is your own. Somebody else needs to approve it.',
  'approve.requesterLost':
    'Whoever asked for plan {code} no longer has the right to it, so it cannot be approved. Nothing has been sent or changed.',
  'approve.outsideScope': 'Plan {code} concerns companies outside your scope.',
  'approve.unproved':
    'I cannot tell that you and whoever asked for plan {code} are two different people. {who, select, approver {Write “link”, and I will e-mail a code to your address. Write the code here, then approve again.} address {A code proves nothing here, because it went to an address that one of you may have stored.} requester {Ask whoever made the plan to write “link” to me and answer with the code from the e-mail. Then approve again.} other {Write “link”, and I will e-mail a code to your address, and ask whoever made the plan to do the same. Then approve again.}} An owner who is neither of you can vouch for you: “role vouch”.',
  'approve.who': 'Can approve',
  'approve.import.text':
    'The file has {rows, number} rows and changes {n, number} addresses that were mailed or verified. Each of them is told so.',
  'approve.import.asked':
    'The file ({code}) changes {n, number} addresses that get a message about it, more than {limit, number}. Somebody else needs to approve within a day. Until then nothing changes.',
  'approve.unclear': 'Can approve after “link”',
  'approve.unclear.text':
    'For some I cannot tell that they and you are two different people. They can approve once both they and you have written “link” and answered with the code from the e-mail, unless you have stored their address yourself. Another owner can write “role vouch <person>” instead.',
  'approve.link':
    'I cannot tell that you and whoever asks are two different people. Write “link” and answer with the code that is e-mailed to you, then approve.',
}
