import type { Log } from '../base/log.ts'

/** Milliseconds after which the process ends, whatever is left to do; longer than the worker takes to drain. */
const patience = 30_000

/**
 * Stops cleanly on SIGTERM or SIGINT; a second signal ends the process at once. With `withParent`, the death of the
 * parent process counts as SIGTERM: npm starts us in a shell that dies of the signal without passing it on.
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
