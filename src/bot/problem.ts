import type { Need } from '../base/need.ts'
import type { Command } from './command.ts'

/** Why a line was not understood. The codes are what `data.refused` holds. */
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
  | 'unknown_value'
  | 'bad_date'
  | 'bad_code'
  | 'unclosed_quote'
  | 'missing_argument'
  | 'unexpected_word'
  | 'unknown_topic'

/** What somebody mistyped: a value, not an exception. `problemCard` turns it into words. */
export interface Problem {
  code: ProblemCode
  /** The cleaned line, and where in it the trouble is (0-based, UTF-16). */
  line: string
  at: number
  length: number
  /** What was not understood, as typed. */
  what: string
  /** A whole line that this person may say, and that is understood: "Menade du …?" */
  nearest?: string
  /** The nearest command in words, where a whole line cannot be given: `verifiera <e-post>`. */
  meant?: string
  /** The command it is about, as shown in the reader's language. */
  command?: string
  usage?: string
  /** The filter key it is about, as shown. */
  key?: string
  /** What would have been understood there: keys, values, commands. */
  expected?: string[]
  need?: Need
  wanted?: Command['needs']
}

/** A problem under way: `tries` are lines that were perhaps meant, best first, not yet known to be understood. */
export interface Trouble extends Omit<Problem, 'nearest' | 'line' | 'what'> {
  what?: string
  tries?: string[]
  /** The command's name has several words: it was clearly meant. */
  longer?: boolean
}

export const replaceAt = (line: string, at: number, end: number, by: string): string =>
  (line.slice(0, at) + by + line.slice(end)).replace(/ {2,}/g, ' ').trim()
