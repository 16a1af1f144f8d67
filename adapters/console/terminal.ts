import type { WriteStream } from 'node:tty'
import type { Look } from './render.ts'

export interface Terminal {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  error: NodeJS.WritableStream
  /** Whether a person types, so that a prompt is shown. */
  interactive: boolean
}

/** Colours are for a terminal that knows them, and for nobody who has set NO_COLOR; Node itself looks at both. */
export function lookOf({ output }: Terminal): Look {
  const stream = output as Partial<WriteStream>
  return stream.isTTY ? { width: stream.columns, colour: stream.hasColors?.() ?? false } : {}
}
