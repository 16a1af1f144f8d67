import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Database } from '../../../src/db/open.ts'
import { type Installation, startInstallation } from '../../rights/installation.ts'
import { sample } from '../../support/sample.ts'
import { bringThirdOwner, type Kind, kinds, makeOtherWorld } from './other-worlds.ts'

const rounds = process.env.LONG ? 10 : 1

type State = 'open' | 'awaiting'
const needs: Record<string, State> = {
  confirm: 'open',
  approve: 'awaiting',
  'approve by another': 'awaiting',
  refuse: 'awaiting',
}
const waits: readonly Kind[] = ['letter', 'import']

const meetings = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
  kinds[kind].flatMap((one, i) =>
    kinds[kind].slice(i).flatMap((other) => {
      if (!waits.includes(kind)) return [{ kind, one, other, state: 'open' as const }]
      const states = [...new Set([one, other].flatMap((word) => needs[word] ?? []))]
      return (states.length ? states : (['awaiting'] as const)).map((state) => ({ kind, one, other, state }))
    }),
  ),
)

/** An import that was stopped while it was carried out: both are told the same, and the rows add up. */
function isHalted(met: string): boolean {
  const { heard, stands } = JSON.parse(met)
  const [people = [], [plan = '{}'] = []] = stands as string[][]
  const changed = people.filter((person) => JSON.parse(person).family_name.startsWith('Ny')).length
  const told = heard.map(({ data }: { data: { state?: string; outcomes?: { stopped?: number } } }) => data)
  return (
    JSON.parse(plan).stopped === people.length - changed &&
    told.every(({ state, outcomes }: (typeof told)[0]) => state === 'done' && outcomes?.stopped === 5 - changed)
  )
}

/**
 * What else is decided than sends: letters, imports, removals, erasures, records of one human, and who an account
 * belongs to. As for sends (pairs.ts), two words that meet end as one of the two orders ends.
 */
export function testOtherPairs(open: () => Promise<Database & { drop(): Promise<void> }>, step: number): void {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
  let installation: Installation
  beforeAll(async () => {
    installation = await startInstallation({
      idle: true,
      database: await open(),
      environment: { FOUR_EYES_ABOVE: '3' },
    })
    await bringThirdOwner(installation)
  })
  afterAll(() => installation.stop())

  const ends = async (kind: Kind, state: State, about: [string, string], meet: boolean) => {
    const world = await makeOtherWorld(installation, kind, state, about)
    const heard = meet
      ? await Promise.all(about.map((word) => world.say(word)))
      : [await world.say(about[0]), await world.say(about[1])]
    heard.sort((a, b) => a.word.localeCompare(b.word) || JSON.stringify(a).localeCompare(JSON.stringify(b)))
    return JSON.stringify({ heard, stands: await world.stands() }, null, 1)
  }

  it.each(sample(meetings, step))('$kind, $state: $one and $other end as one order ends', async (meeting) => {
    const { kind, one, other, state } = meeting
    const orders = [await ends(kind, state, [one, other], false), await ends(kind, state, [other, one], false)]
    expect(orders.join()).not.toContain('"refused": "failed"')
    for (let round = 0; round < rounds; round++) {
      const met = await ends(kind, state, round % 2 ? [other, one] : [one, other], true)
      if (!orders.includes(met) && !(kind === 'import' && isHalted(met))) expect(met).toBe(orders[0])
    }
  })
}
