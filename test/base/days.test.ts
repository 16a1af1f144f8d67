import { expect, it } from 'vitest'
import { dayInWords } from '../../src/base/days.ts'

it('says a day in words, alike on every machine', () => {
  expect(dayInWords('2026-03-13', 'sv')).toBe('fredag 13 mars')
  expect(dayInWords('2026-03-13', 'en')).toBe('Friday 13 March')
  expect(dayInWords('2028-02-29', 'sv')).toBe('tisdag 29 februari')
  expect(dayInWords('no day', 'en')).toBe('no day')
})
