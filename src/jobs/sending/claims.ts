import type { Service } from '../../verification/context.ts'
import type { Claimed } from '../../verification/delivery/deliveries.ts'
import { handBack } from '../../verification/delivery/recover.ts'
import type { Health } from '../health.ts'

/**
 * Deliveries claimed by this process and not yet begun, in the order in which they will be. Single letters overtake:
 * somebody is waiting for them. What is not begun after all is given back, for anybody to claim.
 */
export function createClaims({ db }: Pick<Service, 'db'>, health: Health) {
  let items: { held: Claimed; at: number }[] = []
  let takers: ((item: Claimed | null) => void)[] = []
  let closed = false

  async function release(held: Claimed[]): Promise<void> {
    try {
      await handBack(db, held)
    } catch (error) {
      // Their leases will run out.
      await health.failed(error)
    }
  }

  return {
    get length() {
      return items.length
    },
    /** `at`: when they were claimed, on `performance.now()`. */
    put(claimed: Claimed[], at: number) {
      const urgent = claimed.filter(({ priority }) => priority === 0).map((held) => ({ held, at }))
      const rest = claimed.filter(({ priority }) => priority !== 0).map((held) => ({ held, at }))
      items = [...urgent, ...items, ...rest]
      while (takers.length > 0 && items.length > 0) takers.shift()!(items.shift()!.held)
    },
    /** The next delivery; null once closed. */
    take(): Promise<Claimed | null> {
      if (closed) return Promise.resolve(null)
      const next = items.shift()
      return next ? Promise.resolve(next.held) : new Promise((done) => void takers.push(done))
    },
    /** Gives back those that wait here and that `which` names, by what they are or when they were claimed. */
    giveBack(which: (held: Claimed, at: number) => boolean = () => true): Promise<void> {
      const out = items.filter(({ held, at }) => which(held, at))
      items = items.filter(({ held, at }) => !which(held, at))
      return release(out.map(({ held }) => held))
    },
    /** Gives back deliveries that were taken or never put here. */
    release,
    close() {
      closed = true
      for (const taker of takers) taker(null)
      takers = []
    },
  }
}

export type Claims = ReturnType<typeof createClaims>
