import type { Activity } from './incoming/activity.ts'

/** In milliseconds: the two activities of one installation come within moments of each other. */
const together = 60_000
const mostKept = 1000

export interface Welcomes {
  /** Whether this report of an installation is to be answered. */
  isDue(activity: Activity): boolean
}

/**
 * Teams reports one installation in two activities of different types, in either order, and some clients in one of them
 * only. The second report of an installation is not answered; one more of the same type is an installation of its own.
 */
export function createWelcomes(now: () => number): Welcomes {
  const welcomed = new Map<string, { id: string; type: string; at: number }>()
  return {
    isDue({ id, type, conversation }) {
      const before = welcomed.get(conversation.id)
      const isSecondReport = before && before.type !== type && now() - before.at < together
      if (isSecondReport) {
        welcomed.delete(conversation.id)
        return false
      }
      welcomed.set(conversation.id, { id: id ?? '', type, at: now() })
      if (welcomed.size > mostKept) welcomed.delete(welcomed.keys().next().value as string)
      return true
    },
  }
}
