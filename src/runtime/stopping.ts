import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../base/log.ts'
import type { Readiness } from '../db/readiness.ts'

/** Milliseconds for which a database that does not answer is waited for, so that a restart of it loses nothing. */
const patience = 5000

/**
 * Waits for the work of a stop, but not for a database that does not answer. What was in hand is then taken up by
 * another process when its leases have ended, as after a crash.
 */
export async function unlessSilent(work: Promise<void>, ready: () => Promise<Readiness>, log: Log): Promise<void> {
  let isDone = false
  const done = work.finally(() => {
    isDone = true
  })
  const silence = async () => {
    for (let answeredAt = performance.now(); !isDone; await sleep(500)) {
      const answer = await ready()
      if (answer.ok) answeredAt = performance.now()
      else if (performance.now() - answeredAt >= patience)
        return log.warn({ reason: answer.reason }, 'The database does not answer; stopping without it')
    }
  }
  await Promise.race([done, silence()])
}
