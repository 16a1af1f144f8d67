import { expect, it } from 'vitest'
import { KeySet } from '../../../src/verification/imports/key-set.ts'
import fc from '../../support/seeded.ts'

it('knows the texts that were added, and no others, while it grows', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 50 }), fc.nat(3000), (some, many) => {
      const set = new KeySet()
      const known = new Set<string>()
      for (const text of [...some, ...Array.from({ length: many }, (_, i) => `12\n${i}`), ...some]) {
        expect(set.has(text)).toBe(known.has(text))
        set.add(text)
        known.add(text)
        expect(set.has(text)).toBe(true)
      }
      expect(set.has('12\n-1')).toBe(false)
    }),
    { numRuns: 20 },
  )
})
