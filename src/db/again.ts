import { codeOf } from './pool/connections.ts'

/**
 * SQLSTATEs of a transaction that lost against another one and may simply be run again: deadlock, serialization
 * failure, and a row that was deleted while this transaction was about to refer to it.
 */
const lostRace = ['40P01', '40001', '23503']
const mostAttempts = 3

/** Runs a transaction, again if another one made it fail. `work` must do everything in that one transaction. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const code = codeOf((error as { cause?: unknown }).cause) || codeOf(error)
      if (attempt === mostAttempts || !lostRace.includes(code)) throw error
    }
  }
}
