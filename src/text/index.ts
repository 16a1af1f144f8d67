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

type Elements = ReturnType<IntlMessageFormat['getAst']>
/** The type of an element that is a plain parameter, in the package's enumeration. */
const argument = 1
const written = ' as written'
const locales = { sv: 'sv-SE', en: 'en-GB' } as const
const formats = { sv: new Intl.NumberFormat(locales.sv), en: new Intl.NumberFormat(locales.en) }

const texts: Record<Language, Record<Key, string>> = { sv, en }
const compiled: Record<Language, Map<Key, IntlMessageFormat>> = { sv: new Map(), en: new Map() }

export function say(language: Language, key: Key, params: Params = {}): string {
  const text = texts[language][key]
  if (!text.includes('{')) return text
  let message = compiled[language].get(key)
  if (!message) {
    // Texts have no markup, so `<` is an ordinary character.
    message = new IntlMessageFormat(text, locales[language], undefined, { ignoreTag: true })
    renamePlain(message.getAst())
    compiled[language].set(key, message)
  }
  const values: Params = { ...params }
  for (const [name, value] of Object.entries(params))
    values[name + written] = typeof value === 'number' ? writeNumber(language, value) : value
  return String(message.format(values))
}

/** A number as the language writes it: `10 000` in Swedish, `10,000` in English. Every number that people see is. */
export const writeNumber = (language: Language, value: number): string => formats[language].format(value)

/**
 * A parameter that a text names plainly, `{n}`, is to be written like one in `{n, number}`. So plain ones are renamed,
 * and filled in as they are written; `{n, plural, …}` still gets the number.
 */
function renamePlain(elements: Elements): void {
  for (const element of elements) {
    if (element.type === argument) element.value += written
    if ('options' in element) for (const { value } of Object.values(element.options)) renamePlain(value)
  }
}

export const speaker =
  (language: Language): Say =>
  (key, params) =>
    say(language, key, params)

export const hasKey = (key: string): key is Key => key in sv

export { exonyms } from './en/phrases.ts'
export { examples } from './examples.ts'
/** The words by which lines that are no commands are understood. */
export const phraseBook = [swedish, english]
export type Concept = keyof typeof swedish.phrases
