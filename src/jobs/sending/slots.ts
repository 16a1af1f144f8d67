import type { WorkerParts } from '../parts.ts'
import { createOutage } from '../waits.ts'

/** How many connections may be used: one until the server is known to take mail, fewer after each 421, slowly more again. */
export function createSlotLimits(parts: Pick<WorkerParts, 'mailer' | 'on' | 'log'>, steps: number[]) {
  const outage = createOutage(steps)
  let most = parts.mailer.slots
  let proven = false
  let waiters: (() => void)[] = []
  let lastCut = 0

  const changed = () => {
    for (const waiter of waiters) waiter()
    waiters = []
    parts.on?.({ type: 'slots', open: proven ? most : 1 })
  }

  return {
    allows: (index: number) => index < (proven ? most : 1),
    /** Resolves when something about the limits has changed. */
    change: () => new Promise<void>((done) => void waiters.push(done)),
    /** The server has dealt with a letter, whatever it said of it. */
    reached() {
      outage.good()
      if (proven) return
      proven = true
      changed()
    },
    unreachable(why: string) {
      if (outage.left(performance.now()) === 0) parts.log.warn({ why }, 'The mail server cannot be reached')
      outage.failed(performance.now())
      if (!proven) return
      proven = false
      changed()
    },
    fewer() {
      const now = performance.now()
      // Answers to letters that were already under way are one and the same complaint.
      if (now - lastCut < 1000) return
      lastCut = now
      most = Math.max(1, Math.floor(most / 2))
      changed()
    },
    more() {
      if (most >= parts.mailer.slots || performance.now() - lastCut < 30_000) return
      most += 1
      changed()
    },
    /** Milliseconds until the server should be tried again. */
    outageLeft: () => outage.left(performance.now()),
    release: changed,
  }
}

export type SlotLimits = ReturnType<typeof createSlotLimits>
