import { expect, it } from 'vitest'
import { WebAPIRateLimitedError } from '../../../../adapters/slack/bolt/sdk.ts'
import { type Limit, patiently } from '../../../../adapters/slack/outgoing/patience.ts'

/** Slack's answers to the calls, in order: the seconds to wait, or nothing. */
function fakeCalls(waits: (number | undefined)[]) {
  const began = performance.now()
  const at: number[] = []
  const call = (name: string) => async () => {
    at.push(performance.now() - began)
    const wait = waits.shift()
    if (wait !== undefined) throw new WebAPIRateLimitedError(wait)
    return name
  }
  return { at, call }
}
/** Timers of Node may be a millisecond early. */
const early = 5

it('under one limit nobody calls before it is over, and then one after another', async () => {
  const { at, call } = fakeCalls([0.2])
  const limit: Limit = { freeAt: 0, gap: 100 }
  const first = patiently(call('a'), limit)
  await new Promise(setImmediate)
  const answers = await Promise.all([first, patiently(call('b'), limit), patiently(call('c'), limit)])
  expect(answers.sort()).toEqual(['a', 'b', 'c'])
  const [, ...later] = at
  expect(later).toHaveLength(3)
  for (const [n, time] of later.entries()) expect(time).toBeGreaterThan(200 + n * 100 - early)
})

it('what is limited apart does not wait', async () => {
  const { at, call } = fakeCalls([0.5])
  const busy = patiently(call('a'), { freeAt: 0, gap: 100 })
  expect(await patiently(call('b'), { freeAt: 0, gap: 100 })).toBe('b')
  expect(at.at(-1)).toBeLessThan(400)
  expect(await busy).toBe('a')
})

it('waits that are too long, alone or together, are given back at once with what is left of them', async () => {
  const { at, call } = fakeCalls([9])
  const limit: Limit = { freeAt: 0, gap: 100 }
  await expect(patiently(call('a'), limit)).rejects.toMatchObject({ retryAfter: 9 })
  await expect(patiently(call('b'), limit)).rejects.toMatchObject({ retryAfter: 9 })
  expect(at).toHaveLength(1)
  const many: Limit = { freeAt: performance.now() + 2_950, gap: 100 }
  const queued = patiently(call('c'), many)
  await expect(patiently(call('d'), many)).rejects.toThrow(WebAPIRateLimitedError)
  expect(await queued).toBe('c')
})
