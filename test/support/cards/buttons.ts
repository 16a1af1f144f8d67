// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates are scanned
import { expect } from 'vitest'
import { type Button, type Card, completed, longestLabel, parse, type Registry } from '#bot'
import { hasKey } from '#text'
import type { File } from '../architecture/rules.ts'
import { scan } from '../architecture/scan.ts'

/** Expects that every button of the card says a line that is understood. */
export function expectButtonsParse<Context>(card: Card, registry: Registry<Context>): void {
  for (const button of card.buttons ?? []) {
    if ('say' in button)
      expect(problemOf(lineOf(button), registry), `the button "${button.label}" of "${card.title}"`).toBeUndefined()
  }
}

/** Expects that no button is called by the line that it says: a telephone cuts it. */
export function expectLabelled({ title, buttons = [] }: Card): void {
  const lines = buttons.filter((one) => 'say' in one && /[= ]/.test(one.say) && one.label === one.say)
  expect(lines, `the buttons of "${title}" that are called by their line`).toEqual([])
}

/** Expects that a telephone shows every label whole. */
export function expectShortLabels({ title, buttons = [] }: Card): void {
  const labels = buttons.filter((one) => 'say' in one).map(({ label }) => label)
  expect(
    labels.filter((label) => [...label].length > longestLabel),
    `the labels of "${title}"`,
  ).toEqual([])
}

/** Expects that a table has as many columns as a telephone can show. */
export function expectNarrow({ title, rows }: Card): void {
  expect(rows?.head.length ?? 0, `the columns of "${title}"`).toBeLessThanOrEqual(3)
}

/** What a button says, with an example of what it asks for. */
const lineOf = ({ say, input }: Extract<Button, { say: string }>): string =>
  input ? completed(say, 'anna.berg@acme.example') : say

/** Why a line is not understood, even for somebody with all rights; undefined if it is understood. */
function problemOf<Context>(line: string, registry: Registry<Context>): string | undefined {
  const parsed = parse(line, registry, { language: 'sv', may: () => true })
  return parsed.kind === 'problem' ? `${line}: ${parsed.problem.code}` : undefined
}

/**
 * Examples of what code fills into a line: a code, a person, an address, a domain, a page, a command, a term, nothing.
 */
const FILLINGS = ['K7QM', '0007', 'anna@acme.example', 'acme.example', '2', 'lista', ' företag=200', '']

/** The lines of buttons in the code that are not understood, whichever example is filled in. */
export function brokenLines<Context>(files: readonly File[], registry: Registry<Context>): string[] {
  return files.flatMap(({ path, text }) =>
    scan(text)
      .strings.filter(({ value, of }) => of === 'say' && value.replaceAll('${}', '').trim() && !hasKey(value))
      .filter(({ value }) => filled(value).every((line) => problemOf(line, registry)))
      .map(({ value, line }) => `${path}:${line} says "${value}"`),
  )
}

/** The line with every combination of examples filled in. */
function filled(line: string): string[] {
  // The beginning of a line: whoever presses types the value.
  if (!line.includes('${}')) return [line.endsWith('=') ? completed(line, 'anna@acme.example') : line]
  return FILLINGS.flatMap((filling) => filled(line.replace('${}', filling)))
}
