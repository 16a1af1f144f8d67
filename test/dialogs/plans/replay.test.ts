import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const line = (at: number) => `100;Acme AB;${at};Förnamn;Efternamn;person${at}@acme.example`
  const plan = await product.say('owner', 'importera', [csv([header, ...[1, 2, 3].map(line)])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

/** A message is processed again because the process died after the change and before the answer was stored. */
async function sayTwice(text: string, as = 'admin') {
  const id = `again-${text}`
  const first = await product.said(as, text, { id })
  await product.database.db.execute(sql`delete from answers`)
  return [first, await product.said(as, text, { id })] as const
}

describe('a message that is worked on again after a crash', () => {
  it('gets the answer to what it did, and mails one person once', async () => {
    const [first, second] = await sayTwice('verifiera 1 företag=100')
    expect(second).toEqual(first)
    expect((await product.settled()).map((mail) => mail.to)).toEqual(['person1@acme.example'])
  })

  it('that confirmed a plan gets its send, and sends nothing more', async () => {
    const plan = await product.say('admin', 'verifiera konton företag=100 igen=ja')
    const [first, second] = await sayTwice(`bekräfta ${plan.data!.plan}`)
    expect(first.card.data).toMatchObject({ send: plan.data!.plan, total: 3 })
    expect(second.card.data).toMatchObject({ send: plan.data!.plan, total: 3 })
    expect(second.card.data!.refused).toBeUndefined()
    expect(await product.settled()).toHaveLength(4)
  })

  it('that carried out an import gets its outcomes', async () => {
    const plan = await product.say('owner', 'importera', [
      csv([header, '200;Beta AB;1;Bo;Ek;bo@beta.example', '200;Beta AB;2;Cia;Ask;nowhere']),
    ])
    const [first, second] = await sayTwice(`bekräfta ${plan.data!.plan}`, 'owner')
    expect(first.card.data).toMatchObject({ rows: 2, outcomes: { created: 1, invalid_email: 1 } })
    expect(second).toEqual(first)
  })

  it('that cancelled a plan is told that it is cancelled', async () => {
    const plan = await product.say('admin', 'verifiera konton företag=200')
    const [first, second] = await sayTwice(`stoppa ${plan.data!.plan}`)
    expect(first.card.data).toMatchObject({ state: 'cancelled' })
    expect(second).toEqual(first)
  })
})
