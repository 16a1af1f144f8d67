import { quote } from '../vocabulary/quote.ts'

/**
 * The command line of a button with an input: its beginning and what was typed, as one value. What is typed cannot add
 * a term of its own.
 */
export function completed(say: string, typed: string): string {
  const value = typed.replace(/\s+/g, ' ').trim()
  return value ? say + quote(value) : say
}
