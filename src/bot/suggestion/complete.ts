import type { Language } from '#text'
import type { Command } from '../command.ts'
import { nameIn, nameKey, type Registry, spellings } from '../registry.ts'
import { type ChoiceList, choiceNames } from '../vocabulary/choices.ts'
import { fold } from '../vocabulary/fold.ts'
import { findKey, keyName, keySpec } from '../vocabulary/keys.ts'
import { quote } from '../vocabulary/quote.ts'
import { settingName } from '../vocabulary/settings.ts'

/** A way in which a line that is being typed may go on. */
export interface Completion {
  /** The whole line. */
  line: string
  /** What it adds, as people read it: `Acme Bygg AB (200)`. */
  label: string
}

/** A value of which `line` is what has to be typed, and `label` what people know it by. */
export type Named = { line: string; label: string }

export interface Known {
  language: Language
  may(command: Command<never>): boolean
  /** The companies that may be named. */
  companies(): Promise<{ number: string; name: string }[]>
  /** People whom these words may mean, as arguments of a command. */
  people(words: string[]): Promise<Named[]>
}

const most = 7

/** How a line may go on, the likeliest first: commands, then their keys, values, companies and people. */
export async function completeLine(registry: Registry<never>, line: string, known: Known): Promise<Completion[]> {
  const [, before = '', last = ''] = /^(.*?)([^\s"=,]*(?:(?:!=|[=<>])(?:"[^"]*"?|[^\s"]*))?)$/s.exec(line) ?? []
  const words = before.trim().split(/\s+/).filter(Boolean)
  const found = registry.match(words)
  const more = named(registry, line, known)
  if (!found || !known.may(found.command)) return more.slice(0, most)
  const [, key, operator, value] = /^([^=<>!]+)(!=|[=<>])(.*)$/s.exec(last) ?? []
  const rest = words.slice(found.taken)
  const values =
    key !== undefined
      ? await valuesOf(found.command, key, operator!, value!, known)
      : keysOf(found.command, last, known)
  const people = key === undefined && takesPerson(found.command) ? await peopleOf([...rest, last], known) : []
  const start = words.slice(0, found.taken).join(' ')
  return [
    ...more,
    ...values.map((one) => ({ line: before + one.line, label: one.label })),
    ...people.map((one) => ({ line: `${start} ${one.line}`, label: one.label })),
  ].slice(0, most)
}

/** The commands whose name goes on as the line does. */
function named(registry: Registry<never>, line: string, { language, may }: Known): Completion[] {
  const typed = nameKey(line.replace(/\s+/g, ' ').trimStart())
  if (line.trim() && !typed) return []
  return registry.commands.filter(may).flatMap((command) => {
    const name = [nameIn(command, language), ...spellings(command, language)].find((one) => {
      const key = nameKey(one)
      return key.startsWith(typed) && key !== typed
    })
    return name ? [{ line: `${name} `, label: name }] : []
  })
}

function keysOf(command: Command<never>, typed: string, { language }: Known): Named[] {
  const filter = command.keys.filter((key) => key !== 'page' && key !== 'again').map((key) => keyName(key, language))
  return [...filter, ...(command.settings ?? []).map((spec) => settingName(spec, language))]
    .map((name) => `${name}=`)
    .filter((key) => fold(key).startsWith(fold(typed)))
    .map((key) => ({ line: key, label: key }))
}

/** Only the last of several values is completed: `status=skickad,utg`. */
async function valuesOf(command: Command<never>, key: string, operator: string, typed: string, known: Known) {
  const spec = findKey(fold(key))
  if (!spec || !command.keys.includes(spec.key)) return []
  const at = typed.lastIndexOf(',') + 1
  const start = `${key}${operator}${typed.slice(0, at)}`
  const begun = fold(typed.slice(at).replaceAll('"', ''))
  const offered =
    spec.key === 'company'
      ? (await known.companies()).map(({ name, number }) => ({ line: quote(name), label: `${name} (${number})` }))
      : choicesOf(keySpec(spec.key).kind, known.language)
  return offered
    .filter(({ label }) => fold(label).startsWith(begun) || fold(label).endsWith(`(${begun})`))
    .map(({ line, label }) => ({ line: `${start}${line} `, label }))
}

function choicesOf(kind: string, language: Language): Named[] {
  if (kind !== 'status' && kind !== 'yesno' && kind !== 'email') return []
  return choiceNames(kind satisfies ChoiceList, language).map((word) => ({
    line: word.replaceAll(' ', '_'),
    label: word,
  }))
}

const takesPerson = ({ needs, words }: Command<never>): boolean =>
  needs === 'person' || words === 'free' || words === 'one'

async function peopleOf(words: string[], known: Known): Promise<Named[]> {
  const typed = words.filter(Boolean)
  return typed.join('').length < 2 ? [] : known.people(typed)
}
