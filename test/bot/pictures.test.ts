import { describe, expect, it } from 'vitest'
import { apportion, sampled, sparkline } from '#bot'
import fc from '../support/seeded.ts'

describe('a bar in cells', () => {
  it('is filled exactly, in proportion, and shows whatever is not empty', () => {
    const values = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 6 }).filter((all) => all.some((n) => n > 0))
    fc.assert(
      fc.property(values, fc.integer({ min: 6, max: 60 }), (all, length) => {
        const cells = apportion(all, length)
        expect(cells.reduce((sum, n) => sum + n, 0)).toBe(length)
        expect(cells.map((n) => n > 0)).toEqual(all.map((n) => n > 0))
        const total = all.reduce((sum, n) => sum + n, 0)
        for (const [at, n] of cells.entries())
          expect(Math.abs(n - (all[at]! * length) / total)).toBeLessThan(all.length)
      }),
    )
  })

  it('is empty if nothing is there', () => {
    expect(apportion([0, 0], 10)).toEqual([0, 0])
    expect(apportion([], 10)).toEqual([])
  })
})

it('leaves days out in even steps, and never the last', () => {
  const days = Array.from({ length: 30 }, (_, at) => at)
  expect(sampled(days, 30)).toEqual(days)
  expect(sampled(days, 15)).toEqual(days.filter((day) => day % 2 === 1))
  expect(sampled(days, 7).at(-1)).toBe(29)
  expect(sampled([], 7)).toEqual([])
})

it('draws a curve as signs of rising height', () => {
  expect(sparkline([0, 10, 20, 40, 80])).toBe('▁▂▃▅█')
  expect(sparkline([0, 0])).toBe('▁▁')
  expect([...sparkline(Array.from({ length: 30 }, (_, n) => n))]).toHaveLength(15)
})
