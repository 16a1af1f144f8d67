import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Database } from '../../../src/db/open.ts'
import { type Installation, startInstallation } from '../../rights/installation.ts'
import { sample } from '../../support/sample.ts'
import { makeWorld, meetings, type State, type Word, words } from './world.ts'

/** How often two words meet at the same moment, each time in the other order; `LONG=1` tries more. */
const rounds = process.env.LONG ? 10 : 1

/**
 * Two words that meet end as one of the two orders ends: what stands then, and what both were answered, is compared
 * with two worlds in which the one word follows the other. `npm test` has every `step`-th meeting.
 */
export function testPairs(open: () => Promise<Database & { drop(): Promise<void> }>, step: number): void {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
  let installation: Installation
  beforeAll(async () => {
    installation = await startInstallation({
      idle: true,
      database: await open(),
      environment: { FOUR_EYES_ABOVE: '3' },
    })
  })
  afterAll(() => installation.stop())

  const ends = async (state: State, about: [Word, Word], meet: boolean) => {
    const world = await makeWorld(installation, state, about)
    const heard = meet
      ? await Promise.all(about.map((word) => world.say(word)))
      : [await world.say(about[0]), await world.say(about[1])]
    heard.sort(
      (a, b) => words.indexOf(a.word) - words.indexOf(b.word) || JSON.stringify(a).localeCompare(JSON.stringify(b)),
    )
    return JSON.stringify({ heard, stands: await world.stands() }, null, 1)
  }

  describe.each(sample(meetings, step))('$one and $other at a plan or send that is $state', ({ one, other, state }) => {
    it('end as one order ends', async () => {
      const orders = [await ends(state, [one, other], false), await ends(state, [other, one], false)]
      expect(orders.join()).not.toContain('"refused": "failed"')
      for (let round = 0; round < rounds; round++) {
        const met = await ends(state, round % 2 ? [other, one] : [one, other], true)
        if (!orders.includes(met)) expect(met).toBe(orders[0])
      }
      // Whoever loses the right before stopping anything is refused.
      if (![one, other].includes('stop') || [one, other].includes('role removed')) return
      for (const end of orders) {
        const [, plan, send] = JSON.parse(end).stands
        expect(send.length ? send : plan).toEqual([
          expect.objectContaining({ state: send.length ? 'stopped' : 'cancelled' }),
        ])
      }
    })
  })
}
