import type { ChildProcessWithoutNullStreams } from 'node:child_process'

/** Programs that tests have started and that still run. */
export const living: Set<ChildProcessWithoutNullStreams> = new Set()
