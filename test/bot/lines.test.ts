import { expect, it } from 'vitest'
import { parse, problemCard } from '#bot'
import { speaker } from '#text'
import { registry } from '../../src/commands/index.ts'
import { runs } from '../support/payloads/payloads.ts'
import fc from '../support/seeded.ts'

const pieces = fc.oneof(
  fc.constantFrom(...registry.commands.map((command) => command.name)),
  fc.constantFrom(
    'företag=',
    'epost!=',
    'skickad>',
    'aktiv=ja,',
    'sida=2',
    'utskick=K7QM',
    ',',
    '"',
    "'",
    '<@U1>',
    '=',
    '!=',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\u202e',
    '&#0;',
    '<mailto:a@b.example|a@b.example>',
    '1981-12-28-9874',
    'constructor',
  ),
)
const say = speaker('sv')

it('any line is understood, or refused in words with its position', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), fc.constantFrom('', ' '), (parts, between) => {
      const parsed = parse(parts.join(between), registry, { language: 'sv', may: () => true })
      if (parsed.kind === 'command') return
      const { at, length, line } = parsed.problem
      expect(at).toBeGreaterThanOrEqual(0)
      if (line) expect(at + length).toBeLessThanOrEqual(line.length)
      expect(problemCard(parsed.problem, say).title.length).toBeGreaterThan(5)
    }),
    { numRuns: runs(1_000_000) },
  )
}, 3_600_000)
