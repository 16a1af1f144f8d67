const mostKept = 100

/**
 * A press must be answered within five seconds, by whoever works off the inbox. Who waits for the answer takes a seat;
 * the worker gives it the outcome. A seat that nobody serves in time is left, and the outcome is posted instead.
 */
export interface PendingInvokes {
  /** Resolves with the outcome, or undefined when the time is up. */
  take(id: string): Promise<object | undefined>
  /** False when nobody waits any more: the outcome must be shown some other way. */
  give(id: string, outcome: object): boolean
}

export function createPendingInvokes(patience: number): PendingInvokes {
  const waiting = new Map<string, Set<(outcome: object) => void>>()
  const given = new Map<string, object>()

  return {
    take(id) {
      const outcome = given.get(id)
      if (outcome) return Promise.resolve(outcome)
      return new Promise((resolve) => {
        const pending = waiting.get(id) ?? new Set()
        waiting.set(id, pending)
        const leave = (answer: object | undefined) => {
          clearTimeout(timer)
          pending.delete(leave)
          if (pending.size === 0) waiting.delete(id)
          resolve(answer)
        }
        const timer = setTimeout(leave, patience, undefined)
        pending.add(leave)
      })
    },
    give(id, outcome) {
      const pending = waiting.get(id)
      if (!pending) return false
      given.set(id, outcome)
      if (given.size > mostKept) given.delete(given.keys().next().value as string)
      for (const leave of [...pending]) leave(outcome)
      return true
    },
  }
}
