import type { Service } from '../../verification/context.ts'
import { handBack } from '../../verification/delivery/claims/recover.ts'
import type { Claimed } from '../../verification/delivery/deliveries.ts'
import type { Health } from '../health.ts'

/**
 * The deliveries that this process has claimed and not begun, in the order in which they will be sent. Single letters
 * come first, because somebody is waiting for them. Deliveries that are given back may be claimed by any worker.
 */
export function createClaims({ db }: Pick<Service, 'db'>, health: Health) {
  let items: { held: Claimed; at: number }[] = []
  let takers: ((item: Claimed | null) => void)[] = []
  let closed = false

  async function release(held: Claimed[]): Promise<void> {
    try {
      await handBack(db, held)
    } catch (error) {
      // Recovery takes them back when their leases run out.
      await health.failed(error)
    }
  }

  return {
    get length() {
      return items.length
    },
    /** Adds claimed deliveries; `at` is when they were claimed, by `performance.now()`. */
    put(claimed: Claimed[], at: number) {
      const urgent = claimed.filter(({ priority }) => priority === 0).map((held) => ({ held, at }))
      const rest = claimed.filter(({ priority }) => priority !== 0).map((held) => ({ held, at }))
      items = [...urgent, ...items, ...rest]
      while (takers.length > 0 && items.length > 0) takers.shift()!(items.shift()!.held)
    },
    /** The next delivery, once there is one; null after `close`. */
    take(): Promise<Claimed | null> {
      if (closed) return Promise.resolve(null)
      const next = items.shift()
      return next ? Promise.resolve(next.held) : new Promise((done) => void takers.push(done))
    },
    /** Gives back the waiting deliveries for which `which` is true; `at` is when each was claimed. */
    giveBack(which: (held: Claimed, at: number) => boolean = () => true): Promise<void> {
      const out = items.filter(({ held, at }) => which(held, at))
      items = items.filter(({ held, at }) => !which(held, at))
      return release(out.map(({ held }) => held))
    },
    /** Gives back deliveries that were taken from here, or never added. */
    release,
    close() {
      closed = true
      for (const taker of takers) taker(null)
      takers = []
    },
  }
}

export type Claims = ReturnType<typeof createClaims>
