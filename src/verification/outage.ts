import { codeOf, isLoss } from '../db/open.ts'

/** What an error of the database means to whoever waits for an answer. */
export type Outage = 'offline' | 'cut_off' | 'busy'

/** What passes by itself, so that trying again helps; undefined for any other error. */
export function outageOf(error: unknown): Outage | undefined {
  const code = codeOf(error)
  if (isLoss(error) || code === 'CONNECT_WAIT') return 'offline'
  // query_canceled, by a time limit; lock_not_available, deadlock_detected, serialization_failure.
  if (code === '57014') return 'cut_off'
  return /^(55P03|40P01|40001)$/.test(code) ? 'busy' : undefined
}
