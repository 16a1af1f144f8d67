import type { Command } from '../command.ts'
import { isSubject, topicOf } from '../help/subjects.ts'
import { clean } from '../language/clean.ts'
import type { Parsed } from '../language/parse.ts'
import type { Problem, ProblemCode } from '../problem.ts'
import { nameKey, type Registry, spellings } from '../registry.ts'
import { typoDistance } from '../suggestion/nearest.ts'
import { findMeaning, type Meaning } from './meaning.ts'
import { isProse, isWritten } from './reading.ts'

/** Problems of lines that may be sentences. In the others a filter is mistyped. */
const perhapsSentences: ReadonlySet<ProblemCode> = new Set([
  'unknown_command',
  'incomplete_command',
  'unexpected_word',
  'missing_argument',
  'bad_code',
  'not_allowed',
  'unclosed_quote',
])

/** What is written with the signs of a filter and is none: a mention, an address in angle brackets, a smiley. */
const noFilter = /<@[^\s<>]+>|<[^\s<>@]+@[^\s<>]+>|(?<= |^)(?:<3+|[=:;]-?[()DPp>])(?= |$)/g

/**
 * What a message means that is a sentence and no command, or a command with a sentence behind its name (`lista alla i
 * Göteborg`). Undefined for everything that is written as a command, with a slip of the keys or without. After `slash`,
 * people who are only named are to be verified.
 */
export function considerMeaning<Context>(
  text: string,
  parsed: Parsed<Context>,
  registry: Registry<Context>,
  slash = false,
): Meaning | undefined {
  const [, command, line = ''] = /^(\/(?:verifiera|verify)(?= |$) ?)?(.*)$/is.exec(clean(text))!
  if (/[=<>]|\b(slack|teams):/.test(line.replace(noFilter, ''))) return undefined
  const meaning = findMeaning(line, slash || command !== undefined)
  if (parsed.kind === 'command')
    return readsAsSentence(parsed.command, parsed.input.typed, registry) ? meaning : undefined
  const { problem } = parsed
  if (!perhapsSentences.has(problem.code)) return undefined
  const refused = problem.code === 'not_allowed' ? registry.find(problem.command ?? '') : undefined
  if (refused && !readsAsSentence(refused, problem.line, registry)) return undefined
  if (beginsAsCommand(line, registry, problem)) return undefined
  if (meaning?.unsure && problem.nearest) return undefined
  return isMistypedCommand(problem) && !meaning?.exact ? undefined : meaning
}

/**
 * Whether the line begins with a command's name and goes on as no sentence does: then the command says what is wrong. A
 * bare `stoppa` or `godkänn` means the one open plan.
 */
function beginsAsCommand(line: string, registry: Registry<never>, { code }: Problem): boolean {
  const typed = line.split(' ')
  const begun = registry.match(typed)
  if (!begun || (code === 'missing_argument' && begun.command.needs === 'code')) return false
  if (code === 'incomplete_command') return false
  return !typed.slice(begun.taken).some(isProse)
}

/**
 * Whether the line begins with a command's name, mistyped, and goes on as no sentence does. Words that are known, such
 * as `my link`, are no slip of the keys.
 */
const isMistypedCommand = ({ nearest, at, length, line }: Problem): boolean =>
  nearest !== undefined &&
  at === 0 &&
  !line.slice(0, length).split(' ').every(isWritten) &&
  !line.slice(length).split(' ').some(isProse)

/** Whether what follows a command's name is a sentence, and not somebody's name or another argument of the command. */
function readsAsSentence<Context>(command: Command<Context>, line: string, registry: Registry<Context>): boolean {
  if (command.words !== 'free' && command.words !== 'one') return false
  if (command.needs && command.needs !== 'person' && command.needs !== 'code') return false
  const typed = line.split(' ')
  const words = typed.slice(registry.match(typed)?.taken ?? 1)
  // One word after `historik` is somebody's name: `historik admin`.
  if (words.length === 1 && command.words === 'free' && !command.keys.includes('status')) return false
  if (command.name === 'hjälp' && isTopic(topicOf(words.join(' ')), registry)) return false
  return words.some(isProse)
}

/**
 * Whether help may be asked for these words: a command's name, written right or nearly, how one begins, or a subject.
 */
const isTopic = (topic: string, registry: Registry<never>): boolean =>
  isSubject(registry, topic) ||
  registry.find(topic) !== undefined ||
  registry.commands.some((c) =>
    spellings(c).some((s) => typoDistance(topic, s) !== undefined || nameKey(s).startsWith(`${nameKey(topic)} `)),
  )
