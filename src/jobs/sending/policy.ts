import { prefixOf, storable } from '../../base/storable.ts'
import { type Fault, judge } from '../../mail/judgement.ts'
import type { Outcome } from '../../mail/mailer.ts'
import type { Claimed, Result } from '../../verification/delivery/deliveries.ts'
import type { Pause } from '../../verification/delivery/send-state.ts'
import type { TroubleCause } from '../../verification/delivery/trouble.ts'
import { findPersonalNumber } from '../../verification/people/personnummer.ts'
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

/** How often an answer is asked for that says nothing certain: with the usual waits, for about four hours. */
const unclearTries = 8

/** For how long a letter without a link is tried, in milliseconds. */
const lifeWithoutLink = 5 * 86_400_000

type Refused = Extract<Outcome, { kind: 'refused' }>
type Failed = Extract<Outcome, { kind: 'refused' | 'dropped' }>

/** What the policy needs to know besides the outcome. */
export interface Circumstances {
  timing: Pick<Timing, 'backoff' | 'confirm' | 'maxUncertainResends'>
  now: Date
  /** From 0 to 1. */
  jitter: number
  /** The server has refused this letter before as if it took none, and has taken others since: it is about this one. */
  otherwiseWell?: boolean
  /** The server takes letters to others of the same domain; asked when the letter is refused again in unclear words. */
  takesOthers?: boolean
  /** Seconds until a single letter is tried again that this trouble has met. */
  wait(cause: TroubleCause): number
}

/** Whether an answer that blames nobody comes again, so that it must be found out whom it is about. */
export const needsEvidence = (held: Claimed, outcome: Outcome): boolean =>
  outcome.kind === 'refused' && judge(outcome).fault === 'unclear' && isRepeated(held, 'unclear')

/**
 * The error policy: decides what follows from an outcome. `withheld` is left out, because the commit check has decided
 * that already.
 */
export function decide(
  held: Claimed,
  outcome: Exclude<Outcome, { kind: 'withheld' }>,
  circumstances: Circumstances,
): Decision {
  const { timing, now, jitter, otherwiseWell } = circumstances
  const { sendId, personId, fence } = held
  const words = 'text' in outcome ? withoutAddresses(outcome.text) : undefined
  const row = { sendId, personId, fence }
  const untouched: Result = { ...row, state: 'queued', refundAttempt: true }
  const { fault, wait } = outcome.kind === 'refused' ? judge(outcome) : { fault: 'server' as const, wait: undefined }
  const code = outcome.kind === 'refused' ? outcome.code : undefined
  const later = (asked?: number): Result => {
    const wait = asked ? asked * (1 + jitter / 10) : backoff(held.attempts, timing.backoff, jitter)
    const end = held.link?.expiresAt ?? new Date(held.date.getTime() + lifeWithoutLink)
    const said = { ...row, code, fault, words }
    if (now.getTime() + wait * 1000 >= end.getTime()) return { ...said, state: 'failed', reason: 'gave_up' }
    // A wait that the server has named is its own pace, and makes the next one no longer.
    return { ...said, state: 'queued', wait, ...(asked && { refundAttempt: true }) }
  }
  if (outcome.kind === 'accepted')
    return { result: { ...row, state: 'sent', code: outcome.code, unmark: held.person.marked } }
  if (outcome.kind === 'unknown') {
    if (held.uncertainAttempts < timing.maxUncertainResends) return { result: { ...later(), uncertain: true } }
    return { result: { ...row, state: 'in_doubt', reason: 'in_doubt', uncertain: true } }
  }
  const trouble = troubleOf(outcome)
  if (outcome.kind === 'dropped' || fault === 'server') {
    const result = otherwiseWell && mayConcern(outcome) ? later() : untouched
    return { result, trouble, reduceConnections: code === 421 }
  }
  const failed = { ...row, state: 'failed', code, fault, words } as const
  if (fault === 'login' || fault === 'policy' || fault === 'quota') {
    // It is refused again although others have been taken meanwhile: neither they nor an admin need to wait for it.
    if (otherwiseWell && (held.kind !== 'bulk' || mayConcern(outcome))) {
      const isFinal = held.kind === 'bulk' && fault === 'policy' && outcome.code >= 500 && held.attempts >= unclearTries
      return { result: isFinal ? { ...failed, reason: 'refused' } : later() }
    }
    if (held.kind === 'bulk') {
      const pause = fault === 'login' ? 'authentication' : fault
      return { result: untouched, pause, ...(fault === 'login' && { trouble }) }
    }
    // A single letter has no card from which somebody could resume it, so it is tried again.
    return { result: { ...untouched, wait: circumstances.wait(fault), fault, words }, trouble }
  }
  // Permanent by its number: if many in a row are answered so, it is not about their mailboxes.
  const first = firstPermanent(held, outcome, fault)
  if (fault === 'recipient_later') return { result: later(wait), ...first }
  if (fault === 'letter' && outcome.enhanced === '5.6.7')
    return { result: { ...row, state: 'failed', reason: 'no_smtputf8', code, fault, words } }
  // A refusal is believed when it is repeated. The second attempt comes after the first ones of all others, so that an
  // answer that suddenly hits most letters pauses the send before anybody is marked.
  if (first) return { result: { ...untouched, wait: timing.confirm, code, fault, words }, ...first }
  if (fault === 'unclear' && !circumstances.takesOthers)
    return { result: held.attempts < unclearTries ? later() : { ...failed, reason: 'unclear' } }
  const isWrong = fault === 'recipient' || (fault === 'unclear' && aboutMailboxes.includes(outcome.code))
  return { result: isWrong ? { ...failed, reason: 'bounced', bounced: true } : { ...failed, reason: 'refused' } }
}

