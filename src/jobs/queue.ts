import type { Claimed } from '../verification/delivery/deliveries.ts'

/** Deliveries claimed by this process and not yet begun. Single letters overtake: somebody is waiting for them. */
export function createQueue() {
  let items: { held: Claimed; at: number }[] = []
  let takers: ((item: Claimed | null) => void)[] = []
  let closed = false

  return {
    get length() {
      return items.length
    },
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
    /** Takes out what `which` says, or what was claimed before `at`. */
    remove(which: (held: Claimed, at: number) => boolean): Claimed[] {
      const out = items.filter(({ held, at }) => which(held, at))
      items = items.filter(({ held, at }) => !which(held, at))
      return out.map(({ held }) => held)
    },
    close() {
      closed = true
      for (const taker of takers) taker(null)
      takers = []
    },
  }
}
