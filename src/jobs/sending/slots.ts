import type { WorkerParts } from '../parts.ts'
import { createOutage } from '../waits.ts'

/** How many slots may be used: one until the server has answered, half as many after a 421, then slowly more. */
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
    /** Whether the slot with this index may be used. */
    allows: (index: number) => index < (proven ? most : 1),
    /** Resolves when a limit changes. */
    change: () => new Promise<void>((done) => void waiters.push(done)),
    /** The server has answered a letter, whatever it said. */
    reached() {
      outage.good()
      if (proven) return
      proven = true
      changed()
    },
    /** The server as a whole takes no letters: one slot tries again after a while. */
    unreachable(why: string) {
      if (outage.left(performance.now()) === 0) parts.log.warn({ why }, 'The mail server takes no letters')
      outage.failed(performance.now())
      this.doubt()
    },
    /** One letter must get through before all slots may be used again. */
    doubt() {
      if (!proven) return
      proven = false
      changed()
    },
    reduce() {
      const now = performance.now()
      // Letters that were already on their way get the same answer; it counts once.
      if (now - lastCut < 1000) return
      lastCut = now
      most = Math.max(1, Math.floor(most / 2))
      changed()
    },
    /** Allows one more connection, some time after the last reduction. */
    increase() {
      if (most >= parts.mailer.slots || performance.now() - lastCut < 30_000) return
      most += 1
      changed()
    },
    /** Milliseconds until the server may be tried again. */
    outageLeft: () => outage.left(performance.now()),
    /** Wakes all that wait for a change. */
    release: changed,
  }
}

export type SlotLimits = ReturnType<typeof createSlotLimits>
