import type { Outcome } from '../../mail/mailer.ts'
import type { Claimed, DeliveryReason, Result } from '../../verification/delivery/deliveries.ts'
import type { Timing } from '../parts.ts'

/** What follows from an outcome, besides the result for the delivery itself. */
export interface Decision {
  result: Result
  /** The send goes no further by itself. */
  pause?: 'authentication' | 'policy'
  /** The server wants fewer connections. */
  fewer?: boolean
  /** The server cannot be reached: no letter should try for a while. */
  unreachable?: boolean
  /** For counting equal permanent errors in a row. */
  permanent?: string
}

type Refused = Extract<Outcome, { kind: 'refused' }>

/** The error policy. Pure; `jitter` is 0 to 1. Everything but `withheld`, which is judged by the commit check itself. */
export function decide(
  held: Claimed,
  outcome: Exclude<Outcome, { kind: 'withheld' }>,
  timing: Pick<Timing, 'backoff' | 'maxDoubts'>,
  now: Date,
  jitter: number,
): Decision {
  const { sendId, personId, fence } = held
  const row = { sendId, personId, fence }
  const later = (code?: number): Result => {
    const wait = backoff(held.attempts, timing.backoff, jitter)
    const end = held.link?.expiresAt ?? new Date(held.date.getTime() + 5 * 86_400_000)
    if (now.getTime() + wait * 1000 < end.getTime()) return { ...row, state: 'queued', wait, code }
    return { ...row, state: 'failed', reason: 'gave_up', code }
  }
  if (outcome.kind === 'accepted') return { result: { ...row, state: 'sent', code: outcome.code } }
  if (outcome.kind === 'dropped') return { result: later() }
  if (outcome.kind === 'unknown') {
    if (held.doubts < timing.maxDoubts) return { result: { ...later(), doubt: true } }
    return { result: { ...row, state: 'in_doubt', reason: 'in_doubt', doubt: true } }
  }
  if (outcome.stage === 'connect') return { result: { ...row, state: 'queued', free: true }, unreachable: true }
  // Greeted or logged in with `not now`: about us and the moment, not about the letter.
  if (outcome.code < 500 && (outcome.stage === 'greeting' || (outcome.stage === 'auth' && outcome.code > 0))) {
    return { result: { ...row, state: 'queued', free: true }, unreachable: true, fewer: outcome.code === 421 }
  }
  const pause = blames(outcome)
  // A single letter has no card from which it could be resumed: it tries again.
  if (pause && held.kind === 'bulk') return { result: { ...row, state: 'queued', free: true }, pause }
  if (outcome.code === 421) return { result: later(421), fewer: true }
  if (outcome.code < 500 || pause || outcome.stage === 'auth') return { result: later(outcome.code) }
  const reason = reasonOf(outcome)
  return {
    result: { ...row, state: 'failed', reason, code: outcome.code, bounced: reason === 'bounced' },
    permanent: `${outcome.stage} ${outcome.code} ${outcome.enhanced ?? ''}`,
  }
}

/** Whether the refusal is about us rather than about one recipient or letter. */
function blames({ code, enhanced, stage }: Refused): 'authentication' | 'policy' | undefined {
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

/** 1, 5, 15, 30, 60 minutes by default, each up to a quarter longer: many letters must not come back at once. */
function backoff(attempts: number, steps: number[], jitter: number): number {
  const step = steps[Math.min(Math.max(attempts, 1), steps.length) - 1] as number
  return step * (1 + jitter / 4)
}

/** The server's words for the admin: without addresses, short. */
export const withoutAddresses = (text: string): string =>
  text
    .replace(/<?[^\s<>]+@[^\s<>]+>?/g, '***')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
