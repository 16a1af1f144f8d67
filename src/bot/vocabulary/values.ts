import type { Language } from '#text'
import { nearest } from '../suggestion/nearest.ts'
import { choiceWords, choose } from './choices.ts'
import { readCode } from './codes.ts'
import type { Operator } from './filter.ts'
import { isMinus, type KeySpec } from './keys.ts'
import { readWhen } from './when.ts'

/** A value's codes, or what is wrong with it and what was probably meant. */
export type ReadValue = { values: string[] } | { code: 'unknown_value' | 'bad_date' | 'bad_code'; meant?: string }

/** Reads one value of a key. Free text comes back as typed: names of people and companies are never folded. */
export function readValue(spec: KeySpec, text: string, language: Language): ReadValue {
  switch (spec.kind) {
    case 'text':
      return { values: [text] }
    case 'status':
    case 'yesno': {
      const values = choose(spec.kind, text)
      if (values) return { values }
      // What stands behind a minus is meant least of all.
      return {
        code: 'unknown_value',
        meant: isMinus(text) ? undefined : nearest(text, choiceWords(spec.kind, language)),
      }
    }
    case 'email':
      return readEmail(text, language)
    case 'address':
      return isAddress(text) ? { values: [text] } : { code: 'unknown_value' }
    case 'number':
      return /^[1-9]\d{0,5}$/.test(text) ? { values: [text] } : { code: 'unknown_value' }
    case 'code': {
      const code = readCode(text)
      return code ? { values: [code] } : { code: 'bad_code' }
    }
    case 'when': {
      const value = readWhen(text)
      return value
        ? { values: [value] }
        : { code: 'bad_date', meant: nearest(text, ['idag', 'igår', 'today', 'yesterday']) }
    }
  }
}

function readEmail(text: string, language: Language): ReadValue {
  const values = choose('email', text)
  if (values) return { values }
  if (/^@[^@\s]+$/.test(text)) return { values: [text.toLowerCase()] }
  if (isAddress(text)) return { values: [text] }
  const domain = /^[^@\s.]+(\.[^@\s.]+)+$/.test(text)
  return { code: 'unknown_value', meant: domain ? `@${text}` : nearest(text, choiceWords('email', language)) }
}

const isAddress = (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text)

/** Whether several words can be one value of this key: `status=saknar e-post`, `skickad>7 dagar`. */
export const joinsWords = (spec: KeySpec): boolean => spec.kind === 'status' || spec.kind === 'when'

export const acceptsOperator = (spec: KeySpec, operator: string): operator is Operator =>
  (spec.operators as readonly string[]).includes(operator)
