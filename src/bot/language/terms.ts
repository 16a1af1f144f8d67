import type { Language } from '#text'
import type { Command } from '../command.ts'
import { type ProblemDraft, replaceAt } from '../problem.ts'
import { nearest } from '../suggestion/nearest.ts'
import { choiceNames } from '../vocabulary/choices.ts'
import type { FilterKey, Term } from '../vocabulary/filter.ts'
import { findKey, isMinus, type KeySpec, keyName, keys } from '../vocabulary/keys.ts'
import { quote } from '../vocabulary/quote.ts'
import { type Settings, settingName } from '../vocabulary/settings.ts'
import { acceptsOperator, joinsWords, readValue } from '../vocabulary/values.ts'
import { fitsWhen } from '../vocabulary/when.ts'
import { readSetting, settingTwice } from './settings.ts'
import type { Token } from './tokens.ts'

/** The part of a line after the command's name: filter terms, and the other words as tokens. */
export interface Rest {
  terms: Term[]
  words: Token[]
  settings: Settings
}

interface Reading {
  line: string
  tokens: Token[]
  command: Pick<Command, 'keys' | 'narrows' | 'settings'>
  language: Language
}

/** Reads filter terms and other words from token `from` to the end of the line. */
export function readRest(reading: Reading, from: number): Rest | ProblemDraft {
  const { tokens } = reading
  const rest: Rest = { terms: [], words: [], settings: {} }
  let last: Term | undefined
  for (let i = from; i < tokens.length; ) {
    const token = tokens[i]!
    const operator = tokens[i + 1]?.kind === 'operator' ? tokens[i + 1] : undefined
    if (token.kind === 'comma' ? i === from : token.quoted && !token.text) {
      // A word that says nothing would be ignored, and the command would be about everybody.
      return { code: 'unexpected_word', at: token.at, length: token.end - token.at, candidates: [] }
    } else if (token.kind === 'comma') {
      i++
    } else if (token.kind === 'operator') {
      return { code: 'missing_key', at: token.at, length: token.end - token.at, expected: keyNames(reading) }
    } else if (operator) {
      const { settings = [] } = reading.command
      const set = readSetting(reading, settings, i)
      if (set && 'code' in set) return set
      if (set && rest.settings[set.key] !== undefined) return settingTwice(reading, settings, i)
      if (set) {
        rest.settings[set.key] = set.value
        last = undefined
        i = set.next
        continue
      }
      const read = readTerm(reading, i)
      if ('code' in read) return read
      const twice = findRepeatedKey(reading, rest.terms, read.term)
      if (twice) return twice
      rest.terms.push(read.term)
      last = read.term
      i = read.next
    } else {
      if (token.text) rest.words.push(token)
      if (token.text && last && !token.quoted) last.following = [...(last.following ?? []), token.text]
      i++
    }
  }
  return rest
}

function readTerm(reading: Reading, from: number): { term: Term; next: number } | ProblemDraft {
  const { line, tokens, language } = reading
  const word = tokens[from]!
  const operator = tokens[from + 1]!
  const found = word.quoted ? undefined : findKey(word.text)
  if (!found && !word.quoted && isMinus(word.text)) return takenAway(reading, word, operator)
  if (!found || !reading.command.keys.includes(found.key)) return wrongKey(reading, word, found)
  const spec = { ...found, ...reading.command.narrows?.[found.key] }
  const key = keyName(spec.key, language)
  if (!acceptsOperator(spec, operator.text)) return wrongOperator(line, spec, key, operator)
  const term: Term = { key: spec.key, operator: operator.text, values: [], at: word.at, length: 0 }
  let next = from + 2
  let end = operator.end
  for (;;) {
    if (isWord(tokens, next)) {
      const value = takeValue(reading, spec, next)
      const what = line.slice(tokens[next]!.at, tokens[value.next - 1]!.end)
      const spot = { at: tokens[next]!.at, length: what.length, what, key }
      if (!('values' in value)) return wrongValue(reading, spec, spot, value)
      if (spec.kind === 'when' && !fitsWhen(term.operator, value.values[0]!)) {
        const candidates = ['<', '>'].map((sign) => replaceAt(line, operator.at, operator.end, sign))
        return {
          code: 'bad_operator',
          at: operator.at,
          length: operator.end - operator.at,
          key,
          expected: ['<', '>'],
          candidates,
        }
      }
      if (term.values.length && spec.single?.includes(term.operator))
        return { ...spot, code: 'too_many_values', expected: expected(spec, language) }
      term.values.push(...value.values.filter((v) => !term.values.includes(v)))
      end = tokens[value.next - 1]!.end
      next = value.next
    }
    if (tokens[next]?.kind !== 'comma') break
    next++
    if (!isWord(tokens, next) && tokens[next]?.kind !== 'comma') break
  }
  term.length = end - term.at
  if (!term.values.length)
    return { code: 'missing_value', at: term.at, length: term.length, key, expected: expected(spec, language) }
  return { term, next }
}

