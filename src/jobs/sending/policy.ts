import { prefixOf, storable } from '../../base/storable.ts'
import { type Fault, judge } from '../../mail/judgement.ts'
import type { Outcome } from '../../mail/mailer.ts'
import type { Claimed, Result } from '../../verification/delivery/deliveries.ts'
import type { Pause } from '../../verification/delivery/send-state.ts'
import type { TroubleCause } from '../../verification/delivery/trouble.ts'
import type { Timing } from '../parts.ts'

/** What follows from an outcome: the result for the delivery, and what it means for everything else. */
export interface Decision {
  result: Result
  /** The send pauses, for this reason. */
  pause?: Exclude<Pause['because'], 'person' | 'equal_errors'>
  /** The server wants fewer connections. */
  reduceConnections?: boolean
  /** The server as a whole takes no mail, for this reason: one letter tries again after a while, the others wait. */
  trouble?: TroubleCause
  /** Names a permanent error that a letter has met for the first time, so that equal ones can be counted. */
  permanentError?: string
}

/** For how long a letter without a link is tried, in milliseconds. */
const lifeWithoutLink = 5 * 86_400_000

type Refused = Extract<Outcome, { kind: 'refused' }>

/** What the policy needs to know besides the outcome. */
export interface Circumstances {
  timing: Pick<Timing, 'backoff' | 'confirm' | 'maxUncertainResends'>
  now: Date
  /** From 0 to 1. */
  jitter: number
  /** The server has refused this letter before as if it took none, and has taken others since: it is about this one. */
  otherwiseWell?: boolean
}

/**
 * The error policy: decides what follows from an outcome. `withheld` is left out, because the commit check has decided
 * that already.
 */
export function decide(
  held: Claimed,
  outcome: Exclude<Outcome, { kind: 'withheld' }>,
  circumstances: Circumstances,
): Decision {
  const { timing, now, jitter } = circumstances
  const { sendId, personId, fence } = held
  const row = { sendId, personId, fence }
  const untouched: Result = { ...row, state: 'queued', refundAttempt: true }
  const later = (code?: number, asked?: number): Result => {
    const wait = asked ? asked * (1 + jitter / 10) : backoff(held.attempts, timing.backoff, jitter)
    const end = held.link?.expiresAt ?? new Date(held.date.getTime() + lifeWithoutLink)
    if (now.getTime() + wait * 1000 >= end.getTime()) return { ...row, state: 'failed', reason: 'gave_up', code }
    // A wait that the server has named is its own pace, and makes the next one no longer.
    return { ...row, state: 'queued', wait, code, ...(asked && { refundAttempt: true }) }
  }
  if (outcome.kind === 'accepted')
    return { result: { ...row, state: 'sent', code: outcome.code, unmark: held.person.marked } }
  if (outcome.kind === 'unknown') {
    if (held.uncertainAttempts < timing.maxUncertainResends) return { result: { ...later(), uncertain: true } }
    return { result: { ...row, state: 'in_doubt', reason: 'in_doubt', uncertain: true } }
  }
  const { fault, wait } = outcome.kind === 'dropped' ? { fault: 'server' as const } : judge(outcome)
  const code = outcome.kind === 'refused' ? outcome.code : undefined
  if (fault === 'server') {
    const result = circumstances.otherwiseWell && mayConcern(outcome) ? later(code) : untouched
    return { result, trouble: troubleOf(outcome), reduceConnections: code === 421 }
  }
  if (fault === 'login' || fault === 'policy' || fault === 'quota') {
    const trouble = fault === 'login' ? 'login' : undefined
    // A single letter has no card from which somebody could resume it, so it is tried again.
    if (held.kind !== 'bulk') return { result: later(code), trouble }
    return { result: untouched, pause: fault === 'login' ? 'authentication' : fault, trouble }
  }
  // Permanent by its number: if many in a row are answered so, it is not about their mailboxes.
  if (fault === 'recipient_later') return { result: later(code, wait), ...firstPermanent(held, outcome as Refused) }
  return refusedForGood(held, outcome as Refused, fault, timing)
}

/**
 * A permanent refusal of a letter is believed when it is repeated. The second attempt comes after the first ones of all
 * others, so that an answer that suddenly hits most letters pauses the send before anybody is marked.
 */
function refusedForGood(
  held: Claimed,
  refused: Refused,
  fault: Extract<Fault, 'recipient' | 'letter'>,
  { confirm }: Circumstances['timing'],
): Decision {
  const { sendId, personId, fence } = held
  const { code, enhanced, text } = refused
  const row = { sendId, personId, fence }
  if (fault === 'letter' && enhanced === '5.6.7')
    return { result: { ...row, state: 'failed', reason: 'no_smtputf8', code } }
  const first = firstPermanent(held, refused)
  if (first) return { result: { ...row, state: 'queued', wait: confirm, code }, ...first }
  const reason = fault === 'recipient' ? 'bounced' : 'refused'
  const bounced = fault === 'recipient' ? withoutAddresses(text) : undefined
  return { result: { ...row, state: 'failed', reason, code, bounced } }
}

/** Names a permanent error, where the letter meets one for the first time. */
function firstPermanent(
  { lastCode }: Pick<Claimed, 'lastCode'>,
  { stage, code, enhanced }: Refused,
): Pick<Decision, 'permanentError'> | null {
  return code >= 500 && (lastCode ?? 0) < 500 ? { permanentError: `${stage} ${code} ${enhanced ?? ''}` } : null
}

/** Whether it may be about this letter: before the recipient is named (rate limits, a full disk), all are alike. */
const mayConcern = (outcome: Exclude<Outcome, { kind: 'withheld' }>): boolean =>
  outcome.kind !== 'refused' || ['rcpt', 'data', 'message'].includes(outcome.stage)

function troubleOf(outcome: Exclude<Outcome, { kind: 'withheld' | 'accepted' | 'unknown' }>): TroubleCause {
  if (outcome.kind === 'dropped') return 'unreachable'
  if (outcome.stage === 'tls' || /starttls/i.test(outcome.text)) return 'tls'
  return outcome.stage === 'connect' ? 'unreachable' : 'busy'
}

/** Seconds until the next attempt, up to a quarter more than the step: letters should not all come back at once. */
function backoff(attempts: number, steps: number[], jitter: number): number {
  const step = steps[Math.min(Math.max(attempts, 1), steps.length) - 1] as number
  return step * (1 + jitter / 4)
}

/**
 * The server's words, shortened and without addresses, as the admin may see them. A server may say anything: the text is
 * cut before it is searched, which takes time in the square of its longest word.
 */
export function withoutAddresses(text: string): string {
  const words = storable(prefixOf(text, 1000))
    .replace(/<?[^\s<>]+@[^\s<>]+>?/g, '***')
    .replace(/\s+/g, ' ')
  return prefixOf(words.trim(), 200)
}
