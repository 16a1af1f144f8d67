/** What the identity provider says, how it differs from what is stored here, and what to do about it. */
export const connections = {
  'provider.taken':
    'Another account at Visma Connect uses the address: one at another employer, or one that another system manages.',
  'provider.taken.next':
    'Either 1) ask the person to remove the address from their other account at Visma Connect, then press Try again, or 2) store another address: verify {number} company={company} email=name@company.com',
  'provider.several': 'Several accounts at Visma Connect fit this person, so none of them was changed.',
  'provider.several.next':
    'Whoever manages Visma Connect needs to remove the duplicates, so that one account is left for {number} at company {company}. Then press Try again.',
  'provider.other_number': 'The account with this address has another employment number at Visma Connect.',
  'provider.other_number.next':
    'Check that the address is the person’s own. If it is, whoever manages Visma Connect needs to change the employment number there to {number} (company {company}). Then press Try again.',
  'provider.inactive':
    'The account is inactive at Visma Connect and stays so, although we have asked for it to be activated.',
  'provider.inactive.next':
    'Whoever manages Visma Connect needs to activate the account of {number} at company {company} there. Then press Try again.',
  'provider.still_active':
    'The account is still active at Visma Connect, although we have asked for it to be deactivated.',
  'provider.still_active.next':
    'Whoever manages Visma Connect needs to deactivate the account of {number} at company {company} there. It will be tried again automatically.',
  'provider.unconfirmed': 'Visma Connect accepted the change but shows something other than what was sent.',
  'provider.unconfirmed.next':
    'It will be tried again automatically. If it happens again, whoever manages Visma Connect needs to look at the account of {number} at company {company}.',
  'provider.token': 'Visma Connect does not accept the key that Verifiera uses.',
  'provider.token.next':
    'This concerns everybody, not only {number} at company {company}. The operator needs to set a new key (SCIM_TOKEN). It will be tried again automatically.',
  'provider.busy': 'Visma Connect is busy or has a temporary fault.',
  'provider.busy.next': 'There is nothing to do: {number} at company {company} will be tried again automatically.',
  'provider.unreachable': 'Visma Connect could not be reached.',
  'provider.unreachable.next':
    'There is nothing to do: {number} at company {company} will be tried again automatically.',
  'provider.unreadable': 'Visma Connect answered in a way that cannot be understood.',
  'provider.unreadable.next':
    'It will be tried again automatically. If it happens again, ask the operator to look at the log and at the address of Visma Connect (this concerns {number} at company {company}).',
  'provider.refused': 'Visma Connect answered with an error.',
  'provider.refused.next':
    'It will be tried again automatically. If it happens again, ask the operator to look at the log (this concerns {number} at company {company}).',
  'connections.local': 'No identity provider is configured',
  'connections.local.text':
    'The connections exist only here, so there is nothing to compare with. The operator sets SCIM_URL and SCIM_TOKEN.',
  'connections.differ': '{n, plural, one {1 connection differs} other {# connections differ}} at Visma Connect',
  'connections.same':
    '{n, plural, =0 {There is no connection to compare} one {1 connection agrees} other {All # connections agree}}',
  'connections.looked': '{looked, number} of {total, number} connections were compared.',
  'connections.stopped': 'Then the comparison was interrupted: {why} Try again in a while.',
  'connections.head.there': 'At Visma Connect',
  'connections.there.connected': 'connected',
  'connections.there.missing': 'the account is missing',
  'connections.there.inactive': 'the account is inactive',
  'connections.there.other_address': 'the account has another address',
  'connections.more': 'The first {n} are shown. Deal with them and check again to see the next ones.',
  'connections.button.again': 'Reconnect: {name}',
  'connections.button.apart': 'Remove the connection: {name}',
  'connections.fact.removals': 'Removals',
  'connections.removals':
    '{n, plural, one {1 waits for an answer from Visma Connect} other {# wait for an answer from Visma Connect}}',
  'connections.nightly.title':
    '{n, plural, one {1 connection differs} other {# connections differ}} at Visma Connect since last night',
  'connections.nightly.text': 'These people count as connected here, but Visma Connect shows something else.',
  'connections.nightly.button': 'Show them',
  'reconnect.asked.remote': 'Visma Connect is now told about {name} again',
  'reconnect.asked.text.remote': 'See the answer in the person’s status in a while.',
  'reconnect.asked.local': '{name} is being connected again',
  'reconnect.asked.text.local':
    'This holds only here: Verifiera is not connected to Visma Connect, so nothing is told there.',
  'reconnect.notVerified': 'The person is neither verified nor connected. The address has to be verified first.',
  'person.button.reconnect': 'Try again',
  'person.fact.provider': 'Visma Connect',
  'person.provider.differs': '{state} (checked {at})',
  'working.connections': 'I am comparing the connections with Visma Connect',
}
