import type { Command } from '../command.ts'
import type { Registry } from '../registry.ts'
import { clean, withoutQuotes } from './clean.ts'
import { parse } from './parse.ts'
import type { Options } from './read.ts'

/** More lines than that are no list of commands. */
const mostLines = 5

export interface CommandLine<Context> {
  line: string
  command: Command<Context>
}

/**
 * The lines of a message if each of them alone is a command; null if the message is one command over one line or more.
 */
export function commandLines<Context>(
  text: string,
  registry: Registry<Context>,
  options: Options<Context>,
): CommandLine<Context>[] | null {
  const lines = withoutQuotes(text)
    .split(/[\r\n\u2028]+/)
    .filter((line) => clean(line))
  if (lines.length < 2 || lines.length > mostLines || options.files?.length) return null
  const found: CommandLine<Context>[] = []
  for (const line of lines) {
    const parsed = parse(line, registry, options)
    if (parsed.kind === 'problem') return null
    found.push({ line: parsed.input.line, command: parsed.command })
  }
  return found
}

/** Whether a command only shows something: it mails nobody, decides nothing, and changes nothing that matters. */
export const isHarmless = ({ mails, decides, rereads }: Command<never>): boolean => !mails && !decides && !rereads