/** By RFC 5321, sections 4.2.3 and 4.5.2, and RFC 7504: what a server answers to a recipient whom it does not know. */
const aboutMailboxes = [550, 551, 553, 556]

/** Names a permanent error, where the letter meets one for the first time. */
function firstPermanent(
  held: Claimed,
  { stage, code, enhanced }: Refused,
  fault: Fault,
): Pick<Decision, 'permanentError'> | null {
  return code >= 500 && !isRepeated(held, fault) ? { permanentError: `${stage} ${code} ${enhanced ?? ''}` } : null
}

/** Whether the letter was refused for good before: a mailbox that was full has not been called wrong. */
const isRepeated = ({ lastCode, lastFault }: Claimed, fault: Fault): boolean =>
  (lastCode ?? 0) >= 500 && [null, fault, 'recipient', 'letter', 'unclear'].includes(lastFault)

/** Whether it may be about this letter: before the recipient is named (rate limits, a full disk), all are alike. */
const mayConcern = (outcome: Exclude<Outcome, { kind: 'withheld' }>): boolean =>
  outcome.kind !== 'refused' || ['rcpt', 'data', 'message'].includes(outcome.stage)

/** What it would be if it concerned the server as a whole. */
export function troubleOf(outcome: Failed): TroubleCause {
  if (outcome.kind === 'dropped') return 'unreachable'
  const { fault } = judge(outcome)
  if (fault === 'login' || fault === 'policy' || fault === 'quota') return fault
  if (outcome.stage === 'tls' || /starttls/i.test(outcome.text)) return 'tls'
  return outcome.stage === 'connect' ? 'unreachable' : 'busy'
}

/** Seconds until the next attempt, up to a quarter more than the step: letters should not all come back at once. */
function backoff(attempts: number, steps: number[], jitter: number): number {
  const step = steps[Math.min(Math.max(attempts, 1), steps.length) - 1] as number
  return step * (1 + jitter / 4)
}

/** Where an account is named by a personal identity number, a server may quote it. */
function withoutPersonalNumber(words: string): string {
  const found = findPersonalNumber(words)
  return found ? withoutPersonalNumber(`${words.slice(0, found.at)}***${words.slice(found.at + found.length)}`) : words
}

/**
 * The server's words, shortened and without addresses or personal identity numbers, as the admin may see them. A server
 * may say anything: the text is cut before it is searched, which takes time in the square of its longest word.
 */
export function withoutAddresses(text: string): string {
  const words = storable(prefixOf(text, 1000))
    .replace(/<?[^\s<>]+@[^\s<>]+>?/g, '***')
    .replace(/\s+/g, ' ')
  return prefixOf(withoutPersonalNumber(words.trim()), 200)
}
