import { UserError } from '../../errors.ts'
import type { Send } from '../delivery/send-state.ts'
import type { Selection } from '../people/selection.ts'
import type { SendCounts } from '../plans/content.ts'

/**
 * Whom *Försök igen* is about: those whom a send could not reach, or did not before it was stopped, or the doubtful.
 */
export function unreached(
  { code, state }: Pick<Send, 'code' | 'state'>,
  doubtful: boolean,
): Selection & Required<Pick<Selection, 'retry'>> {
  const unsent = state === 'stopped' && !doubtful
  const retry = { code: code!, state: doubtful ? ('in_doubt' as const) : ('failed' as const) }
  return { retry: unsent ? { ...retry, unsent } : retry, again: true }
}

/**
 * Refuses when there is nobody to try again with, or only addresses that the mail server has refused.
 * @throws UserError `nothing_to_retry`, `bounced`
 */
export function refuseFutile({ code, state }: Send, { matching, leftOut }: SendCounts): void {
  if (matching === 0) {
    const look = { label: 'plan.look' as const, say: `utskick ${code}` }
    throw new UserError('nothing_to_retry', 'send.retry.nothing', { code: code!, state }, [look])
  }
  if (leftOut.bounced !== matching) return
  const list = { label: 'send.button.bounced' as const, say: `lista utskick=${code} status=studsad` }
  throw new UserError('bounced', 'send.retry.bounced', { code: code!, n: matching }, [list])
}
