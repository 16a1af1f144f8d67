import { expect, it } from 'vitest'
import { createBudget } from '../../src/base/budget.ts'
import { countedWarnings } from '../../src/base/counted.ts'
import { createTroubles } from '../../src/base/troubles.ts'

it('a budget gives its burst, then as much as time brings, to each key by itself', () => {
  let now = 0
  const budget = createBudget({ burst: 3, perSecond: 2 }, () => now)
  const takes = (key: string, n: number) => Array.from({ length: n }, () => budget.take(key)).filter(Boolean).length
  expect([takes('a', 10), takes('b', 2)]).toEqual([3, 2])
  now = 500
  expect([takes('a', 10), takes('b', 10)]).toEqual([1, 2])
  now = 60_000
  expect(takes('a', 10)).toBe(3)
})

it('a warning that comes again is counted, and told once a minute', () => {
  let now = 0
  const lines: object[] = []
  const warn = countedWarnings({ warn: (details, what) => lines.push({ ...details, what }) }, () => now)
  for (let i = 0; i < 500; i++) warn('dropped', { route: '/v' }, 'gone')
  warn('other', {}, 'else')
  now = 60_000
  warn('dropped', { route: '/v' }, 'gone')
  expect(lines).toEqual([{ route: '/v', what: 'gone' }, { what: 'else' }, { route: '/v', more: 499, what: 'gone' }])
})

it('trouble is an error when it begins or changes, and stands in the detail until it works again', () => {
  const lines: unknown[] = []
  const write = (details: object) => lines.push(details)
  const troubles = createTroubles({ error: write, info: write })
  for (let i = 0; i < 3; i++) troubles.set('slack', 'install it again')
  expect(troubles.detail()).toEqual({ slack: 'install it again' })
  troubles.set('slack', null)
  troubles.set('slack', null)
  expect(troubles.detail()).toBeUndefined()
  expect(lines).toEqual([{ area: 'slack', what: 'install it again' }, { area: 'slack' }])
})
