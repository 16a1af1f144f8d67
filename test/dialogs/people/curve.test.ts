import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Curve } from '#bot'
import { dayStart, today } from '../../../src/verification/days.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

const DAY = 86_400_000

/** How far one has come, day by day: verified through the pages, while the days pass. */
let product: Product
beforeAll(async () => {
  product = await startProduct()
  const file = csv([
    `${header};Skyddad`,
    '100;Acme AB;1;Anna;Ek;anna@acme.example;',
    '100;Acme AB;2;Bo;Ask;bo@acme.example;',
    '100;Acme AB;3;Cia;Lind;cia@acme.example;',
    '100;Acme AB;4;Skyddad;Person;skyddad@acme.example;Ja',
    '200;Beta AB;1;Didrik;Zorn;didrik@beta.example;',
    '200;Beta AB;2;Eva;Alm;;',
  ])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
}, 120_000)
afterAll(() => product.stop())

async function verify(...addresses: string[]): Promise<void> {
  for (const address of addresses) {
    await product.say('owner', `verifiera ${address}`)
    await product.settled()
    await product.app.page.verify(await product.linkTo(address), '127.0.0.1')
  }
}

async function curveOf(line: string, as = 'owner'): Promise<Curve | undefined> {
  const card = await product.say(as, line)
  return card.charts?.find((chart): chart is Curve => chart.kind === 'curve')
}
const factOf = async (line: string) =>
  (await product.said('owner', line)).card.facts!.find(([label]) => label === 'Kopplade de senaste 30 dagarna')?.[1]
const last = (curve: Curve | undefined, count: number) =>
  curve!.days.slice(-count).map(({ value, sum }) => [value, sum])

describe('the curve of status', () => {
  it('is not there before somebody is connected', async () => {
    expect((await product.say('owner', 'status')).charts).toHaveLength(1)
    expect(await factOf('status')).toBeUndefined()
  })

  it('counts who was connected on which day, and all of them together', { timeout: 120_000 }, async () => {
    await verify('anna@acme.example')
    product.clock.forward(2 * DAY)
    await verify('bo@acme.example', 'didrik@beta.example')
    product.clock.forward(DAY)
    const curve = await curveOf('status')
    expect(curve!.days).toHaveLength(30)
    expect(last(curve, 5)).toEqual([
      [0, 0],
      [1, 1],
      [0, 1],
      [2, 3],
      [0, 3],
    ])
    expect(curve!.alt).toMatch(/^\d+ \S+: 1, \d+ \S+: 2\. Sammanlagt 3 kopplade\.$/)
    expect(await factOf('status')).toMatch(/^3, flest \d+ \S+ \(2\), i dag 0$/)
    expect((await product.said('owner', 'status', { language: 'en' })).card.facts!.at(-1)).toEqual([
      'Connected in the last 30 days',
      expect.stringMatching(/^3, most on \d+ \S+ \(2\), today 0$/),
    ])
  })

  it('is about the selection, and nobody learns of protected people from it', async () => {
    expect(last(await curveOf('status företag=200'), 2)).toEqual([
      [1, 1],
      [0, 1],
    ])
    expect(await curveOf('status företag=100 status=ej skickad')).toBeUndefined()
    await product.database.db.execute(
      sql`update people set connected_at = now(), connected_by = 'link' where protected`,
    )
    expect(last(await curveOf('status företag=100', 'admin'), 2)).toEqual([
      [1, 2],
      [0, 2],
    ])
  })

  it('begins its days at midnight in Stockholm, and leaves out what is older', async () => {
    const set = (address: string, at: number) =>
      product.database.db.execute(
        sql`update people set connected_at = ${new Date(at).toISOString()}::timestamptz where email_key = ${address}`,
      )
    const midnight = dayStart(today(product.clock.now()), 0).getTime()
    await set('anna@acme.example', midnight)
    await set('bo@acme.example', midnight - 1000)
    await set('didrik@beta.example', midnight - 40 * DAY)
    expect(last(await curveOf('status'), 3)).toEqual([
      [0, 1],
      [1, 2],
      [1, 3],
    ])
    expect((await curveOf('status'))!.days[0]).toMatchObject({ value: 0, sum: 1 })
  })
})
