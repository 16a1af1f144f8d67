import { ConfigError } from '../config/config.ts'
import { describeFault } from '../web/fault.ts'

/**
 * Prints why the start failed. An error that names a setting is printed as it is. For any other, the innermost cause is
 * printed, because the message of a failed query contains its parameters.
 */
export function printFailure(error: unknown): void {
  const named = error instanceof Error && /^[A-Z_]+: /.test(error.message)
  const why = !named && error instanceof Error && error.cause instanceof Error ? error.cause : error
  const what = why instanceof Error ? why.message : String(why)
  console.error(`Verifiera cannot start.${what.includes('\n') ? '\n' : ' '}${what}`)
  if (!named && !(error instanceof ConfigError)) console.error(describeFault(error).at.join('\n'))
}

/** Turns a failure to listen into an error that names the setting with the port. */
export function namingSetting<T>(variable: string, listening: Promise<T>): Promise<T> {
  return listening.catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'EADDRINUSE'
        ? `another program listens there; end it, or choose another port, as in ${variable}=3001 npm start`
        : `cannot listen there (${error.code})`
    throw new ConfigError(`${variable}: ${why}`)
  })
}
