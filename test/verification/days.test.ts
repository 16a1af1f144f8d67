import { describe, expect, it } from 'vitest'
import { lastDayOf, linkEnd } from '../../src/verification/days.ts'

const ends: [what: string, at: string, days: number, end: string, lastDay: string][] = [
  ['five days count the day of sending', '2026-03-10T09:00:00Z', 5, '2026-03-14T23:00:00Z', '2026-03-14'],
  ['just before midnight in Stockholm', '2026-03-10T22:59:59Z', 5, '2026-03-14T23:00:00Z', '2026-03-14'],
  ['just after midnight in Stockholm', '2026-03-10T23:00:00Z', 5, '2026-03-15T23:00:00Z', '2026-03-15'],
  ['over the start of summer time', '2026-03-27T12:00:00Z', 5, '2026-03-31T22:00:00Z', '2026-03-31'],
  ['on the day summer time starts', '2026-03-29T00:30:00Z', 1, '2026-03-29T22:00:00Z', '2026-03-29'],
  ['over the end of summer time', '2026-10-23T12:00:00Z', 5, '2026-10-27T23:00:00Z', '2026-10-27'],
  ['on the day summer time ends', '2026-10-24T22:30:00Z', 1, '2026-10-25T23:00:00Z', '2026-10-25'],
  ['over the end of a leap February', '2028-02-27T12:00:00Z', 5, '2028-03-02T23:00:00Z', '2028-03-02'],
  ['over New Year', '2026-12-30T12:00:00Z', 5, '2027-01-03T23:00:00Z', '2027-01-03'],
  ['one day is the day itself', '2026-03-10T09:00:00Z', 1, '2026-03-10T23:00:00Z', '2026-03-10'],
]

describe('the end of a link', () => {
  it.each(ends)('%s', (_, at, days, end) => {
    expect(linkEnd(new Date(at), days).toISOString().replace('.000', '')).toBe(end)
  })
  it.each(ends)('its last day: %s', (_, _at, _days, end, lastDay) => expect(lastDayOf(new Date(end))).toBe(lastDay))
})
