import type { ChoiceOf } from '#bot'
import { list, object } from '../incoming/json.ts'

/** The ids of the form's blocks and fields are this prefix and a key of the command line, as in `filter:företag`. */
export const FIELD_PREFIX = 'filter:'
/** The fields that offer what there is, as lists. */
export const LISTED: readonly { key: string; of: ChoiceOf }[] = [
  { key: 'företag', of: 'company' },
  { key: 'enhet', of: 'unit' },
  { key: 'roll', of: 'role' },
]

/** The command line that plans a send to those whom the form selects. `state` is the view's, as Slack sends it. */
export function planLine(state: unknown): string {
  const { terms, again, words } = readState(state)
  return ['verifiera konton', ...terms, again, words].filter(Boolean).join(' ')
}

/** The command line that counts those whom the form selects. Only `lista` takes search words. */
export function countLine(state: unknown): string {
  const { terms, words } = readState(state)
  return [words ? 'lista' : 'status', ...terms, words].filter(Boolean).join(' ')
}

/** The blocks of the form's fields, those filled in first. */
export function fieldsOf(state: unknown): string[] {
  const { terms, words } = readState(state)
  const keys = [...LISTED.map(({ key }) => key), 'status', 'ord']
  const isFilled = (key: string, at: number) => (key === 'ord' ? words !== '' : terms[at] !== '')
  return [...keys.filter(isFilled), ...keys.filter((key, at) => !isFilled(key, at))].map((key) => FIELD_PREFIX + key)
}

function readState(state: unknown): { terms: string[]; again: string; words: string } {
  const values = object(object(state).values)
  const field = (key: string) => object(object(values[FIELD_PREFIX + key])[FIELD_PREFIX + key])
  const typed = (key: string) => String(field(key).value ?? '')
  const chosen = (key: string) => list(field(key).selected_options).map((option) => String(object(option).value ?? ''))
  return {
    terms: [...LISTED.map(({ key }) => term(key, chosen(key))), term('status', chosen('status'))],
    again: chosen('igen').length > 0 ? 'igen=ja' : '',
    words: unquoted(typed('ord')),
  }
}

function term(key: string, values: string[]): string {
  const kept = values.map(unquoted).filter(Boolean)
  if (kept.length === 0) return ''
  return `${key}=${kept.map((value) => (/[\s,]/.test(value) ? `"${value}"` : value)).join(',')}`
}

/** Without quotes, which would end a quoted value early. A search finds the same people without them. */
const unquoted = (value: string) => value.replace(/["\u201C-\u201E\u00AB\u00BB\r\n]/g, ' ').trim()
