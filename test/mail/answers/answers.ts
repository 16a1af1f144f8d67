import type { Fault } from '../../../src/mail/judgement.ts'
import type { Outcome } from '../../../src/mail/mailer.ts'
import { byLimits } from './limits.ts'
import { byProviders } from './providers.ts'
import { aboutRecipients } from './recipients.ts'
import type { sources } from './sources.ts'
import { bySubmission } from './submission.ts'
import { aboutUs } from './us.ts'

type Stage = Extract<Outcome, { kind: 'refused' }>['stage']

/** The right judgement, the stage and the words of an answer, its source, and the seconds that it asks us to wait. */
export type Answer = [fault: Fault, stage: Stage, words: string, source: keyof typeof sources, wait?: number]

/** What real servers answer, by their documentation; names and numbers in them are fictional. */
export const answers: Answer[] = [...aboutRecipients, ...aboutUs, ...bySubmission, ...byProviders, ...byLimits]
