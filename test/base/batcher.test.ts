import { expect, it } from 'vitest'
import { createBatcher } from '../../src/base/batcher.ts'

/** A batcher that doubles numbers, and whose writes end only when they are let. */
function startBatcher(atOnce: number) {
  const batches: number[][] = []
  const ends: (() => void)[] = []
  const batcher = createBatcher<number, number>(async (items) => {
    batches.push(items)
    await new Promise<void>((end) => ends.push(end))
    return items.map((item) => item * 2)
  }, atOnce)
  return { batcher, batches, end: () => ends.shift()!() }
}

const turn = () => new Promise(setImmediate)

it('writes what comes in one turn together, and gives each item its own result', async () => {
  const { batcher, batches, end } = startBatcher(1)
  const results = Promise.all([1, 2, 3].map((n) => batcher.add(n)))
  await turn()
  end()
  expect(await results).toEqual([2, 4, 6])
  expect(batches).toEqual([[1, 2, 3]])
})

it('collects items while as many writes are running as are allowed', async () => {
  const { batcher, batches, end } = startBatcher(2)
  for (const n of [1, 2, 3, 4]) {
    void batcher.add(n)
    await turn()
  }
  expect(batches).toEqual([[1], [2]])
  end()
  await turn()
  await turn()
  expect(batches).toEqual([[1], [2], [3, 4]])
})

it('is idle only when nothing waits and nothing is being written', async () => {
  const { batcher, end } = startBatcher(1)
  await batcher.idle()
  void batcher.add(1)
  let idle = false
  void batcher.idle().then(() => {
    idle = true
  })
  await turn()
  expect(idle).toBe(false)
  end()
  await turn()
  expect(idle).toBe(true)
})

it('fails each item of a write that fails, and goes on with the next', async () => {
  const batcher = createBatcher<number, number>(async (items) => {
    if (items.includes(0)) throw new Error('no zero')
    return items
  }, 1)
  const together = await Promise.allSettled([0, 1].map((n) => batcher.add(n)))
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await batcher.add(2)).toBe(2)
  await batcher.idle()
})
