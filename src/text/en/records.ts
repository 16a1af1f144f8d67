import type { records as source } from '../sv/records.ts'

export const records: Record<keyof typeof source, string> = {
  'record.disconnect.title': 'Remove the connection of {name}?',
  'record.disconnect.text':
    'This person can then no longer log in to Flex HRM with Visma Connect. To connect them again, the address has to be verified again.',
  'record.disconnect.button': 'Remove the connection',
  'record.disconnect.done': 'The connection is being removed',
  'record.disconnect.done.text': 'Visma Connect has been told. The person counts as connected until it has answered.',
  'record.erase.title': 'Erase {name}?',
  'record.erase.text':
    'Everything about this person is removed from here: data, links, e-mails and the linked chat. The history keeps only an id. This cannot be undone.',
  'record.erase.button': 'Erase',
  'record.erase.done': 'The data of this person is erased',
  'record.same.title': 'Is this the same person: {name}?',
  'record.same.text': 'They have the same e-mail address. Once they count as the same person, both can get an e-mail.',
  'record.same.button': 'Yes, the same person',
  'record.same.done': 'Stored: they are the same person',
  'disconnect.notConnected': 'This person is not connected to Visma Connect, so there is nothing to remove.',
  'disconnect.underWay':
    'The connection is already being removed. Ask for the status of the person in a while to see the answer.',
  'disconnect.refused.title': 'The connection is still there',
  'disconnect.refused.text': 'Visma Connect will not remove the connection as you asked ({code}). {why}',
  'same.notShared': 'The two records do not have the same e-mail address, so there is nothing to merge.',
  'same.needsTwo':
    'Write two employment numbers: same person 00217 00218 company=100. In different companies: same person 100/00217 200/00044',
  'extract.file': 'extract-{number}.json',
  'extract.title': 'Everything held on {name}',
  'extract.text': 'The file holds personal data. Give it to the person only.',
}
