import type { Need } from '../base/need.ts'
import type { Command } from './command.ts'

/** Why a line was not understood. The code is given in the card's `data.refused`. */
export type ProblemCode =
  | 'empty'
  | 'too_long'
  | 'unknown_command'
  | 'incomplete_command'
  | 'not_allowed'
  | 'unknown_key'
  | 'key_not_here'
  | 'key_twice'
  | 'missing_key'
  | 'bad_operator'
  | 'missing_value'
  | 'too_many_values'
  | 'unknown_value'
  | 'bad_date'
  | 'bad_code'
  | 'unclosed_quote'
  | 'missing_argument'
  | 'unexpected_word'
  | 'unknown_topic'

/** A mistyped line, as a value and not an exception. `problemCard` puts it into words. */
export interface Problem {
  code: ProblemCode
  /** The cleaned line, and the position of the mistake in it (0-based, in UTF-16 units). */
  line: string
  at: number
  length: number
  /** The part that was not understood, as typed. */
  what: string
  /** The line that was probably meant. It is understood, and this person may use it: "Menade du …?" */
  nearest?: string
  /** How the nearest command is used, if no whole line can be suggested: `verifiera <e-post>`. */
  meant?: string
  /** The command concerned, in the reader's language. */
  command?: string
  usage?: string
  /** The filter key concerned, in the reader's language. */
  key?: string
  /** The keys, values or commands that would have been understood there. */
  expected?: string[]
  need?: Need
  wanted?: Command['needs']
}

/** A problem before suggestions are checked: `candidates` are lines that were perhaps meant, the likeliest first. */
export interface ProblemDraft extends Omit<Problem, 'nearest' | 'line' | 'what'> {
  what?: string
  candidates?: string[]
  /** The name of the recognised command has several words, so that command was certainly meant. */
  longer?: boolean
}

export const replaceAt = (line: string, at: number, end: number, by: string): string =>
  (line.slice(0, at) + by + line.slice(end)).replace(/ {2,}/g, ' ').trim()
