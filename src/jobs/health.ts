import type { WorkerParts } from './parts.ts'
import { createOutage } from './waits.ts'

/** Whether the database answers. Its loss is logged once, not once for each of a thousand letters. */
export function createHealth({ log, on }: Pick<WorkerParts, 'log' | 'on'>, steps: number[]) {
  const outage = createOutage(steps)
  let up = true
  return {
    good() {
      if (up) return
      up = true
      outage.good()
      log.info({}, 'The database answers again')
      on?.({ type: 'database', up: true })
    },
    /** Notes a failure. Resolves when it is time for another try. */
    async failed(error: unknown): Promise<void> {
      const cause = ((error as Error).cause ?? error) as Error & { code?: string }
      if (up) {
        up = false
        // A driver's message may contain parameters, and those contain addresses: only the code is logged.
        log.error({ code: cause.code ?? cause.name }, 'The database does not answer, or refused a statement')
        on?.({ type: 'database', up: false })
      }
      outage.failed(performance.now())
      await new Promise((done) => setTimeout(done, Math.max(50, outage.left(performance.now()))))
    },
  }
}

export type Health = ReturnType<typeof createHealth>
