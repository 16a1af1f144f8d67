const mostKept = 100

/**
 * Invokes (presses of a button) whose HTTP request is still open. Teams gives a bot five seconds for the response, but
 * the outcome is known only when the inbox has been worked off. The request waits here for it; when the time is up it
 * is answered without, and the outcome is posted as a message instead.
 */
export interface PendingInvokes {
  /** Resolves to the outcome, or to undefined when the time is up. */
  wait(id: string): Promise<object | undefined>
  /** Gives the outcome to the waiting requests; false if there are none, so that it must be shown in another way. */
  settle(id: string, outcome: object): boolean
}

export function createPendingInvokes(patience: number): PendingInvokes {
  const waiting = new Map<string, Set<(outcome: object) => void>>()
  /** Recent outcomes: when Teams repeats a request, it gets the same one. */
  const settled = new Map<string, object>()

  return {
    wait(id) {
      const outcome = settled.get(id)
      if (outcome) return Promise.resolve(outcome)
      return new Promise((resolve) => {
        const requests = waiting.get(id) ?? new Set()
        waiting.set(id, requests)
        const end = (result: object | undefined) => {
          clearTimeout(timer)
          requests.delete(end)
          if (requests.size === 0) waiting.delete(id)
          resolve(result)
        }
        const timer = setTimeout(end, patience, undefined)
        requests.add(end)
      })
    },
    settle(id, outcome) {
      const requests = waiting.get(id)
      if (!requests) return false
      settled.set(id, outcome)
      if (settled.size > mostKept) settled.delete(settled.keys().next().value as string)
      for (const end of [...requests]) end(outcome)
      return true
    },
  }
}
