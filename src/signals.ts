import type { Log } from '#bot'

/** Longer than the drain of the worker; after it the process ends however much is left. */
const patience = 30_000

/** A clean stop on SIGTERM or SIGINT, once; a second signal ends the process at once. */
export function stopOnSignal(log: Log, stop: () => Promise<void>): void {
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
  process.on('SIGINT', received)
}
