import { expect } from 'vitest'
import type { Card, Who } from '#bot'

export type Place = 'slack' | 'teams'
type Places = [requester: Place, approver: Place]

const places: Places[] = [
  ['slack', 'slack'],
  ['teams', 'teams'],
  ['slack', 'teams'],
  ['teams', 'slack'],
]
const together = ([one, two]: Places) => one === two

/**
 * What the cells need of the product. People A1 to A9 of company 100 have the addresses `anna1@acme.example` and so on.
 */
export interface World {
  /** A new admin, who has written once. `email`: the confirmed address, one of their own if absent, none if empty. */
  admin(place: Place, email?: string, role?: 'admin' | 'ägare'): Promise<Who>
  link(who: Who, number: string, by: 'code' | 'admin' | null): Promise<unknown>
  /** Makes these two records those of one human. */
  join(number: string, other: string): Promise<unknown>
  card(who: Who, line: string): Promise<Card>
}

export interface Cell {
  what: string
  humans: 'two' | 'one' | 'unclear'
  from: Place
  to: Place
  /** Makes the pair. Whoever is in `former` loses the role after that. */
  pair(former: Who[]): Promise<[requester: Who, approver: Who]>
}

interface Row extends Pick<Cell, 'what' | 'humans'> {
  /** Where the row holds; everywhere if absent. */
  where?: (places: Places) => boolean
  pair(places: Places, former: Who[]): Promise<[requester: Who, approver: Who]>
}

/** An address that has nothing in common with the others, so that no two look like aliases. */
export function ownAddress(n: number): string {
  const word = [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('')
  return `${word}${word}z.${word}q@acme.example`
}

/** Who may be whom (access/four-eyes.ts), for a requester and an approver on each pair of platforms. */
export function cellsOf(world: World): Cell[] {
  return rowsOf(world).flatMap((row) =>
    places
      .filter((where) => row.where?.(where) ?? true)
      .map((where) => ({
        ...row,
        from: where[0],
        to: where[1],
        pair: (former: Who[]) => row.pair(where, former),
      })),
  )
}

function rowsOf({ admin, link, join, card }: World): Row[] {
  const two = async ([one, other]: Places): Promise<[Who, Who]> => [await admin(one), await admin(other)]
  const linked =
    (a: [string, 'code' | 'admin' | null] | null, b: [string, 'code' | 'admin' | null] | null) =>
    async (where: Places): Promise<[Who, Who]> => {
      const pair = await two(where)
      if (a) await link(pair[0], ...a)
      if (b) await link(pair[1], ...b)
      return pair
    }
  const vouched =
    (by: (pair: [Who, Who], where: Places, former: Who[]) => Promise<Who>) => async (where: Places, former: Who[]) => {
      const pair = [
        await admin(where[0], undefined, 'ägare'),
        await admin(where[1], where[0] === where[1] ? '' : undefined),
      ]
      const [requester, approver] = pair as [Who, Who]
      const owner = await by([requester, approver], where, former)
      const said = await card(owner, `roll intyga ${approver.platform}:${approver.workspace}/${approver.user}`)
      expect(said.data).toMatchObject({ vouched: true })
      return [requester, approver] as [Who, Who]
    }

  return [
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
        await join('A1', 'A2')
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
    ).flatMap(([what, a, b]): Row[] => {
      const pair = linked(a && [...a], b && [...b])
      const apart = (where: Places) => !together(where)
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
    {
      what: 'vouched for by another owner',
      humans: 'two',
      pair: vouched((_, [one]) => admin(one, undefined, 'ägare')),
    },
    { what: 'vouched for by the requester', humans: 'unclear', pair: vouched(async ([requester]) => requester) },
    {
      what: 'vouched for by an owner who may be the requester',
      humans: 'unclear',
      pair: vouched((_, [one]) => admin(one, '', 'ägare')),
    },
    {
      what: 'vouched for by somebody who is no owner any more',
      humans: 'unclear',
      pair: vouched(async (_, [one], former) => {
        const owner = await admin(one, undefined, 'ägare')
        former.push(owner)
        return owner
      }),
    },
  ]
}
