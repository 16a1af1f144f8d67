import { RecentMap } from '../../base/recent-map.ts'
import { type Claimed, keyOf } from '../../verification/delivery/deliveries.ts'
import { type AboutLetter, causeOf, isWaitCause, type WaitCause } from '../../verification/delivery/waits.ts'
import type { WorkerParts } from '../parts.ts'
import type { Decision } from './policy.ts'
import type { SlotLimits } from './slots.ts'

/** For how many seconds a letter is awaited before whoever asked for it is told why it does not come. */
const patience = 15

/**
 * Tells whoever asked for a single letter that it is late, once for each cause, or that it will not come. A send has a
 * card that says so; what was asked for a moment ago has only its answer.
 */
export function createLateLetters({
  service,
  on,
  limits,
}: Pick<WorkerParts, 'service' | 'on'> & { limits: SlotLimits }) {
  const told = new RecentMap<string, WaitCause>(1000)
  /** By this process, or by whichever has tried it before; the first try does not always make it late. */
  const isTold = (held: Claimed, why: WaitCause) =>
    told.get(keyOf(held)) === why || (held.lastFault === why && held.attempts > 1)

  /** `refusedFor`: milliseconds since the server as a whole first refused this letter. */
  return (held: Claimed, { result, trouble }: Decision, words: string, refusedFor: number): void => {
    const { kind, requester } = held
    if (kind === 'bulk') return
    const { number, companyNumber } = held.person
    const about: AboutLetter = { requester, kind, person: { number, companyNumber }, words }
    if (result.state === 'failed') on?.({ type: 'letter failed', ...about, reason: result.reason ?? null })
    if (result.state !== 'queued') return
    const wait = Math.max(result.wait ?? 0, limits.outageLeft() / 1000)
    const why = result.fault ?? (trouble && causeOf[trouble])
    if (!why || !isWaitCause(why) || wait + refusedFor / 1000 < patience || isTold(held, why)) return
    told.set(keyOf(held), why)
    const nextTryAt = new Date(service.clock().getTime() + wait * 1000)
    on?.({ type: 'letter late', ...about, why, nextTryAt })
  }
}
