import type { Command, Input } from '../command.ts'
import type { Problem, ProblemDraft } from '../problem.ts'
import { type Registry, spellings } from '../registry.ts'
import { isGreeting } from '../vocabulary/greetings.ts'
import { isIdentifier } from './arguments.ts'
import { clean, longestLine, longestText } from './clean.ts'
import { type Options, readLine, type Understood } from './read.ts'

export type Parsed<Context> =
  | { kind: 'command'; command: Command<Context>; input: Input }
  | { kind: 'problem'; problem: Problem }

/**
 * Parses a message into a command. It never throws: a line that is not understood becomes a problem with a position
 * and, if one is found, the nearest line that this person may use. An empty line or a greeting means `hjälp`; a file
 * without text means its import.
 */
export function parse<Context>(text: string, registry: Registry<Context>, options: Options<Context>): Parsed<Context> {
  if (text.length > longestText) return tooLong('', text.length)
  let line = clean(text)
  if (line.length > longestLine) return tooLong('', line.length)
  const slash = /^\/(?:verifiera|verify)(?= |$) ?/i.exec(line)
  if (slash) line = line.slice(slash[0].length)
  else line = line.replace(/^\/(?=\p{L})/u, '')
  const all = slash ? { ...options, slash: true } : options
  const meant = meantLine(line, registry, all)
  if (meant === undefined) return { kind: 'problem', problem: { code: 'empty', line, at: 0, length: 0, what: '' } }
  line = meant
  const read = all.slash ? readSlash(line, registry, all) : { line, ...wrap(readLine(line, registry, all)) }
  if (read.understood) return { kind: 'command', command: read.understood.command, input: read.understood.input }
  return { kind: 'problem', problem: toProblem(read.line, read.draft!, registry, all) }
}

interface Read<Context> {
  understood?: Understood<Context>
  draft?: ProblemDraft
}

const wrap = <Context>(read: Understood<Context> | ProblemDraft): Read<Context> =>
  'command' in read && 'input' in read ? { understood: read } : { draft: read as ProblemDraft }

/** The command meant by an empty line, a greeting or a file alone; any other line as it is. */
function meantLine<Context>(line: string, registry: Registry<Context>, options: Options<Context>): string | undefined {
  if (!line && options.files?.length) {
    const command = registry.commands.find((c) => c.needs === 'file' && options.may(c))
    if (command) return command.name
  }
  if (line && !isGreeting(line)) return line
  const help = registry.find('hjälp')
  return help && options.may(help) ? help.name : line || undefined
}

/** Reads text typed after `/verifiera`: as a command if it is one, otherwise as if the line began with `verifiera`. */
function readSlash<Context>(
  line: string,
  registry: Registry<Context>,
  options: Options<Context>,
): Read<Context> & { line: string } {
  const plain = { line, ...wrap(readLine(line, registry, options)) }
  const verify = registry.find('verifiera')
  if (plain.understood || plain.draft!.at > 0 || plain.draft!.code !== 'unknown_command' || !verify) return plain
  const reads = spellings(verify).map((name) => {
    const longer = `${name} ${line}`
    return { line: longer, ...wrap(readLine(longer, registry, options)) }
  })
  const words = (read: Read<Context>) => read.understood?.taken ?? 0
  const best = reads.reduce((a, b) => (words(b) > words(a) ? b : a))
  const meant = correct(line, registry, options, 3)
  if (words(best) > 1) return best
  // A single word that is almost a command's name, and no address or number, was meant as that command.
  if (best.understood) return meant && !isIdentifier(line) ? plain : best
  const longer = reads.find((read) => read.draft!.longer)
  if (longer) return longer
  if (meant && plain.draft!.command) return plain
  return reads.find((read) => correct(read.line, registry, options, 3)) ?? (isIdentifier(line) ? reads[0]! : plain)
}

/** The problem with its nearest line: the first candidate that is understood, if necessary after correcting it too. */
function toProblem<Context>(
  line: string,
  draft: ProblemDraft,
  registry: Registry<Context>,
  options: Options<Context>,
): Problem {
  const { candidates = [], longer, ...problem } = draft
  const what = problem.what ?? line.slice(problem.at, problem.at + problem.length)
  const nearest = firstOf(candidates, (attempt) => correct(attempt, registry, options, 2))
  return { ...problem, line, what, nearest }
}

/** The line, or the nearest line that is understood, after correcting at most `depth` mistakes. */
function correct<Context>(
  line: string,
  registry: Registry<Context>,
  options: Options<Context>,
  depth: number,
): string | undefined {
  const { understood, draft } = wrap(readLine(line, registry, options))
  // A chat would change some lines, such as one with an entity in it. The canonical form survives.
  if (understood) return clean(line) === line ? line : understood.input.line
  if (!depth) return undefined
  return firstOf(draft!.candidates ?? [], (attempt) => correct(attempt, registry, options, depth - 1))
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
