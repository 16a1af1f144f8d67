import { describe, expect, it } from 'vitest'
import { completed, parse } from '../../../src/bot/index.ts'
import { registry } from '../../../src/commands/index.ts'
import fc from '../../support/seeded.ts'

const begun = 'verifiera 0802 företag=200 epost='

describe('a line that was begun by a button', () => {
  it('is completed by what was typed, without the spaces around it', () => {
    expect(completed(begun, '  ida.lind@acme.example \n')).toBe(`${begun}ida.lind@acme.example`)
    expect(completed(begun, '   ')).toBe(begun)
  })

  it('stays the same command on the same person, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom('a@b.example igen=ja', '" igen=ja', 'x företag=100', 'a,b', '&quot; igen=ja', '<@U1>'),
          fc.string({ unit: 'binary', maxLength: 60 }),
        ),
        (typed) => {
          const parsed = parse(completed(begun, typed), registry, { language: 'sv', may: () => true })
          if (parsed.kind === 'problem') return
          const { terms } = parsed.input.filter
          expect(parsed.input.words).toEqual(['0802'])
          expect(terms.map(({ key, values }) => [key, values.length])).toEqual([
            ['company', 1],
            ['email', 1],
          ])
        },
      ),
      { numRuns: 500 },
    )
  })
})
