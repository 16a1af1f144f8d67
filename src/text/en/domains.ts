import type { domains as source } from '../sv/domains.ts'

export const domains: Record<keyof typeof source, string> = {
  'domain.bad': '“{domain}” is not a domain name. Write for example: {example}',
  'domain.unknown': 'The domain {domain} is not in the list. Add it first.',
  'domain.addButton': 'Add {domain}',
  'domain.added': 'Prove that {domain} is yours',
  'domain.missing': 'The TXT record of {domain} is not visible yet',
  'domain.other_value': 'The TXT record of {domain} has another value',
  'domain.no_answer': 'The name server of {domain} does not answer',
  'domain.publish':
    'Publish this record in the DNS of the domain, then check. It can take some minutes before it is visible. The value must stand alone.',
  'domain.fact.type': 'Type',
  'domain.fact.record': 'Name',
  'domain.fact.value': 'Value',
  'domain.checkButton': 'Check',
  'domain.proved': '{domain} is verified',
  'domain.proved.text':
    'From now on, people with an address there are connected directly, without a verification e-mail. An e-mail tells them how to choose a password.',
  'domain.removed': '{domain} has been removed',
  'domain.removeButton': 'Remove {domain}',
  'domain.allowButton': 'Allow {domain}',
  'domain.listButton': 'Show the domains',
  'domain.ask.allow': 'Should only addresses at {domain} get e-mail?',
  'domain.ask.remove': 'Remove {domain}?',
  'domain.ask.text': 'Nothing has been changed yet.',
  'domain.blocked':
    '{n, plural, one {# person who has not verified has an address that gets no more e-mail.} other {{n, number} people who have not verified have addresses that get no more e-mail.}}',
  'domain.freed':
    '{n, plural, one {# person who has not verified can be e-mailed again.} other {{n, number} people who have not verified can be e-mailed again.}}',
  'domain.linked':
    '{n, plural, one {# person with an address there gets an e-mail with a link instead of being connected directly.} other {{n, number} people with an address there get an e-mail with a link instead of being connected directly.}}',
  'domain.lifted': 'With {domain} off the list, every domain is allowed.',
  'domain.allowed': '{domain} is now allowed',
  'domain.allowed.text': 'From now on, only addresses in the allowed domains get e-mail.',
  'domain.list': 'Domains',
  'domain.list.none': 'No domains yet. Add one: domain add acme.se',
  'domain.head.domain': 'Domain',
  'domain.head.state': 'State',
  'domain.head.people': 'People',
  'domain.state.proved': 'verified {at}',
  'domain.state.waiting': 'waiting for the TXT record',
  'domain.fact.allowed': 'Allowed domains',
  'domain.allowed.all': 'all',
  'domain.allowed.one': '{domain} ({people})',
}
