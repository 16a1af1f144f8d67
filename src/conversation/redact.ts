import { findPersonalNumber } from '../verification/people/personnummer.ts'

/** What a personal number is replaced with before anything is kept; the answer recognises it and refuses. */
export const marker = '⟦personnummer⟧'

/** Fields in which the platforms carry what people wrote. Others hold ids and times, whose digits mean nothing. */
const written = new Set(['text', 'value', 'say', 'name', 'title', 'content', 'fallback', 'url', 'filename'])

/** A received message without the personal numbers that people wrote in it: they are never stored. */
export function withoutPersonalNumbers(value: unknown, field = ''): unknown {
  if (typeof value === 'string') return written.has(field) ? withoutNumbers(value) : withoutNumberedFile(value)
  if (Array.isArray(value)) return value.map((each) => withoutPersonalNumbers(each, field))
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutPersonalNumbers(each, key)]))
}

/** The address of a file ends with the name that somebody gave it; what stands before and behind is the platform's. */
function withoutNumberedFile(address: string): string {
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

/** Whether a line or a file's name holds, or held, a personal number. */
export const holdsPersonalNumber = (text: string): boolean => text.includes(marker) || findPersonalNumber(text) !== null

type Line = (details: object, what: string) => void
type Log = Record<'debug' | 'info' | 'warn' | 'error', Line>

/** The log with addresses, tokens and personal numbers taken out of every text: whatever an error's message may hold. */
export function guardLog<L extends Log>(log: L): Log {
  const guarded =
    (level: keyof Log): Line =>
    (details, what) =>
      log[level](sayable(details, 4) as object, what)
  return { debug: guarded('debug'), info: guarded('info'), warn: guarded('warn'), error: guarded('error') }
}

function sayable(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutNumbers(withoutAddresses(value))
  if (!value || typeof value !== 'object' || value instanceof Error) return value
  if (depth === 0) return '[deep]'
  if (Array.isArray(value)) return value.map((each) => sayable(each, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, sayable(each, depth - 1)]))
}

/** A failed query names its parameters: they go as a whole. */
const withoutAddresses = (text: string) =>
  text
    .replace(/Failed query:.*/s, 'Failed query')
    .replace(/\bparams: .*/s, 'params')
    .replace(/[^\s"'<>@,;:()/\\]+@[^\s"'<>@,;()]+\.[^\s"'<>@,;()]+/g, '[address]')
    .replace(/(?<![\w-])[\w-]{43}(?![\w-])/g, '[token]')
