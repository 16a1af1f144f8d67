import { referenceFields } from '../trace/reference.ts'
import { findPersonalNumber } from '../verification/people/personnummer.ts'

/** Replaces a personal number before a message is stored. The answer recognises the marker and refuses the message. */
export const marker = '⟦personnummer⟧'

/**
 * Fields that hold what people wrote. Other fields hold ids and times, whose digits only look like personal numbers.
 */
const textFields = new Set(['text', 'value', 'say', 'name', 'title', 'content', 'fallback', 'url', 'filename', 'typed'])

/** The message with every personal number in it replaced, because personal numbers are never stored. */
export function withoutPersonalNumbers(value: unknown, field = ''): unknown {
  if (typeof value === 'string') return textFields.has(field) ? withoutNumbers(value) : withoutNumberInFileName(value)
  if (Array.isArray(value)) return value.map((each) => withoutPersonalNumbers(each, field))
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutPersonalNumbers(each, key)]))
}

/** A file's address with the name at its end redacted. Somebody chose that name; the rest comes from the platform. */
function withoutNumberInFileName(address: string): string {
  const [, before, name, behind] = /^(https?:[^?#]*\/)([^/?#]*)(.*)$/s.exec(address) ?? []
  return name ? before + withoutNumbers(name) + behind : address
}

function withoutNumbers(text: string): string {
  let clean = text
  for (let found = findPersonalNumber(clean); found; found = findPersonalNumber(clean)) {
    clean = clean.slice(0, found.at) + marker + clean.slice(found.at + found.length)
  }
  return clean
}

/** Whether a text contains a personal number, or the marker of one that was replaced. */
export const holdsPersonalNumber = (text: string): boolean => text.includes(marker) || findPersonalNumber(text) !== null

type Line = (details: object, what: string) => void
type Log = Record<'debug' | 'info' | 'warn' | 'error', Line>

/**
 * The log with the reference of what is being done in every line, and with addresses, tokens and personal numbers
 * removed from every text, since error messages may quote them.
 */
export function guardLog<L extends Log>(log: L): Log {
  const guarded =
    (level: keyof Log): Line =>
    (details, what) =>
      log[level]({ ...referenceFields(), ...(redacted(details, 4) as object) }, what)
  return { debug: guarded('debug'), info: guarded('info'), warn: guarded('warn'), error: guarded('error') }
}

function redacted(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutNumbers(withoutAddresses(value))
  if (!value || typeof value !== 'object' || value instanceof Error) return value
  if (depth === 0) return '[deep]'
  if (Array.isArray(value)) return value.map((each) => redacted(each, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redacted(each, depth - 1)]))
}

/** Also drops the text and parameters of a failed query, which may hold any personal data. */
const withoutAddresses = (text: string) =>
  text
    .replace(/Failed query:.*/s, 'Failed query')
    .replace(/\bparams: .*/s, 'params')
    .replace(/[^\s"'<>@,;:()/\\]+@[^\s"'<>@,;()]+\.[^\s"'<>@,;()]+/g, '[address]')
    .replace(/(?<![\w-])[\w-]{43}(?![\w-])/g, '[token]')
