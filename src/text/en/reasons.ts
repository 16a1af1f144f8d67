import type { reasons as source } from '../sv/reasons.ts'

export const reasons: Record<keyof typeof source, string> = {
  'reason.missing_email': 'no e-mail address',
  'reason.missing_email.next': 'import addresses',
  'reason.missing_email.refusal':
    '{name} has no e-mail address. Add it: verify {number} company={company} email=name@company.se',
  'reason.invalid_email': 'invalid e-mail address',
  'reason.invalid_email.next': 'correct the address',
  'reason.invalid_email.refusal':
    'The address stored for {name} cannot be e-mailed. Store another: verify {number} company={company} email=name@company.se',
  'reason.already_verified': 'already verified',
  'reason.already_verified.next': 'connected automatically',
  'reason.already_verified.refusal': '{name} has already verified the address. The connection is made automatically.',
  'reason.already_verified.failed':
    '{name} has verified the address, but the connection failed. {why} It is tried again automatically.',
  'reason.already_connected': 'already connected',
  'reason.already_connected.next': 'nothing to do',
  'reason.already_connected.refusal':
    '{name} is already connected to Visma Connect. To change the address, remove the connection first.',
  'reason.already_connected.leaving':
    'The connection of {name} is being removed. Once Visma Connect has answered, the address can be verified again.',
  'reason.inactive': 'inactive',
  'reason.inactive.next': 'activate in Flex HRM',
  'reason.inactive.refusal': '{name} is inactive and gets no e-mail. Activate the person in Flex HRM and import again.',
  'reason.employment_ended': 'employment has ended',
  'reason.employment_ended.next': 'nothing to do',
  'reason.employment_ended.refusal': 'The employment of {name} has ended, so no e-mail is sent.',
  'reason.not_started': 'has not started',
  'reason.not_started.next': 'send when they have started',
  'reason.not_started.refusal': 'The employment of {name} has not started yet. Send when it has.',
  'reason.shared_email': 'shares the address with somebody',
  'reason.shared_email.next': 'change the address; if they are one human, an owner writes “same person all”',
  'reason.shared_email.refusal':
    '{others, select, none {Somebody else} other {{others}}} has the same address as {name}, and an e-mail could connect the wrong person to payroll data. Change one of the addresses. If they are the same person, an owner can say so.',
  'reason.domain_not_allowed': 'domain is not allowed',
  'reason.domain_not_allowed.next': 'change the address, or allow the domain',
  'reason.domain_not_allowed.refusal':
    'The domain of the address is not allowed. Use another address, or ask an owner to write: domain allow <domain>',
  'reason.bounced': 'last e-mail bounced',
  'reason.bounced.next': 'correct the address, see bounces',
  'reason.bounced.refusal':
    'The last e-mail to {name} bounced: it did not reach the address. Store another: verify {number} company={company} email=name@company.se. If the address is right: bounces clear {number} company={company}',
  'reason.recently_sent': 'e-mailed recently',
  'reason.recently_sent.next': 'add again=yes to include them',
  'reason.recently_sent.refusal': '{name} was e-mailed {at}. Do you want to send the same link again?',
  'reason.in_another_send': 'in another send',
  'reason.in_another_send.next': 'wait until it is done',
  'reason.in_another_send.refusal':
    '{send, select, none {An e-mail to {name} is already waiting to be sent.} other {{name} is in send {send}, which {state, select, paused {is paused} other {is running}}.}}',
  'reason.address_changed': 'address changed',
  'reason.domain_removed': 'the domain is no longer verified',
  'reason.protected': 'protected identity',
  'reason.stopped': 'the send was stopped',
  'reason.other': 'another error',
  'reason.erased': 'erased',
  'reason.returned': 'came back',
  'reason.refused': 'the mail server refused',
  'reason.unclear': 'unclear whether the address is wrong',
  'reason.no_smtputf8': 'the mail server cannot handle the characters of the address',
  'reason.gave_up': 'gave up after several attempts',
  'reason.connect_refused': 'the connection was refused',
  'reason.in_doubt': 'may have arrived',
  'reason.code_ended': 'the code had expired',
}
