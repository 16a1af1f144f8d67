import { expect, it } from 'vitest'
import { parse, problemCard } from '#bot'
import { speaker } from '#text'
import { registry } from '../../src/commands/index.ts'
import { lines } from '../support/payloads/lines.ts'
import { isStored, runs } from '../support/payloads/payloads.ts'
import fc from '../support/seeded.ts'

const say = speaker('sv')

it('any line is understood, or refused in words with its position', () => {
  fc.assert(
    fc.property(lines, (text) => {
      const parsed = parse(text, registry, { language: 'sv', may: () => true })
      if (parsed.kind === 'command') return
      const { at, length, line } = parsed.problem
      expect(at).toBeGreaterThanOrEqual(0)
      if (line) expect(at + length).toBeLessThanOrEqual(line.length)
      const card = problemCard(parsed.problem, registry, say)
      expect(card.title.length).toBeGreaterThan(5)
      expect(isStored(card)).toBe(true)
    }),
    { numRuns: runs(1_000_000) },
  )
}, 3_600_000)
