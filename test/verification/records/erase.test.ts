import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { findPlan } from '../../../src/verification/plans/plans.ts'
import { csv, header, type Product, startProduct } from '../../support/product.ts'
import fc from '../../support/seeded.ts'

vi.setConfig({ testTimeout: 120_000 })

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

/** Few values, which collide: numbers with companies, units and roles, names with parts of names. */
const numbers = ['100', '200', '7', '1002'] as const
const names = [
  ['Anna', 'Berg'],
  ['Anna', 'Bergdahl'],
  ['Hanna', 'Berg'],
  ['Lager', 'Syd'],
] as const
const persons = ['100', '200'].flatMap((company, c) =>
  numbers.map((number, i) => ({
    company,
    number,
    given: names[i]![0],
    family: names[i]![1],
    email: `${['anna', 'hanna', 'x.anna', 'syd'][i]}@${c ? 'beta' : 'acme'}.example`,
    unit: ['100', 'Lager Syd', '7', 'Anna Berg'][(i + c) % 4]!,
  })),
)
const lines = [
  'företag=100',
  'företag=200',
  'enhet="Lager Syd"',
  'enhet="Anna Berg"',
  'enhet=7',
  'skickad<7d',
  '100',
  'anna',
  '"Anna Berg"',
  'Bergdahl',
  'epost=@acme.example',
  'epost=anna@acme.example',
  'epost=hanna@beta.example',
  'företag=200 enhet=100',
]

async function load(): Promise<void> {
  await product.database.db.execute(sql`truncate people, companies, plans, sends, import_rows restart identity cascade`)
  const rowsOf = persons.map(
    (p) => `${p.company};Bolag ${p.company};${p.number};${p.given};${p.family};${p.email};${p.unit}`,
  )
  const plan = await product.say('owner', 'importera', [csv([`${header};Enhet`, ...rowsOf])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
}

interface Meaning {
  state: string
  list: number[]
  counts: unknown
  scope: unknown
  rows: unknown[]
}

/** Everything that a plan means to others than the person: who is on its list, its numbers, its scope, its rows. */
async function meaningOf(code: string, without: number, number: string): Promise<Meaning> {
  const { db } = product.database
  const plan = (await findPlan(db, code))!
  const listed = await rows<{ id: number }>(
    db,
    sql`select person_id as id from plan_people where plan_id = ${plan.id} and person_id <> ${without} order by 1`,
  )
  const read = await rows<{ line: number; row: unknown }>(
    db,
    sql`select line, outcome, row from import_rows where plan_id = ${plan.id}
      and (row is null or not (row ->> 'number' = ${number} and row ->> 'companyNumber' = '100')) and person_id is distinct from ${without} order by line`,
  )
  return {
    state: plan.state,
    list: listed.map(({ id }) => id),
    counts: 'counts' in plan ? plan.counts : null,
    scope: plan.kind === 'send' ? plan.scope : null,
    rows: read.filter(({ row }) => row !== null),
  }
}

describe('erasing one person', () => {
  it('leaves a plan that named a namesake, too, to that one: it neither grows nor drifts', async () => {
    await load()
    // As many as make a plan drift that comes to mean everybody.
    const others = Array.from({ length: 9 }, (_, i) => `100;Bolag 100;X${i};Xenia;Lund${i};x${i}@acme.example`)
    const file = await product.say('owner', 'importera', [csv([header, ...others])])
    await product.say('owner', `bekräfta ${file.data!.plan}`)
    const planned = await product.say('admin', 'verifiera konton "Anna Berg" igen=ja')
    const [before] = await rows<{ n: number }>(
      product.database.db,
      sql`select count(*)::int as n from plan_people pp join people p on p.id = pp.person_id where p.number = '100'`,
    )
    expect(before!.n).toBe(2)
    const erasure = await product.say('owner', 'radera 100 företag=100')
    expect((await product.say('owner', `bekräfta ${erasure.data!.plan}`)).data).toMatchObject({ done: true })
    const started = await product.say('admin', `bekräfta ${planned.data!.plan}`)
    expect(started.data).toMatchObject({ send: planned.data!.plan, state: 'running' })
  })

  it('changes the meaning of nobody else’s plan, send or import', async () => {
    const cases = fc.record({
      who: fc.nat(3),
      planned: fc.uniqueArray(fc.constantFrom(...lines), { minLength: 2, maxLength: 4 }),
      confirmed: fc.nat(3),
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ who, planned, confirmed }) => {
        await load()
        const person = persons[who]!
        const { db } = product.database
        const [{ id } = { id: 0 }] = await rows<{ id: number }>(
          db,
          sql`select p.id from people p join companies c on c.id = p.company_id where c.number = '100' and p.number = ${person.number}`,
        )
        const codes: string[] = []
        for (const line of planned) {
          const { data } = await product.say('admin', `verifiera konton ${line} igen=ja`)
          if (data!.plan) codes.push(String(data!.plan))
        }
        const file = csv([
          `${header};Enhet`,
          ...persons.map((p) => `${p.company};Bolag ${p.company};${p.number};${p.given};${p.family};;7`),
        ])
        codes.push(String((await product.say('owner', 'importera', [file])).data!.plan))
        if (codes[confirmed]) await product.say('admin', `bekräfta ${codes[confirmed]}`)
        const before = await Promise.all(codes.map((code) => meaningOf(code, id, person.number)))
        const alone = before.map(({ list, state }, i) => state === 'open' && i < codes.length - 1 && list.length === 0)
        const erasure = await product.say('owner', `radera ${person.number} företag=100`)
        expect((await product.say('owner', `bekräfta ${erasure.data!.plan}`)).data).toMatchObject({ done: true })
        const after = await Promise.all(codes.map((code) => meaningOf(code, id, person.number)))
        // A plan that was about nobody else is cancelled; every other is what it was.
        expect(after).toEqual(before.map((plan, i) => (alone[i] ? { ...plan, state: 'cancelled' } : plan)))
        // Its commands still answer, and nobody is mailed who was not on the list.
        for (const [i, code] of codes.entries()) {
          const plan = before[i]!
          const said = await product.say(i === codes.length - 1 ? 'owner' : 'admin', `bekräfta ${code}`)
          expect(said.data!.refused).not.toBe('failed')
          const mailed = await rows<{ id: number }>(
            db,
            sql`select d.person_id as id from deliveries d join sends s on s.id = d.send_id where s.code = ${code} order by 1`,
          )
          if (mailed.length) expect(mailed.map((one) => one.id)).toEqual(plan.list)
        }
      }),
      { numRuns: process.env.LONG ? 200 : 12 },
    )
  })
})
