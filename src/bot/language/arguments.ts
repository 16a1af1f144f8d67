import type { FileRef, Language } from '../chat.ts'
import type { Command } from '../command.ts'
import { replaceAt, type Trouble } from '../problem.ts'
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

export interface Fitting<Context> {
  line: string
  registry: Registry<Context>
  options: { language: Language; may(command: Command<Context>): boolean; files?: FileRef[] }
  command: Command<Context>
  /** Where the command's name ends in the line. */
  nameEnd: number
}

/** The bare words in the form the command wants them, or what is wrong with them. */
export function fitArguments<Context>(fitting: Fitting<Context>, rest: Rest): string[] | Trouble {
  const { command } = fitting
  const { words } = rest
  if (command.words === 'none' && words.length) return unexpected(fitting, words, 0)
  if (isMissing(fitting, rest)) return missing(fitting)
  if (command.words !== 'one' || words.length < 2) return checkFirst(fitting, words)
  if (command.needs && command.needs !== 'person') return unexpected(fitting, words, 1)
  // Two words with a digit or an @ among them are two things; words alone are one name.
  if (words.some((word) => isHandle(word.text))) return unexpected(fitting, words, 1)
  return [words.map((word) => word.text).join(' ')]
}

/** Address, employment number or mention: a whole thing by itself. */
export const isHandle = (word: string): boolean => /[@\d]/.test(word)

function isMissing<Context>({ command, options }: Fitting<Context>, { words, terms }: Rest): boolean {
  if (!command.needs) return false
  if (command.needs === 'file') return !options.files?.length
  return !words.length && (command.words !== 'free' || !terms.length)
}

function missing<Context>(fitting: Fitting<Context>): Trouble {
  return {
    code: 'missing_argument',
    at: fitting.nameEnd,
    length: 0,
    wanted: fitting.command.needs,
    tries: longerLines(fitting),
  }
}

/** The line with a longer command that selects people in place of a shorter one: `verifiera [konton] företag=Acme`. */
export function longerLines<Context>({ line, registry, options, command, nameEnd }: Fitting<Context>): string[] {
  const rest = line.slice(nameEnd).trim()
  if (!rest) return []
  const longer = registry.longer(command).filter((l) => options.may(l.command) && l.command.words === 'free')
  return longer.map(({ name }) => `${name} ${rest}`)
}

function unexpected<Context>(fitting: Fitting<Context>, words: Token[], from: number): Trouble {
  const { line } = fitting
  const [first, last] = [words[from]!, words.at(-1)!]
  const texts = words.map((word) => word.text)
  const tries = insteadOf(fitting, texts, from).map((by) => replaceAt(line, first.at, last.end, by))
  if (!from) tries.push(...longerNames(fitting))
  if (texts.every(isAddress)) tries.push(...severalAddresses(fitting, texts))
  return { code: 'unexpected_word', at: first.at, length: last.end - first.at, tries }
}

/** The line with the longer names that begin as it does: `domän acme.example` with `domän lägg till`. */
function longerNames<Context>({ line, registry, options, command, nameEnd }: Fitting<Context>): string[] {
  const start = `${nameKey(line.slice(0, nameEnd))} `
  const longer = registry.longer(command).filter((l) => options.may(l.command) && nameKey(l.name).startsWith(start))
  return longer.map(({ name }) => name + line.slice(nameEnd))
}

/** What the words from `from` on were perhaps meant as: nothing, a new address for a person, a company. */
function insteadOf<Context>({ command, options }: Fitting<Context>, words: string[], from: number): string[] {
  const text = words.slice(from).join(' ')
  if (isPolite(text)) return ['']
  if (!from) return []
  const name = (key: FilterKey) => keyName(key, options.language)
  // Never one person's address for another: only where the first word is no address itself.
  const address = isAddress(text) && !words[0]!.includes('@')
  if (command.keys.includes('email') && address) return [`${name('email')}=${quote(text)}`]
  return command.keys.includes('company') && !isHandle(text) ? [`${name('company')}=${quote(text)}`] : []
}

const isAddress = (word: string): boolean => /^[^\s@]+@[^\s@]+$/.test(word)

/** Several addresses behind a command for one person are a selection for its longer form, which asks before it acts. */
function severalAddresses<Context>({ registry, command, options }: Fitting<Context>, words: string[]): string[] {
  const longer = registry.longer(command).filter((l) => options.may(l.command) && l.command.keys.includes('email'))
  return longer.map(({ name }) => `${name} ${keyName('email', options.language)}=${words.map(quote).join(',')}`)
}

function checkFirst<Context>({ line, command, options }: Fitting<Context>, tokens: Token[]): string[] | Trouble {
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
  const tries = meant ? [replaceAt(line, first.at, first.end, meant)] : []
  return { code: 'unknown_value', ...spot, expected: choiceNames('language', options.language), tries }
}
