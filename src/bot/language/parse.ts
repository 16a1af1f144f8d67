import type { Command, Input } from '../command.ts'
import type { Problem, Trouble } from '../problem.ts'
import { type Registry, spellings } from '../registry.ts'
import { isGreeting } from '../vocabulary/greetings.ts'
import { isHandle } from './arguments.ts'
import { clean, longestLine, longestText } from './clean.ts'
import { type Options, readLine, type Understood } from './read.ts'

export type Parsed<Context> =
  | { kind: 'command'; command: Command<Context>; input: Input }
  | { kind: 'problem'; problem: Problem }

/**
 * Understands what was said. Nothing typed makes it throw; what cannot be understood is a problem with a position and, where
 * there is one, the nearest line that this person may say. An empty line or a greeting asks for help, a file alone for its import.
 */
export function parse<Context>(text: string, registry: Registry<Context>, options: Options<Context>): Parsed<Context> {
  if (text.length > longestText) return tooLong('', text.length)
  let line = clean(text)
  if (line.length > longestLine) return tooLong('', line.length)
  const slash = /^\/(?:verifiera|verify)(?= |$) ?/i.exec(line)
  if (slash) line = line.slice(slash[0].length)
  else line = line.replace(/^\/(?=\p{L})/u, '')
  const all = slash ? { ...options, slash: true } : options
  const instead = standIn(line, registry, all)
  if (instead === undefined) return { kind: 'problem', problem: { code: 'empty', line, at: 0, length: 0, what: '' } }
  line = instead
  const read = all.slash ? readSlash(line, registry, all) : { line, ...wrap(readLine(line, registry, all)) }
  if (read.understood) return { kind: 'command', command: read.understood.command, input: read.understood.input }
  return { kind: 'problem', problem: settle(read.line, read.trouble!, registry, all) }
}

interface Read<Context> {
  understood?: Understood<Context>
  trouble?: Trouble
}

const wrap = <Context>(read: Understood<Context> | Trouble): Read<Context> =>
  'command' in read && 'input' in read ? { understood: read } : { trouble: read as Trouble }

/** The line that is meant by nothing at all, a greeting or a file alone; undefined when there is none. */
function standIn<Context>(line: string, registry: Registry<Context>, options: Options<Context>): string | undefined {
  if (!line && options.files?.length) {
    const command = registry.commands.find((c) => c.needs === 'file' && options.may(c))
    if (command) return command.name
  }
  if (line && !isGreeting(line)) return line
  const help = registry.find('hjälp')
  return help && options.may(help) ? help.name : line || undefined
}

/** Behind `/verifiera`: a command as anywhere, else the line with `verifiera` before it, where that is understood. */
function readSlash<Context>(
  line: string,
  registry: Registry<Context>,
  options: Options<Context>,
): Read<Context> & { line: string } {
  const plain = { line, ...wrap(readLine(line, registry, options)) }
  const verify = registry.find('verifiera')
  if (plain.understood || plain.trouble!.at > 0 || plain.trouble!.code !== 'unknown_command' || !verify) return plain
  const reads = spellings(verify).map((name) => {
    const longer = `${name} ${line}`
    return { line: longer, ...wrap(readLine(longer, registry, options)) }
  })
  const words = (read: Read<Context>) => read.understood?.taken ?? 0
  const best = reads.reduce((a, b) => (words(b) > words(a) ? b : a))
  const meant = fix(line, registry, options, 3)
  if (words(best) > 1) return best
  // One bare word that is no address or number, and nearly a command: the command was meant.
  if (best.understood) return meant && !isHandle(line) ? plain : best
  const longer = reads.find((read) => read.trouble!.longer)
  if (longer) return longer
  if (meant && plain.trouble!.command) return plain
  return reads.find((read) => fix(read.line, registry, options, 3)) ?? (isHandle(line) ? reads[0]! : plain)
}

/** The first of the tries that is understood becomes the nearest line; a try may hold another mistake that is mended too. */
function settle<Context>(
  line: string,
  trouble: Trouble,
  registry: Registry<Context>,
  options: Options<Context>,
): Problem {
  const { tries = [], longer, ...problem } = trouble
  const what = problem.what ?? line.slice(problem.at, problem.at + problem.length)
  const nearest = firstOf(tries, (attempt) => fix(attempt, registry, options, 2))
  return { ...problem, line, what, nearest }
}

/** The line, or the nearest that is understood, mending at most `depth` mistakes. */
function fix<Context>(
  line: string,
  registry: Registry<Context>,
  options: Options<Context>,
  depth: number,
): string | undefined {
  const { understood, trouble } = wrap(readLine(line, registry, options))
  // A line that would not come back the same through a chat (it holds an entity as text) is said in its canonical form.
  if (understood) return clean(line) === line ? line : understood.input.line
  if (!depth) return undefined
  return firstOf(trouble!.tries ?? [], (attempt) => fix(attempt, registry, options, depth - 1))
}

function firstOf<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}

const tooLong = (line: string, length: number): { kind: 'problem'; problem: Problem } => ({
  kind: 'problem',
  problem: { code: 'too_long', line, at: 0, length, what: String(length), expected: [String(longestLine)] },
})
