import type { FileRef, Language } from '../chat.ts'
import type { Command } from '../command.ts'
import { type ProblemDraft, replaceAt } from '../problem.ts'
import { nameKey, type Registry } from '../registry.ts'
import { nearest } from '../suggestion/nearest.ts'
import { choiceNames, choiceWords, choose } from '../vocabulary/choices.ts'
import { readCode, readDomain } from '../vocabulary/codes.ts'
import type { FilterKey } from '../vocabulary/filter.ts'
import { isPolite } from '../vocabulary/greetings.ts'
import { keyName } from '../vocabulary/keys.ts'
import { quote } from '../vocabulary/quote.ts'
import type { Rest } from './terms.ts'
import type { Token } from './tokens.ts'

export interface ArgumentReading<Context> {
  line: string
  registry: Registry<Context>
  options: { language: Language; may(command: Command<Context>): boolean; files?: FileRef[] }
  command: Command<Context>
  /** The position in the line where the command's name ends. */
  nameEnd: number
}

/** The words outside the filter terms in the form that the command expects, or what is wrong with them. */
export function readArguments<Context>(reading: ArgumentReading<Context>, rest: Rest): string[] | ProblemDraft {
  const { command } = reading
  const { words } = rest
  if (command.words === 'none' && words.length) return unexpected(reading, words, 0)
  if (isMissing(reading, rest)) return missing(reading)
  if (command.most && words.length > command.most) return unexpected(reading, words, command.most)
  if (command.words !== 'one' || words.length < 2) return checkFirst(reading, words)
  if (command.needs && command.needs !== 'person') return unexpected(reading, words, 1)
  // Words without a digit or an @ are one name; otherwise two persons or codes were typed.
  if (words.some((word) => isIdentifier(word.text))) return unexpected(reading, words, 1)
  return [words.map((word) => word.text).join(' ')]
}

/** An address, an employment number or a mention, which identifies a person by itself. */
export const isIdentifier = (word: string): boolean => /[@\d]/.test(word)

function isMissing<Context>({ command, options }: ArgumentReading<Context>, { words, terms }: Rest): boolean {
  if (!command.needs) return false
  if (command.needs === 'file') return !options.files?.length
  return !words.length && (command.words !== 'free' || !terms.length)
}

function missing<Context>(reading: ArgumentReading<Context>): ProblemDraft {
  return {
    code: 'missing_argument',
    at: reading.nameEnd,
    length: 0,
    wanted: reading.command.needs,
    candidates: longerLines(reading),
  }
}

/** The line with a longer command that selects people: `verifiera konton företag=Acme` for `verifiera företag=Acme`. */
export function longerLines<Context>({
  line,
  registry,
  options,
  command,
  nameEnd,
}: ArgumentReading<Context>): string[] {
  const rest = line.slice(nameEnd).trim()
  if (!rest) return []
  const longer = registry.longer(command).filter((l) => options.may(l.command) && l.command.words === 'free')
  return longer.map(({ name }) => `${name} ${rest}`)
}

function unexpected<Context>(reading: ArgumentReading<Context>, words: Token[], from: number): ProblemDraft {
  const { line } = reading
  const [first, last] = [words[from]!, words.at(-1)!]
  const texts = words.map((word) => word.text)
  const candidates = insteadOf(reading, texts, from).map((by) => replaceAt(line, first.at, last.end, by))
  if (!from) candidates.push(...longerNames(reading))
  if (texts.every(isAddress)) candidates.push(...severalAddresses(reading, texts))
  return { code: 'unexpected_word', at: first.at, length: last.end - first.at, candidates }
}

/**
 * The line with each longer name that starts like its command: `domän lägg till acme.example` for `domän acme.example`.
 */
function longerNames<Context>({ line, registry, options, command, nameEnd }: ArgumentReading<Context>): string[] {
  const start = `${nameKey(line.slice(0, nameEnd))} `
  const longer = registry.longer(command).filter((l) => options.may(l.command) && nameKey(l.name).startsWith(start))
  return longer.map(({ name }) => name + line.slice(nameEnd))
}

/** What may replace the words from `from` on: nothing (for politeness), a new address for the person, or a company. */
function insteadOf<Context>({ command, options }: ArgumentReading<Context>, words: string[], from: number): string[] {
  const text = words.slice(from).join(' ')
  if (isPolite(text)) return ['']
  if (!from) return []
  const name = (key: FilterKey) => keyName(key, options.language)
  // If the first word is an address too, two people were named: neither address may become the other person's.
  const address = isAddress(text) && !words[0]!.includes('@')
  if (command.keys.includes('email') && address) return [`${name('email')}=${quote(text)}`]
  return command.keys.includes('company') && !isIdentifier(text) ? [`${name('company')}=${quote(text)}`] : []
}

const isAddress = (word: string): boolean => /^[^\s@]+@[^\s@]+$/.test(word)

/**
 * Several addresses after a command for one person may be a selection for its longer form, which asks before it acts.
 */
function severalAddresses<Context>(
  { registry, command, options }: ArgumentReading<Context>,
  words: string[],
): string[] {
  const longer = registry.longer(command).filter((l) => options.may(l.command) && l.command.keys.includes('email'))
  return longer.map(({ name }) => `${name} ${keyName('email', options.language)}=${words.map(quote).join(',')}`)
}

function checkFirst<Context>(
  { line, command, options }: ArgumentReading<Context>,
  tokens: Token[],
): string[] | ProblemDraft {
  const words = tokens.map((token) => token.text)
  const first = tokens[0]
  if (!first) return words
  const spot = { at: first.at, length: first.end - first.at }
  if (command.needs === 'code') {
    const code = readCode(first.text)
    return code ? [code, ...words.slice(1)] : { code: 'bad_code', ...spot }
  }
  if (command.needs === 'domain') return [readDomain(first.text) || first.text, ...words.slice(1)]
  if (command.needs !== 'language') return words
  const chosen = choose('language', first.text)
  if (chosen) return [chosen[0]!, ...words.slice(1)]
  const meant = nearest(first.text, choiceWords('language', options.language))
  const candidates = meant ? [replaceAt(line, first.at, first.end, meant)] : []
  return { code: 'unknown_value', ...spot, expected: choiceNames('language', options.language), candidates }
}