/** True for a word that is not the key of another term. */
const isWord = (tokens: Token[], i: number): boolean =>
  tokens[i]?.kind === 'word' && tokens[i]!.text !== '' && tokens[i + 1]?.kind !== 'operator'

function takeValue({ tokens, language }: Reading, spec: KeySpec, from: number) {
  const one = { ...readValue(spec, tokens[from]!.text, language), next: from + 1 }
  if (!joinsWords(spec)) return one
  for (let count = 3; count > 1; count--) {
    const run = tokens.slice(from, from + count)
    if (run.length < count || !run.every((token, i) => isWord(tokens, from + i) && !token.quoted)) continue
    const joined = readValue(spec, run.map((token) => token.text).join(' '), language)
    if ('values' in joined) return { ...joined, next: from + count }
  }
  return one
}

/** `-företag=100`: refused, with *not* as it is written here. */
function takenAway(reading: Reading, word: Token, operator: Token): ProblemDraft {
  const spec = findKey(word.text.slice(1))
  const isKnown = spec && reading.command.keys.includes(spec.key) && acceptsOperator(spec, '!=')
  const meant = isKnown && operator.text === '=' ? `${keyName(spec.key, reading.language)}!=` : undefined
  const candidates = meant ? [replaceAt(reading.line, word.at, operator.end, meant)] : []
  return { code: 'unknown_key', at: word.at, length: word.end - word.at, expected: keyNames(reading), candidates }
}

function wrongKey(reading: Reading, word: Token, spec: KeySpec | undefined): ProblemDraft {
  const at = { at: word.at, length: word.end - word.at, expected: keyNames(reading) }
  if (spec) return { code: 'key_not_here', ...at, key: keyName(spec.key, reading.language) }
  const other: Language = reading.language === 'sv' ? 'en' : 'sv'
  const accepted = keys.filter((k) => reading.command.keys.includes(k.key))
  const named = [...accepted, ...(reading.command.settings ?? [])]
  const words = [...named.flatMap((k) => k[reading.language]), ...named.flatMap((k) => k[other])]
  const meant = nearest(word.text, words)
  return { code: 'unknown_key', ...at, candidates: meant ? [replaceAt(reading.line, word.at, word.end, meant)] : [] }
}

function wrongOperator(line: string, spec: KeySpec, key: string, operator: Token): ProblemDraft {
  // Never the opposite of what was typed: `=` is no guess at `!=`.
  const signs: string[] = operator.text.includes('!') ? ['!='] : [operator.text.replace('=', ''), '=']
  const candidates = signs
    .filter((sign) => acceptsOperator(spec, sign))
    .map((sign) => replaceAt(line, operator.at, operator.end, sign))
  return {
    code: 'bad_operator',
    at: operator.at,
    length: operator.end - operator.at,
    key,
    expected: [...spec.operators],
    candidates,
  }
}

interface Spot {
  at: number
  length: number
  what: string
  key: string
}

function wrongValue(
  reading: Reading,
  spec: KeySpec,
  spot: Spot,
  wrong: { code: ProblemDraft['code']; meant?: string },
): ProblemDraft {
  const candidates = wrong.meant ? [replaceAt(reading.line, spot.at, spot.at + spot.length, quote(wrong.meant))] : []
  return { ...spot, code: wrong.code, expected: expected(spec, reading.language), candidates }
}

/** `företag=A företag=B` would match nobody, so it is refused and `företag=A,B` is suggested. */
function findRepeatedKey({ line, language }: Reading, terms: Term[], second: Term): ProblemDraft | undefined {
  const first = terms.find((term) => term.key === second.key && term.operator === '=' && second.operator === '=')
  if (!first) return undefined
  const typed = line.slice(second.at, second.at + second.length)
  const without = replaceAt(line, second.at, second.at + second.length, '')
  const end = first.at + first.length
  const candidates = [replaceAt(without, end, end, ',' + typed.replace(/^[^=:]*[=:]+ ?/, ''))]
  return { code: 'key_twice', at: second.at, length: second.length, key: keyName(second.key, language), candidates }
}

function expected(spec: KeySpec, language: Language): string[] {
  if (spec.kind === 'status' || spec.kind === 'yesno') return choiceNames(spec.kind, language)
  if (spec.kind === 'address') return ['anna.berg@acme.example']
  if (spec.kind === 'email') return [...choiceNames('email', language), '@acme.example']
  return spec.examples[language]
}

const keyNames = ({ command, language }: Reading): string[] => [
  ...keys.filter((spec) => command.keys.includes(spec.key as FilterKey)).map((spec) => keyName(spec.key, language)),
  ...(command.settings ?? []).map((spec) => settingName(spec, language)),
]
