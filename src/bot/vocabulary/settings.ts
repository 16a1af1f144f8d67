import type { Language } from '#text'
import { squeeze } from './fold.ts'
import { quote } from './quote.ts'

/**
 * Something that a command sets, written `name=text` beside the terms of the filter. Its value is one text, also with
 * commas; without quotes it goes on until the next `name=`. An empty one, `name=""`, takes away what was set.
 */
export interface SettingSpec {
  key: string
  /** The first spelling of each language is shown. Case, accents, hyphens and underscores do not matter. */
  sv: string[]
  en: string[]
  /** Terms that help shows as examples. */
  examples: { sv: string[]; en: string[] }
}

/** What was typed for the settings, by key. */
export type Settings = Record<string, string>

/** The setting that a typed word names, among those of one command. */
export const findSetting = (specs: readonly SettingSpec[], word: string): SettingSpec | undefined =>
  specs.find((spec) => [...spec.sv, ...spec.en].some((name) => squeeze(name) === squeeze(word)))

export const settingName = (spec: SettingSpec, language: Language): string => spec[language][0]!

/** The settings as they are typed, with Swedish names. */
export const writeSettings = (specs: readonly SettingSpec[], settings: Settings): string[] =>
  specs.flatMap((spec) => {
    const value = settings[spec.key]
    return value === undefined ? [] : [`${settingName(spec, 'sv')}=${value === '' ? '""' : quote(value)}`]
  })
