import type { Log } from '../base/log.ts'

/** Milliseconds after which the process ends, whatever is left to do; longer than the worker takes to drain. */
const patience = 30_000

/** Milliseconds within which a second signal is the same one: Ctrl-C reaches Node directly and through npm's shell. */
const echo = 1000

/**
 * Stops cleanly on SIGTERM, SIGINT or when the terminal is closed; a second signal ends the process at once. With
 * `withParent`, the death of the parent process counts as SIGTERM: npm starts us in a shell that dies of the signal
 * without passing it on.
 */
export function stopOnSignal(log: Log, stop: () => Promise<void>, withParent: boolean): void {
  let stoppingSince: number | undefined
  const received = (signal: NodeJS.Signals) => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > echo) process.exit(130)
      return
    }
    stoppingSince = performance.now()
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
  if (withParent)
    setInterval(() => process.ppid !== parent && stoppingSince === undefined && received('SIGTERM'), 500).unref()
  process.on('SIGINT', received)
  process.on('SIGHUP', received)
}
