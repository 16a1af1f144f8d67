import type { Log } from './log.ts'
import { RecentMap } from './recent-map.ts'

const minute = 60_000
const mostKinds = 200

/**
 * Warnings about what outsiders do. The first of a kind is logged at once, and then one a minute that says how many
 * there were, so that nobody can fill the log. `clock` gives milliseconds.
 */
export function countedWarnings(log: Pick<Log, 'warn'>, clock: () => number) {
  const kinds = new RecentMap<string, { since: number; more: number }>(mostKinds)
  return (kind: string, details: object, what: string): void => {
    const now = clock()
    const known = kinds.get(kind)
    if (known && now - known.since < minute) return void known.more++
    kinds.set(kind, { since: now, more: 0 })
    log.warn({ ...details, ...(known?.more && { more: known.more }) }, what)
  }
}
