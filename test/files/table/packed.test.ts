import { expect, it } from 'vitest'
import type { FileRow } from '../../../src/files/table/file-row.ts'
import { type Column, columns } from '../../../src/files/table/names.ts'
import { PackedRows } from '../../../src/files/table/packed.ts'
import fc from '../../support/seeded.ts'

const cells = fc.dictionary(fc.constantFrom<Column>(...columns), fc.string({ unit: 'binary', maxLength: 12 }))
const row: fc.Arbitrary<Omit<FileRow, 'line'>> = fc.oneof(
  { weight: 5, arbitrary: cells.map((cells) => ({ cells })) },
  fc.constant({ cells: {}, problem: 'unreadable' as const }),
  fc.record({ cells, origin: fc.nat(9).map((n) => n + 1), faults: fc.constant({ email: 'error' as const }) }),
)

it('rows are the same unpacked, as often as one likes, and without some of them', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), fc.nat(400), (some, times) => {
      // More than fill a piece.
      const all = Array.from({ length: times }, () => some)
        .flat()
        .map((row, i): FileRow => ({ line: i + 2, ...row }))
      const packed = new PackedRows([null, ...columns, null])
      for (const row of all) packed.push(row)
      expect(packed.length).toBe(all.length)
      expect([...packed]).toEqual(all)
      expect([...packed]).toEqual(all)
      const odd = packed.without((line) => line % 2 === 0)
      expect([odd.length, [...odd]]).toEqual([
        all.filter(({ line }) => line % 2).length,
        all.filter(({ line }) => line % 2),
      ])
    }),
    { numRuns: 40 },
  )
})
