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
  'domain.removed': '{domain} is removed',
  'domain.allowed': '{domain} is allowed',
  'domain.allowed.text': 'From now on, only addresses in the allowed domains get e-mail.',
  'domain.list': 'Domains',
  'domain.list.none': 'No domains yet. Add one: domain add acme.se',
  'domain.head.domain': 'Domain',
  'domain.head.state': 'State',
  'domain.state.proved': 'verified {at}',
  'domain.state.waiting': 'waiting for the TXT record',
  'domain.fact.allowed': 'Allowed domains',
  'domain.allowed.all': 'all',
}
