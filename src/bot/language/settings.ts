import type { Language } from '#text'
import type { ProblemDraft } from '../problem.ts'
import { findSetting, type SettingSpec, settingName } from '../vocabulary/settings.ts'
import type { Token } from './tokens.ts'

interface Reading {
  line: string
  tokens: Token[]
  language: Language
}

/** A setting and its text; `next` is the token behind it. */
export interface ReadSetting {
  key: string
  value: string
  next: number
}

/** Reads `name=text` at token `from`, if the command has such a setting. */
export function readSetting(
  { line, tokens, language }: Reading,
  specs: readonly SettingSpec[],
  from: number,
): ReadSetting | ProblemDraft | undefined {
  const word = tokens[from]!
  const operator = tokens[from + 1]
  const spec = word.quoted ? undefined : findSetting(specs, word.text)
  if (!spec || operator?.kind !== 'operator' || operator.text !== '=') return undefined
  const first = tokens[from + 2]
  if (first?.quoted) return { key: spec.key, value: first.text, next: from + 3 }
  let next = from + 2
  while (next < tokens.length && tokens[next + 1]?.kind !== 'operator' && tokens[next]!.kind !== 'operator') next++
  if (next === from + 2) {
    const spot = { at: word.at, length: operator.end - word.at, key: settingName(spec, language) }
    return { code: 'missing_value', ...spot, expected: spec.examples[language] }
  }
  const value = line.slice(first!.at, tokens[next - 1]!.end).replace(/,$/, '')
  return { key: spec.key, value, next }
}

/** A setting that is given twice: which of the two is meant cannot be known. */
export const settingTwice = (
  { tokens, language }: Reading,
  specs: readonly SettingSpec[],
  from: number,
): ProblemDraft => {
  const [word, end] = [tokens[from]!, tokens[from + 1]!.end]
  const name = settingName(findSetting(specs, word.text)!, language)
  return { code: 'key_twice', at: word.at, length: end - word.at, key: name }
}
