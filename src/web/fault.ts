import type { IncomingMessage } from 'node:http'

/** Whether the client went away before its request was complete: nothing of ours is at fault then. */
export const isDropped = (request: IncomingMessage | undefined): boolean =>
  request !== undefined && !request.complete && request.destroyed

/**
 * What may be logged of an unexpected error: its name, its code and where it was thrown, but not its message. The
 * message of a failed query has its parameters, such as addresses and tokens.
 */
export function describeFault(error: unknown): { fault: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error, at: [] }
  const deepest = error.cause instanceof Error ? error.cause : error
  const code = (deepest as NodeJS.ErrnoException).code
  const frames = (deepest.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { fault: deepest.name, ...(code && { code: String(code) }), at: frames.slice(0, 6).map((line) => line.trim()) }
}
