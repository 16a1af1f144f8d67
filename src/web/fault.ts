/**
 * What a log line may say of an unexpected error: names, codes and places, never the message. A failed query's message
 * holds its parameters, and those are addresses and tokens.
 */
export function describeFault(error: unknown): { fault: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { fault: typeof error, at: [] }
  const deepest = error.cause instanceof Error ? error.cause : error
  const code = (deepest as NodeJS.ErrnoException).code
  const frames = (deepest.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { fault: deepest.name, ...(code && { code: String(code) }), at: frames.slice(0, 6).map((line) => line.trim()) }
}
