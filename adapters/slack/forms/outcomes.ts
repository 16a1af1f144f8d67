/** Messages for the fields of a form, by their block. */
export type FormErrors = Record<string, string>

/** What became of submitted forms, for the requests in which Slack still waits for an answer. */
export interface FormOutcomes {
  /** Resolves when the form has been worked on, with its errors if it was refused; without, when the time is up. */
  wait(id: string): Promise<FormErrors | undefined>
  /** False if nobody waits, or any more, so that a refusal must be shown in another way. */
  settle(id: string, errors?: FormErrors): boolean
}

/** `patience` in milliseconds. Slack gives three seconds for the answer to a form. */
export function createFormOutcomes(patience: number): FormOutcomes {
  const waiting = new Map<string, (errors?: FormErrors) => void>()
  return {
    wait: (id) =>
      new Promise((resolve) => {
        const end = (errors?: FormErrors) => {
          clearTimeout(timer)
          waiting.delete(id)
          resolve(errors)
        }
        const timer = setTimeout(end, patience)
        waiting.set(id, end)
      }),
    settle(id, errors) {
      const end = waiting.get(id)
      end?.(errors)
      return end !== undefined
    },
  }
}
