// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates are scanned
import { expect } from 'vitest'
import { type Card, parse, type Registry } from '#bot'
import { hasKey } from '#text'
import type { File } from '../architecture/rules.ts'
import { scan } from '../architecture/scan.ts'

/** Every button of a card says a line that is understood: a click must never end in "I don't know that command". */
export function expectButtonsParse<Context>(card: Card, registry: Registry<Context>): void {
  for (const button of card.buttons ?? []) {
    if ('say' in button)
      expect(problemOf(button.say, registry), `the button "${button.label}" of "${card.title}"`).toBeUndefined()
  }
}

/** Why a line is not understood by somebody who may everything; undefined when it is. */
export function problemOf<Context>(line: string, registry: Registry<Context>): string | undefined {
  const parsed = parse(line, registry, { language: 'sv', may: () => true })
  return parsed.kind === 'problem' ? `${line}: ${parsed.problem.code}` : undefined
}

/** What stands for `${…}` in a line of the code: a code, a person, an address, a domain, a page, a list, nothing. */
const FILLINGS = ['K7QM', '0007', 'anna@acme.example', 'acme.example', '2', 'lista', ' företag=200', '']

/** The lines that the code's buttons say and that are not understood, whatever is filled in. */
export function brokenLines<Context>(files: readonly File[], registry: Registry<Context>): string[] {
  return files.flatMap(({ path, text }) =>
    scan(text)
      .strings.filter(({ value, of }) => of === 'say' && value.replaceAll('${}', '').trim() && !hasKey(value))
      .filter(({ value }) => filled(value).every((line) => problemOf(line, registry)))
      .map(({ value, line }) => `${path}:${line} says "${value}"`),
  )
}

/** A line with each of its blanks filled in every way. */
function filled(line: string): string[] {
  if (!line.includes('${}')) return [line]
  return FILLINGS.flatMap((filling) => filled(line.replace('${}', filling)))
}
