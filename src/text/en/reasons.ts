import type { reasons as source } from '../sv/reasons.ts'

export const reasons: Record<keyof typeof source, string> = {
  'reason.missing_email': 'no e-mail address',
  'reason.missing_email.next': 'import addresses',
  'reason.missing_email.refusal':
    'This person has no e-mail address. Add it: verify <employment no.> email=name@company.se',
  'reason.invalid_email': 'invalid e-mail address',
  'reason.invalid_email.next': 'correct the address',
  'reason.invalid_email.refusal':
    'The stored address cannot be mailed. Store another: verify <employment no.> email=name@company.se',
  'reason.already_verified': 'already verified',
  'reason.already_verified.next': 'connected automatically',
  'reason.already_verified.refusal': 'The address is already verified. The connection is made automatically.',
  'reason.already_connected': 'already connected',
  'reason.already_connected.next': 'nothing to do',
  'reason.already_connected.refusal':
    'This person is already connected to Visma Connect. To change the address, remove the connection first: disconnect <person>',
  'reason.inactive': 'inactive',
  'reason.inactive.next': 'activate in Flex HRM',
  'reason.inactive.refusal':
    'This person is inactive and gets no mail. Activate the person in Flex HRM and import again.',
  'reason.employment_ended': 'employment has ended',
  'reason.employment_ended.next': 'nothing to do',
  'reason.employment_ended.refusal': 'The employment has ended, so no mail is sent.',
  'reason.not_started': 'has not started',
  'reason.not_started.next': 'send when they have started',
  'reason.not_started.refusal': 'The employment has not started yet. Send when the person has started.',
  'reason.shared_email': 'shares the address with somebody',
  'reason.shared_email.next': 'change the address, or write same person',
  'reason.shared_email.refusal':
    'Somebody else has the same address, and a mail could link the wrong person to payroll data. Change one of the addresses. If it is one human, an owner writes: same person <a> <b>',
  'reason.domain_not_allowed': 'domain is not allowed',
  'reason.domain_not_allowed.next': 'change the address, or allow the domain',
  'reason.domain_not_allowed.refusal':
    'The domain of the address is not allowed. Use another address, or ask an owner to write: domain allow <domain>',
  'reason.bounced': 'last mail bounced',
  'reason.bounced.next': 'correct the address, see bounces',
  'reason.bounced.refusal':
    'The last e-mail bounced: it did not reach the address. Store another: verify <employment no.> email=name@company.se. If the address is right: bounces clear <employment no.>',
  'reason.recently_sent': 'mailed recently',
  'reason.recently_sent.next': 'add again=yes to include them',
  'reason.recently_sent.refusal': 'This person was mailed recently.',
  'reason.in_another_send': 'in another send',
  'reason.in_another_send.next': 'wait until it is done',
  'reason.in_another_send.refusal': 'A mail to this person is already waiting to be sent.',
  'reason.address_changed': 'address changed',
  'reason.protected': 'protected identity',
  'reason.stopped': 'the send was stopped',
  'reason.other': 'another error',
  'reason.erased': 'erased',
  'reason.returned': 'came back',
  'reason.refused': 'the mail server refused',
  'reason.no_smtputf8': 'the mail server cannot handle the characters of the address',
  'reason.gave_up': 'gave up after several attempts',
  'reason.connect_refused': 'the connection was refused',
  'reason.in_doubt': 'may have arrived',
  'reason.code_ended': 'the code had expired',
}
