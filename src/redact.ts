import { findPersonalNumber } from './verification/personnummer.ts'

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
