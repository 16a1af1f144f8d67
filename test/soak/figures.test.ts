import { expect, it } from 'vitest'
import { floors, grows, percentile, slopeOf } from './figures.ts'

/** Samples each ten seconds for half an hour, with a deterministic jitter. */
const samples = (value: (at: number) => number) =>
  Array.from({ length: 180 }, (_, i) => ({ at: i * 10, value: value(i * 10) + ((i * 7919) % 13) - 6 }))

it('sees a leak through the noise, and none in what only jitters or falls', () => {
  const leak = slopeOf(samples((at) => 100 + at / 60))
  expect(leak.perHour).toBeCloseTo(60, 0)
  expect(leak.noise).toBeLessThan(10)
  expect(grows(leak, 0.05)).toBe(true)
  expect(grows(slopeOf(samples(() => 100)), 0.05)).toBe(false)
  expect(grows(slopeOf(samples((at) => 200 - at / 60)), 0.05)).toBe(false)
})

it('sees a slow leak below work that comes and goes, where the samples themselves do not show it', () => {
  const busy = samples((at) => 100 + at / 300 + (at % 40 === 0 ? 0 : 60 * Math.abs(Math.sin(at))))
  expect(grows(slopeOf(busy), 0.02)).toBe(false)
  expect(grows(slopeOf(floors(busy)), 0.02)).toBe(true)
  expect(floors(busy)).toHaveLength(30)
})

it('takes the value below which that part lies', () => {
  expect(percentile([5, 1, 3, 2, 4], 0.5)).toBe(3)
  expect(percentile([], 0.99)).toBe(0)
})
