import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en/index.ts'
import * as english from './en/phrases.ts'
import { sv } from './sv/index.ts'
import * as swedish from './sv/phrases.ts'

export type Language = 'sv' | 'en'
export type Key = keyof typeof sv
export type Params = Record<string, string | number>
/** Looks up a text and fills in its parameters, with numbers and plurals as the language writes them. */
export type Say = (key: Key, params?: Params) => string

const texts: Record<Language, Record<Key, string>> = { sv, en }
const compiled: Record<Language, Map<Key, IntlMessageFormat>> = { sv: new Map(), en: new Map() }

export function say(language: Language, key: Key, params: Params = {}): string {
  const text = texts[language][key]
  if (!text.includes('{')) return text
  let message = compiled[language].get(key)
  if (!message) {
    // Texts have no markup, so `<` is an ordinary character.
    message = new IntlMessageFormat(text, language === 'sv' ? 'sv-SE' : 'en-GB', undefined, { ignoreTag: true })
    compiled[language].set(key, message)
  }
  return String(message.format(params))
}

export const speaker =
  (language: Language): Say =>
  (key, params) =>
    say(language, key, params)

export const hasKey = (key: string): key is Key => key in sv

/** The words by which lines that are no commands are understood. */
export const phraseBook = [swedish, english]
export type Concept = keyof typeof swedish.phrases
