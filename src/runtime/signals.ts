import type { Log } from '../base/log.ts'

/** Longer than the drain of the worker; after it the process ends however much is left. */
const patience = 30_000

/**
 * A clean stop on SIGTERM or SIGINT, once; a second signal ends the process at once. `withParent`: npm runs us in a shell
 * that dies of the signal without handing it on, so the loss of that parent is one, too.
 */
export function stopOnSignal(log: Log, stop: () => Promise<void>, withParent: boolean): void {
  let stopping = false
  const received = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(130)
    stopping = true
    log.info({ signal }, 'Stopping')
    setTimeout(() => process.exit(1), patience).unref()
    stop().then(
      () => process.exit(0),
      (error) => {
        log.error({ err: error }, 'The stop was not clean')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', received)
  const parent = process.ppid
  if (withParent) setInterval(() => process.ppid !== parent && !stopping && received('SIGTERM'), 500).unref()
  process.on('SIGINT', received)
}
