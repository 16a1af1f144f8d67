import { expect, it } from 'vitest'
import { RecentMap } from '../../src/base/recent-map.ts'

it('forgets the entry that was set longest ago, and no other', () => {
  const map = new RecentMap<string, number>(2)
  map.set('a', 1).set('b', 2).set('a', 3).set('c', 4)
  expect([...map]).toEqual([
    ['a', 3],
    ['c', 4],
  ])
  map.delete('a')
  map.set('d', 5)
  expect([...map.keys()]).toEqual(['c', 'd'])
})
