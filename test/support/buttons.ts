import { expect } from 'vitest'
import { type Card, parse, type Registry } from '#bot'

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
