import { expect, it } from 'vitest'
import { cleanText } from '../../../../src/verification/imports/cells/text.ts'
import fc from '../../../support/seeded.ts'

it('a clean text stays as it is, whatever stood between its letters and spaces', () => {
  const part = fc.constantFrom(
    'a',
    'e',
    '\u0301',
    ' ',
    '\t',
    '\n',
    '\u00a0',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\0',
    '_x000D_',
    '👩',
    '👩\u200d💻',
    '\u{e0067}',
    '🏴',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(part).map((parts) => parts.join('')),
      ),
      (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text))
      },
    ),
    { numRuns: 3000 },
  )
  expect(cleanText(' a \u200d b')).toBe('a b')
  expect(cleanText('Ren\u200de\u0301')).toBe('René')
})

it('an emoji that is joined stays joined, and nothing else is kept that joins', () => {
  for (const name of ['👨‍👩‍👧‍👦 Åsa', 'Kim 👩🏽‍🚀', '🏴󠁧󠁢󠁥󠁮󠁧󠁿']) expect(cleanText(`\u2060${name}\u202e`)).toBe(name)
  expect(cleanText('An\u200dna 👩\u200d')).toBe('Anna 👩')
})
