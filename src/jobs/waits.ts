/** A sleep that can be cut short. */
export function createAlarm() {
  let wake: (() => void) | null = null
  let rung = false
  return {
    /** Sleeps for up to `seconds`, but not at all if `ring` was called since the last sleep. */
    async sleep(seconds: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, seconds * 1000)
          wake = () => {
            clearTimeout(timer)
            done()
          }
        })
      }
      wake = null
      rung = false
    },
    ring() {
      rung = true
      wake?.()
    },
  }
}

/** How long to wait before the next try at something that is away: longer after each failure, until `good()`. */
export function createOutage(steps: number[]) {
  let failures = 0
  let until = 0
  return {
    failed(now: number) {
      // Connection slots that fail together count once.
      if (now < until) return
      until = now + (steps[Math.min(failures, steps.length - 1)] as number) * 1000
      failures += 1
    },
    good() {
      failures = 0
      until = 0
    },
    /** Milliseconds until the next try; 0 when there is no outage. */
    left: (now: number) => Math.max(0, until - now),
  }
}
