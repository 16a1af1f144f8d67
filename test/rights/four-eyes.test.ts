import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Card, Who } from '#bot'
import { looksLikeAlias } from '../../src/verification/access/alias.ts'
import { cast, type Installation, inSlack, inTeams, linkBySql, startInstallation } from './installation.ts'

vi.setConfig({ testTimeout: 90_000 })

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true, environment: { FOUR_EYES_ABOVE: '5' } })
})
afterAll(() => installation.stop())
beforeEach(async () => {
  await run(`update sends set state = 'stopped', finished_at = now(), paused_because = null where state = 'running'`)
  await run('update people set human = null')
})

const run = (text: string) => installation.database.db.execute(sql.raw(text))
const refused = (card: Card) => card.data!.refused

type Place = 'slack' | 'teams'
const places: [Place, Place][] = [
  ['slack', 'slack'],
  ['teams', 'teams'],
  ['slack', 'teams'],
  ['teams', 'slack'],
]
const together = ([one, two]: [Place, Place]) => one === two

let count = 0
/** A new admin, who has written once. Names have nothing in common, so that no two look like aliases. */
async function admin(place: Place, email?: string, role = 'admin'): Promise<Who> {
  count += 1
  const word = [...String(count)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  const address = email === undefined ? `${word}${word}z.${word}q@acme.example` : email || undefined
  const id = `cccccccc-0000-4000-8000-${String(count).padStart(12, '0')}`
  const who = place === 'slack' ? inSlack(`U0EYES${count}`, address) : inTeams(id, address)
  await installation.card(cast.owner, `roll ge ${who.platform}:${who.workspace}/${who.user} ${role}`)
  await installation.card(who, 'hjälp')
  return who
}

interface Cell {
  what: string
  humans: 'two' | 'one' | 'unclear'
  /** Where the row holds; everywhere if absent. */
  where?: (places: [Place, Place]) => boolean
  pair(places: [Place, Place]): Promise<[requester: Who, approver: Who]>
}

const two = async ([one, other]: [Place, Place]): Promise<[Who, Who]> => [await admin(one), await admin(other)]
const link = (who: Who, number: string, by: 'code' | 'admin' | null) => linkBySql(installation, who, number, by)
const linked =
  (a: [string, 'code' | 'admin' | null] | null, b: [string, 'code' | 'admin' | null] | null) =>
  async (where: [Place, Place]): Promise<[Who, Who]> => {
    const pair = await two(where)
    if (a) await link(pair[0], ...a)
    if (b) await link(pair[1], ...b)
    return pair
  }
const vouched = (by: (pair: [Who, Who], where: [Place, Place]) => Promise<Who>) => async (where: [Place, Place]) => {
  const pair = [
    await admin(where[0], undefined, 'ägare'),
    await admin(where[1], where[0] === where[1] ? '' : undefined),
  ]
  const [requester, approver] = pair as [Who, Who]
  const owner = await by([requester, approver], where)
  const said = await installation.card(owner, `roll intyga ${approver.platform}:${approver.workspace}/${approver.user}`)
  expect(said.data).toMatchObject({ vouched: true })
  return [requester, approver] as [Who, Who]
}

const table: Cell[] = [
  {
    what: 'one account',
    humans: 'one',
    where: together,
    pair: async ([one]) => Array(2).fill(await admin(one)) as [Who, Who],
  },
  { what: 'one record, by code', humans: 'one', pair: linked(['A1', 'code'], ['A1', 'code']) },
  { what: 'one record, by word', humans: 'one', pair: linked(['A1', 'code'], ['A1', 'admin']) },
  {
    what: 'two records of one human',
    humans: 'one',
    async pair(where) {
      await run(`update people set human = 1 where number in ('A1', 'A2')`)
      return linked(['A1', 'code'], ['A2', 'code'])(where)
    },
  },
  {
    what: 'the address of the record that the other is linked to',
    humans: 'one',
    async pair([one, other]) {
      const pair: [Who, Who] = [await admin(one, 'anna3@acme.example'), await admin(other)]
      await link(pair[1], 'A3', 'admin')
      return pair
    },
  },
  {
    what: 'one address',
    humans: 'one',
    pair: async ([one, other]) => [await admin(one, 'Same@acme.example'), await admin(other, 'same@acme.example')],
  },
  { what: 'two records, both by code', humans: 'two', pair: linked(['A1', 'code'], ['A2', 'code']) },
  ...(
    [
      ['only the requester by code', ['A1', 'code'], null],
      ['only the approver by code', null, ['A2', 'code']],
      ['requester by code, approver by word', ['A1', 'code'], ['A2', 'admin']],
      ['requester by word, approver by code', ['A1', 'admin'], ['A2', 'code']],
      ['both by word', ['A1', 'admin'], ['A2', 'admin']],
      ['requester by code, approver before it was stored', ['A1', 'code'], ['A2', null]],
      ['neither linked', null, null],
    ] as const
  ).flatMap(([what, a, b]): Cell[] => {
    const pair = linked(a && [...a], b && [...b])
    const apart = (where: [Place, Place]) => !together(where)
    return [
      { what: `${what}, on two platforms`, humans: 'unclear', where: apart, pair },
      { what: `${what}, in one workspace with two addresses`, humans: 'two', where: together, pair },
    ]
  }),
  { what: 'no address', humans: 'unclear', pair: async ([one, other]) => [await admin(one), await admin(other, '')] },
  {
    what: 'aliases',
    humans: 'unclear',
    pair: async ([one, other]) => [
      await admin(one, 'vera.dahl@acme.example'),
      await admin(other, 'adm-vera.dahl@acme.example'),
    ],
  },
  { what: 'vouched for by another owner', humans: 'two', pair: vouched((_, [one]) => admin(one, undefined, 'ägare')) },
  { what: 'vouched for by the requester', humans: 'unclear', pair: vouched(async ([requester]) => requester) },
  {
    what: 'vouched for by an owner who may be the requester',
    humans: 'unclear',
    pair: vouched((_, [one]) => admin(one, '', 'ägare')),
  },
  {
    what: 'vouched for by somebody who is no owner any more',
    humans: 'unclear',
    pair: vouched(async (_, [one]) => {
      const owner = await admin(one, undefined, 'ägare')
      former.push(owner)
      return owner
    }),
  },
]
/** Loses the role after vouching. */
const former: Who[] = []

const cells = table.flatMap((cell) =>
  places
    .filter((where) => cell.where?.(where) ?? true)
    .map((where) => ({ ...cell, at: where, from: where[0], to: where[1] })),
)

describe('who may be whom', () => {
  it.each(cells)('$what ($from asks, $to approves): $humans', async ({ humans, pair, at }) => {
    former.length = 0
    const [requester, approver] = await pair(at)
    for (const { platform, workspace, user } of former)
      await installation.card(cast.owner, `roll ta bort ${platform}:${workspace}/${user}`)
    installation.posts.length = 0
    const plan = String((await installation.card(requester, 'verifiera konton företag=9207 igen=ja')).data!.plan)
    const asked = await installation.card(requester, `bekräfta ${plan}`)
    expect(asked.data).toMatchObject({ state: 'awaiting' })
    const approved = await installation.card(approver, `godkänn ${plan}`)
    if (humans === 'two') return expect(approved.data).toMatchObject({ send: plan })
    expect(refused(approved)).toBe('own_plan')
    expect(await installation.count(`sends where code = '${plan}'`)).toBe(0)
    // Whoever can show that they are another human is told how, on every card about it.
    expect(/koppla/.test(approved.title)).toBe(humans === 'unclear')
    if (humans === 'unclear') expect(JSON.stringify(asked)).toContain('efter ”koppla”')
  })
})

describe('aliases', () => {
  it.each([
    ['anna@acme.example', 'adm-anna@acme.example'],
    ['anna@acme.example', 'admanna@acme.example'],
    ['anna.berg@acme.example', 'anna.berg.admin@acme.example'],
    ['anna.berg@acme.example', 'anna.berg@acme.onmicrosoft.example'],
    ['anna.berg@acme.example', 'aberg@acme.example'],
    ['anna.berg@acme.example', 'a.berg@acme.example'],
    ['anna.berg@acme.example', 'berg.anna@acme.example'],
    ['åsa.öberg@acme.example', 'asa.oberg@acme.example'],
    ['anna@acme.example', 'anna+test@acme.example'],
    ['anna@acme.example', 'anna2@acme.example'],
  ])('%s and %s', (one, other) => {
    expect([looksLikeAlias(one, other), looksLikeAlias(other, one)]).toEqual([true, true])
  })

  it.each([
    ['hanna@acme.example', 'anna@acme.example'],
    ['anna.berg@acme.example', 'anna.holm@acme.example'],
    ['admin1@acme.example', 'admin2@acme.example'],
    ['owner@acme.example', 'admin@acme.example'],
    ['olle@acme.example', 'sara@acme.example'],
  ])('%s and %s are not', (one, other) => {
    expect([looksLikeAlias(one, other), looksLikeAlias(other, one)]).toEqual([false, false])
  })
})

describe('the attack: one human with two platforms', () => {
  it('is not made two by answering their own request about a colleague’s record', async () => {
    const slack = await admin('slack', 'anna5@acme.example')
    await link(slack, 'A5', 'code')
    const teams = await admin('teams', 'private@home.example')
    const asked = await installation.card(teams, 'koppla')
    const answered = await installation.card(slack, `koppla godkänn ${asked.data!.request} A6 företag=100`)
    expect(answered.data).toMatchObject({ approved: true })
    const plan = String((await installation.card(teams, 'verifiera konton företag=9207 igen=ja')).data!.plan)
    await installation.card(teams, `bekräfta ${plan}`)
    expect(refused(await installation.card(slack, `godkänn ${plan}`))).toBe('own_plan')
    // Linked by word, they can still prove themselves: the code goes to the record’s address, not to theirs.
    expect((await installation.card(teams, 'koppla')).data).toEqual({ asked: 'code' })
    expect(await installation.count(`deliveries where action = 'code' and email_key = 'anna6@acme.example'`)).toBe(1)
  })
})
