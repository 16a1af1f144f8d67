import type { Outcome } from '../../mail/mailer.ts'
import type { Claimed, DeliveryReason, Result } from '../../verification/delivery/deliveries.ts'
import type { Timing } from '../parts.ts'

/** What follows from an outcome: the result for the delivery, and what it means for everything else. */
export interface Decision {
  result: Result
  /** The send pauses, for this reason. */
  pause?: 'authentication' | 'policy'
  /** The server wants fewer connections. */
  reduceConnections?: boolean
  /** No letter should be tried for a while. */
  serverUnreachable?: boolean
  /** Names a permanent error, so that equal ones in a row can be counted. */
  permanentError?: string
}

/** For how long a letter without a link is tried, in milliseconds. */
const lifeWithoutLink = 5 * 86_400_000

type Refused = Extract<Outcome, { kind: 'refused' }>

/**
 * The error policy: decides what follows from an outcome. `withheld` is left out, because the commit check has decided
 * that already. `jitter` is a number from 0 to 1.
 */
export function decide(
  held: Claimed,
  outcome: Exclude<Outcome, { kind: 'withheld' }>,
  timing: Pick<Timing, 'backoff' | 'maxUncertainResends'>,
  now: Date,
  jitter: number,
): Decision {
  const { sendId, personId, fence } = held
  const row = { sendId, personId, fence }
  const later = (code?: number): Result => {
    const wait = backoff(held.attempts, timing.backoff, jitter)
    const end = held.link?.expiresAt ?? new Date(held.date.getTime() + lifeWithoutLink)
    if (now.getTime() + wait * 1000 < end.getTime()) return { ...row, state: 'queued', wait, code }
    return { ...row, state: 'failed', reason: 'gave_up', code }
  }
  if (outcome.kind === 'accepted') return { result: { ...row, state: 'sent', code: outcome.code } }
  if (outcome.kind === 'dropped') return { result: later() }
  if (outcome.kind === 'unknown') {
    if (held.uncertainAttempts < timing.maxUncertainResends) return { result: { ...later(), uncertain: true } }
    return { result: { ...row, state: 'in_doubt', reason: 'in_doubt', uncertain: true } }
  }
  if (outcome.stage === 'connect')
    return { result: { ...row, state: 'queued', refundAttempt: true }, serverUnreachable: true }
  // The server says `not now` in its greeting or to the login: that is about us and the moment, not about the letter.
  if (outcome.code < 500 && (outcome.stage === 'greeting' || (outcome.stage === 'auth' && outcome.code > 0))) {
    return {
      result: { ...row, state: 'queued', refundAttempt: true },
      serverUnreachable: true,
      reduceConnections: outcome.code === 421,
    }
  }
  const pause = pauseReason(outcome)
  // A single letter has no card from which somebody could resume it, so it is tried again.
  if (pause && held.kind === 'bulk') return { result: { ...row, state: 'queued', refundAttempt: true }, pause }
  if (outcome.code === 421) return { result: later(421), reduceConnections: true }
  if (outcome.code < 500 || pause || outcome.stage === 'auth') return { result: later(outcome.code) }
  const reason = reasonOf(outcome)
  return {
    result: { ...row, state: 'failed', reason, code: outcome.code, bounced: reason === 'bounced' },
    permanentError: `${outcome.stage} ${outcome.code} ${outcome.enhanced ?? ''}`,
  }
}

/** Why the send should pause, if the refusal is about us rather than about one recipient or letter. */
function pauseReason({ code, enhanced, stage }: Refused): 'authentication' | 'policy' | undefined {
  if (code < 500 && !(stage === 'auth' && code === 0)) return undefined
  if (stage === 'auth' || code === 530 || code === 535 || code === 538) return 'authentication'
  if (stage === 'greeting' || stage === 'mail') return 'policy'
  const about = enhanced?.startsWith('5.7.')
  if (code === 554 && about) return 'policy'
  return about && stage !== 'rcpt' ? 'policy' : undefined
}

function reasonOf({ code, enhanced, stage }: Refused): DeliveryReason {
  if (enhanced === '5.6.7') return 'no_smtputf8'
  if (enhanced?.startsWith('5.7.')) return 'refused'
  const address = [550, 551, 553, 556].includes(code) || enhanced?.startsWith('5.1.')
  return stage === 'rcpt' || address ? 'bounced' : 'refused'
}

/** Seconds until the next attempt, up to a quarter more than the step: letters should not all come back at once. */
function backoff(attempts: number, steps: number[], jitter: number): number {
  const step = steps[Math.min(Math.max(attempts, 1), steps.length) - 1] as number
  return step * (1 + jitter / 4)
}

/** The server's words, shortened and without addresses, as the admin may see them. */
export const withoutAddresses = (text: string): string =>
  text
    .replace(/<?[^\s<>]+@[^\s<>]+>?/g, '***')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
