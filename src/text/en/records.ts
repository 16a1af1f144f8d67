import type { records as source } from '../sv/records.ts'

export const records: Record<keyof typeof source, string> = {
  'record.disconnect.title': 'Remove the connection of {name}?',
  'record.disconnect.text.remote':
    'This person can then no longer log in to Flex HRM with Visma Connect. To connect them again, the address has to be verified again.',
  'record.disconnect.text.local':
    'The person will no longer count as connected here. The login at Visma Connect does not change, because Verifiera is not connected to it: close the account there if the person should no longer log in. To connect the person again, the address has to be verified once more.',
  'record.disconnect.button': 'Remove the connection',
  'record.disconnect.done': 'The connection is being removed',
  'record.disconnect.done.text.remote':
    'Visma Connect has been told. The person counts as connected until it has answered.',
  'record.disconnect.done.text.local':
    'This holds only here. Visma Connect is not told, because Verifiera is not connected to it: close the account there if the person should no longer log in.',
  'record.erase.title': 'Erase {name}?',
  'record.erase.text':
    'Everything about this person is removed from here: data, links, e-mails and the linked chat. The history keeps only an id. This cannot be undone.',
  'record.erase.button': 'Erase',
  'record.erase.done': 'The data of this person is erased',
  'record.same.title': 'Is this the same person: {name}?',
  'record.same.text': 'They have the same e-mail address. Once they count as the same person, both can get an e-mail.',
  'record.same.button': 'Yes, the same person',
  'record.same.done': 'Stored: they are the same person',
  'record.apart.button': 'Yes, different people',
  'apart.title':
    '{n, plural, one {Are these records different people: {name}?} other {Are the records of these # different people?}}',
  'apart.text':
    'The records then no longer count as the same person. Whoever shares an address gets no e-mail until one of the addresses is changed.',
  'apart.stays': 'The others still count as the same person: {names}.',
  'apart.links':
    'Links and e-mails that have not gone stop working, because nobody can know who reads the shared address.',
  'apart.verified': 'A verification that the other person may have made stops counting, too: {names}.',
  'apart.connected':
    'Connected to Visma Connect: {names}. That does not change here; if it is the wrong person, remove the connection.',
  'apart.done': 'Stored: they are different people',
  'apart.done.many': 'Saved: {records, number} records count one by one again',
  'apart.done.text': 'Links, and e-mails that had not gone, no longer work.',
  'apart.shared': 'They still have the same address, so neither gets e-mail. Change the address that is wrong.',
  'apart.free': 'They have different addresses and can be e-mailed separately.',
  'apart.none': 'The records do not count as the same person, so there is nothing to take apart.',
  'apart.none.plan':
    'Nobody of those whom {code} joined counts as the same person any more, so there is nothing to take apart.',
  'apart.none.two': '{one} and {other} do not count as the same person, so there is nothing to take apart.',
  'apart.own': 'One of the records is your own. Another owner has to say that they are different people.',
  'apart.own.left': 'Your own records are left out: another owner has to take them apart.',
  'apart.needs':
    'Write whom you mean: different people 100/00217 200/00044, or the code by which they were joined: different people K7QM',
  'apart.which': '{n} records count as the same person. Which of them is somebody else?',
  'apart.offer': 'They are different people',
  'apart.undo': 'Undo: they are different people',
  'apart.head.state': 'State',
  'apart.disconnect': 'Disconnect {name}, {company}',
  'apart.address': 'Change the address of {name}, {company}',
  'disconnect.notConnected': 'This person is not connected to Visma Connect, so there is nothing to remove.',
  'disconnect.underWay':
    'The connection is already being removed. Ask for the status of the person in a while to see the answer.',
  'disconnect.refused.title': 'The connection is still there',
  'disconnect.refused.text': 'You asked for the connection to be removed ({code}), but Visma Connect refused. {why}',
  'same.notShared': '{one} and {other} do not have the same e-mail address, so there is nothing to merge.',
  'same.needsTwo':
    'Write two employment numbers: same person 00217 00218 company=100. In different companies: same person 100/00217 200/00044',
  'same.nobody': 'There is nobody left to merge: nobody else has the same name and address in several companies',
  'same.all.title':
    '{n, plural, one {Is this the same person in several companies?} other {Are these # the same people in several companies?}}',
  'same.all.text':
    '{n, plural, one {One person has the same name and address in {records} records, one in each company.} other {# people have the same name and address in {records, number} records, one in each company.}} When the records count as the same person, all of them can get e-mail.',
  'same.all.more': 'There are more; they come the next time you write this.',
  'same.all.unlike':
    '{n, plural, one {One address is shared by records with different names and is left out.} other {# addresses are shared by records with different names and are left out.}} If they are the same person, say so for each; otherwise change an address.',
  'same.all.name': 'Person',
  'same.all.companies': 'Employments',
  'same.all.button': '{n, plural, one {Yes, the same person} other {Yes, all # are the same people}}',
  'same.all.done':
    '{humans, plural, =0 {Nobody has been joined} one {Saved: 1 person has {records} records that count as one} other {Saved: # people have {records, number} records that count as theirs}}',
  'same.all.left':
    '{left, plural, one {1 person was left out, because their details have changed since you saw them.} other {# people were left out, because their details have changed since you saw them.}}',
  'same.again': 'Show those that are left',
  'same.mistaken':
    'All records can get e-mail now. If that was wrong, you can take them apart again: undo, or write “different people” and whom you mean.',
  'same.all.shown': 'The first {shown} of {n, number} are shown.',
  'extract.file': 'extract-{number}.json',
  'extract.title': 'Everything held on {name}',
  'extract.text': 'The file holds personal data. Give it to the person only.',
}
