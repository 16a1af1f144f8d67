import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

// Whole sends with faults and waits run here, which takes up to half a minute on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

const people = Array.from({ length: 25 }, (_, n) => n)
let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
  const line = (company: number) => (n: number) =>
    `${company};Bolag ${company};${n};Förnamn;Efternamn;p${n}@c${company}.example`
  const file = csv([header, ...[100, 200, 300].flatMap((company) => people.map(line(company)))])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

/** The number of unsent letters for each person of the company who has any. */
async function letters(company: number): Promise<number[]> {
  const found = await rows<{ n: number }>(
    product.database.db,
    sql`select count(*) filter (where d.state = 'queued')::int as n from deliveries d join people p on p.id = d.person_id
      join companies c on c.id = p.company_id where c.number = ${String(company)} group by p.id`,
  )
  return found.map(({ n }) => Number(n))
}

describe('at the same moment', () => {
  it('two admins who verify one person send one letter, and the other is told of it', async () => {
    for (const n of people) {
      const cards = await Promise.all(['owner', 'admin'].map((as) => product.say(as, `verifiera ${n} företag=100`)))
      expect(cards.map(({ data }) => data?.refused ?? 'sent').sort()).toEqual(['in_another_send', 'sent'])
    }
    expect(await letters(100)).toEqual(people.map(() => 1))
  })

  it('a confirmed list and a single letter mail a person once', async () => {
    for (const n of people) {
      const plan = await product.say('owner', `verifiera konton p${n}@c200.example`)
      await Promise.all([
        product.say('owner', `bekräfta ${plan.data!.plan}`),
        product.say('admin', `verifiera ${n} företag=200`),
      ])
    }
    expect(await letters(200)).toEqual(people.map(() => 1))
  })

  it('one who asks for a link and an admin who sends it send one letter', async () => {
    for (const n of people) {
      await Promise.all([
        product.say(`employee:p${n}@c300.example`, 'skicka länk'),
        product.say('admin', `verifiera ${n} företag=300`),
      ])
    }
    expect(await letters(300)).toEqual(people.map(() => 1))
  })
})
