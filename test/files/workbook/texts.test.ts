import { expect, it } from 'vitest'
import fc from '../../support/seeded.ts'

interface Kept {
  add(text: string): void
  at(index: number): string | undefined
}
// It is JavaScript, as the thread that it belongs to.
const place = new URL('../../../src/files/workbook/texts.mjs', import.meta.url).href
const { Texts } = (await import(place)) as { Texts: new () => Kept }

const block = 1 << 20

it('keeps texts of every length in their order, empty ones too, wherever a block ends', () => {
  const length = fc.constantFrom(0, 0, 1, 3, block / 2, block - 1, block, block + 1)
  fc.assert(
    fc.property(fc.array(length, { maxLength: 8 }), (lengths) => {
      const kept = new Texts()
      const texts = lengths.map((length, i) => String(i).repeat(length))
      for (const text of texts) kept.add(text)
      for (const [i, text] of texts.entries()) expect(kept.at(i) === text, `${i} of ${lengths}`).toBe(true)
      expect(kept.at(texts.length)).toBeUndefined()
    }),
    { numRuns: 60 },
  )
})
