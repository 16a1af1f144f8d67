/** Seconds to leave a busy provider alone when it does not say how long; the last one repeats. */
const pauses = [1, 2, 5, 10, 30, 60]

/** The longest time that is believed: after it, the provider is asked again. */
const longest = 3600

/**
 * One gate for all requests to the provider: while it is closed, nobody asks. What one request is told by 429, or by
 * 503 with `Retry-After` (RFC 9110, 10.2.3), holds for all.
 */
export function createGate(now: () => number) {
  let opensAt = 0
  let refusals = 0
  return {
    /** Milliseconds until the gate opens; 0 when it is open. */
    left: (): number => Math.max(0, opensAt - now()),
    /** Closes the gate. Requests that were under way together count once. */
    close(retryAfter: string | null): void {
      const told = secondsOf(retryAfter, now())
      if (told === null && opensAt > now()) return
      const seconds = told ?? (pauses[Math.min(refusals, pauses.length - 1)] as number)
      refusals += 1
      opensAt = Math.max(opensAt, now() + Math.min(seconds, longest) * 1000)
    },
    answered(): void {
      refusals = 0
    },
  }
}

/** Reads a `Retry-After`: seconds, or a date. At least a moment, so that a zero does not become a storm. */
function secondsOf(header: string | null, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Math.max(0.1, Number(text))
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0.1, (date - now) / 1000)
}
