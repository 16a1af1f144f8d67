import type { FileRef, Language } from '../chat.ts'
import type { Command, Input } from '../command.ts'
import { type ProblemDraft, replaceAt } from '../problem.ts'
import { nameIn, type Registry } from '../registry.ts'
import { commandsStartingWith, findInside, type Guess, guessCommands, guessLonger } from '../suggestion/suggest.ts'
import { readCode } from '../vocabulary/codes.ts'
import { findKey } from '../vocabulary/keys.ts'
import { longerLines, readArguments } from './arguments.ts'
import { canonical } from './canonical.ts'
import { readRest } from './terms.ts'
import { type Token, tokenize } from './tokens.ts'

export interface Options<Context> {
  language: Language
  /** Whether this person may use the command. Commands that they may not use are neither read nor suggested. */
  may(command: Command<Context>): boolean
  files?: FileRef[]
  /** Typed after `/verifiera`. If its first word is no command, the line is read as if it began with `verifiera`. */
  slash?: boolean
  /** Words that are nearly the rest of a longer name are taken as they are: `Sandra` in `brev Sandra`. */
  asTyped?: boolean
}

export interface Understood<Context> {
  command: Command<Context>
  input: Input
  /** How many words of the line are the command's name. */
  taken: number
}

const isKey = (word: string): boolean => findKey(word) !== undefined

/** Reads one cleaned line. Returns the command, or the first problem found, with candidates for correcting it. */
export function readLine<Context>(
  line: string,
  registry: Registry<Context>,
  options: Options<Context>,
): Understood<Context> | ProblemDraft {
  const { tokens, unclosed } = tokenize(line, isKey)
  if (unclosed !== undefined) return unclosedQuote(line, unclosed)
  const leading = leadingWords(tokens)
  const found = registry.match(leading)
  if (!found) return unknownCommand(line, registry, options, tokens, leading)
  const { command, taken } = found
  const spot = { at: 0, length: line.length, longer: taken > 1 }
  if (!options.may(command)) return { code: 'not_allowed', ...spot, need: command.need, command: command.name }
  const following = leading.slice(taken, taken + registry.longest + 1)
  const longer = options.asTyped ? undefined : guessLonger(registry, options.may, command, following)
  if (longer) {
    const [first, last] = [tokens[taken]!, tokens[taken + longer.taken - 1]!]
    const candidates = [replaceAt(line, 0, last.end, longer.name)]
    return {
      code: 'unknown_command',
      at: first.at,
      length: last.end - first.at,
      candidates,
      ...aboutCommand(command, options.language, taken),
    }
  }
  const rest = readRest({ line, tokens, command, language: options.language }, taken)
  const reading = { line, registry, options, command, nameEnd: tokens[taken - 1]!.end }
  const [term] = 'code' in rest ? [] : rest.terms
  if (term && command.filters && !options.may({ ...command, need: command.filters }))
    return { code: 'not_allowed', at: term.at, length: term.length, need: command.filters, command: command.name }
  if ('code' in rest) {
    const candidates = rest.code === 'key_not_here' ? longerLines(reading) : rest.candidates
    return { ...aboutCommand(command, options.language, taken), ...rest, candidates }
  }
  const words = readArguments(reading, rest)
  if ('code' in words) return { ...aboutCommand(command, options.language, taken), ...words }
  const filter = { terms: rest.terms, words: command.words === 'free' ? words : [] }
  const input: Input = {
    filter,
    words,
    files: options.files ?? [],
    settings: rest.settings,
    line: canonical(command, filter, words, registry, rest.settings),
    typed: line,
    language: options.language,
  }
  return { command, input, taken }
}

const aboutCommand = (command: Command<never>, language: Language, taken: number) => ({
  command: nameIn(command, language),
  usage: usageOf(command, language),
  longer: taken > 1,
})

/** The words before the first term, quote or comma. Only these can be a command's name. */
function leadingWords(tokens: Token[]): string[] {
  const words: string[] = []
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1]
    const key = next?.kind === 'operator' && (next.at === token.end || isKey(token.text))
    if (token.kind !== 'word' || token.quoted || key) break
    words.push(token.text)
  }
  return words
}

export const usageOf = (command: Command<never>, language: Language): string =>
  `${nameIn(command, language)} ${command.usage[language]}`.trim()

function unclosedQuote(line: string, at: number): ProblemDraft {
  const word = line.slice(at).search(/(?<=.)(?: |$)/)
  const candidates = [`${line}"`, replaceAt(line, at + word, at + word, '"')]
  return { code: 'unclosed_quote', at, length: line.length - at, candidates }
}

/** The problem of a line that does not begin with a command's name, with guesses at what was meant. */
function unknownCommand<Context>(
  line: string,
  registry: Registry<Context>,
  { language, may }: Options<Context>,
  tokens: Token[],
  words: string[],
): ProblemDraft {
  const first = tokens[0]!
  const draft: ProblemDraft = { code: 'unknown_command', at: first.at, length: first.end - first.at, candidates: [] }
  const guesses = guessCommands(registry, may, language, words)
  const under = words.length ? commandsStartingWith(registry, may, words[0]!) : []
  const end = (guess: Guess) => tokens[guess.taken - 1]!.end
  draft.candidates!.push(...guesses.map((guess) => replaceAt(line, 0, end(guess), guess.name)))
  const [best] = guesses
  if (best) {
    const meant = registry.find(best.name)!
    draft.length = end(best) - first.at
    draft.meant = usageOf(meant, language)
    draft.command = nameIn(meant, language)
  }
  if (under.length) {
    const expected = under.map((command) => nameIn(command, language))
    const more = line.slice(first.end)
    const candidates = [...draft.candidates!, ...expected.map((name) => name + more)]
    return { ...draft, code: 'incomplete_command', expected, meant: undefined, command: first.text, candidates }
  }
  const behind = (name: string) => {
    const command = registry.find(name)
    return command ? [`${nameIn(command, language)} ${line}`] : []
  }
  const inside = findInside(registry, may, tokens)
  if (inside) draft.candidates!.push(line.slice(inside))
  if (/\d/.test(line) && readCode(line)) draft.candidates!.push(...behind('utskick'))
  if (!words.length || (tokens.length === 1 && /[@\d]/.test(line))) draft.candidates!.push(...behind('lista'))
  return draft
}
