import { WebAPIRateLimitedError } from '../bolt/sdk.ts'

/**
 * In seconds, all waits of a call together. Longer ones are left to the inbox, which works on few messages at once: the
 * posts that wait for one busy channel must not keep everybody else waiting, in other chats too.
 */
const LONGEST_WAIT = 3

/** What Slack limits together, such as the posts in one channel, with the time from which it may be called again. */
export interface Limit {
  /** On the clock of `performance.now`. */
  freeAt: number
  /** Milliseconds between two calls while others wait. */
  gap: number
}

/**
 * Calls Slack and, as often as Slack limits the rate, waits as long as `Retry-After` says and calls it again. Calls
 * under one limit do not call meanwhile either, but one after another when it has passed.
 * @throws WebAPIRateLimitedError when that would take too long, with the seconds that are left
 */
export async function patiently<T>(call: () => Promise<T>, limit: Limit = { freeAt: 0, gap: 0 }): Promise<T> {
  for (let waited = 0; ; ) {
    const wait = (limit.freeAt - performance.now()) / 1_000
    if (wait > 0) {
      waited += wait
      if (waited > LONGEST_WAIT) throw new WebAPIRateLimitedError(Math.ceil(wait))
      limit.freeAt += limit.gap
      await new Promise((later) => setTimeout(later, Math.ceil(wait * 1_000)))
    }
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError)) throw error
      limit.freeAt = Math.max(limit.freeAt, performance.now() + error.retryAfter * 1_000)
    }
  }
}
