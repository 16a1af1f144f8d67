import type { Command } from '../command.ts'
import type { Registry } from '../registry.ts'
import { continuesName } from '../suggestion/suggest.ts'
import { choiceWord } from '../vocabulary/choices.ts'
import type { Filter, FilterKey, Term } from '../vocabulary/filter.ts'
import { keyName, keySpec } from '../vocabulary/keys.ts'
import { quote } from '../vocabulary/quote.ts'
import { type Settings, writeSettings } from '../vocabulary/settings.ts'

/**
 * The canonical line: Swedish names, words before terms, quotes where needed. Given the registry, it also quotes a
 * first word that would otherwise be read as part of a longer command's name.
 */
export function canonical(
  command: Pick<Command, 'name' | 'settings'>,
  filter: Pick<Filter, 'terms'>,
  words: readonly string[],
  registry?: Registry<never>,
  settings: Settings = {},
): string {
  const typed = words.map(quote)
  if (registry && typed[0] === words[0] && continuesName(registry, command, typed)) typed[0] = `"${words[0]}"`
  const set = writeSettings(command.settings ?? [], settings)
  return [command.name, ...typed, ...filter.terms.map(writeTerm), ...set].join(' ')
}

const writeTerm = (term: Term): string =>
  `${keyName(term.key)}${term.operator}${term.values.map((value) => quote(valueWord(term.key, value))).join(',')}`

function valueWord(key: FilterKey, value: string): string {
  const { kind } = keySpec(key)
  if (kind === 'status' || kind === 'yesno' || kind === 'email') return choiceWord(kind, value, 'sv')
  if (kind === 'when') return { today: 'idag', yesterday: 'igår' }[value] ?? value
  return value
}

/** The filter with one value of one key replaced, for buttons that suggest another company. */
export const withValue = (filter: Filter, key: FilterKey, from: string, to: string): Filter => ({
  ...filter,
  terms: filter.terms.map((term) =>
    term.key === key ? { ...term, values: term.values.map((value) => (value === from ? to : value)) } : term,
  ),
})
