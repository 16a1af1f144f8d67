import { RecentMap } from './recent-map.ts'

/** How much may be asked for at once, and how much more with each second. */
export interface Allowance {
  burst: number
  perSecond: number
}

/** Keys that are remembered; the one that has waited longest is forgotten, and so has its whole burst again. */
const mostKeys = 20_000

/**
 * Token buckets by key, in the memory of one process: they cost nothing, so they are asked before a database is.
 * `clock` gives milliseconds.
 */
export function createBudget({ burst, perSecond }: Allowance, clock: () => number): { take(key: string): boolean } {
  const buckets = new RecentMap<string, { left: number; at: number }>(mostKeys)
  return {
    /** Takes one; false when none is left. */
    take(key) {
      const now = clock()
      const { left, at } = buckets.get(key) ?? { left: burst, at: now }
      const filled = Math.min(burst, left + ((now - at) / 1000) * perSecond)
      buckets.set(key, { left: filled < 1 ? filled : filled - 1, at: now })
      return filled >= 1
    },
  }
}
