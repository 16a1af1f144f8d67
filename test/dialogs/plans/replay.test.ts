import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
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

  const count = async (what: string) => {
    const [row] = await rows<{ n: number }>(product.database.db, sql.raw(`select count(*)::int as n from ${what}`))
    return row!.n
  }

  it('that asked for an account link is mailed one code, which links, once', async () => {
    const asked = await sayTwice('koppla', 'employee:person2@acme.example')
    expect(asked[1]).toEqual(asked[0])
    expect(await count(`deliveries where action = 'code'`)).toBe(1)
    const letter = (await product.settled()).find(({ text }) => /koppla \d{6}/.test(text))!
    const code = /koppla (\d{6})/.exec(letter.text)![1]
    const wrong = await sayTwice('koppla 000000', 'employee:person2@acme.example')
    expect(wrong.map(({ card }) => card.data!.refused)).toEqual(['wrong_code', 'wrong_code'])
    expect(await count('tie_codes where wrong = 1')).toBe(1)
    const linked = await sayTwice(`koppla ${code}`, 'employee:person2@acme.example')
    expect(linked.map(({ card }) => card.data)).toEqual([{ linked: true }, { linked: true }])
  })

  it('that answered a request for an account link is told so again', async () => {
    const asked = await product.say('employee:private@home.example', 'koppla')
    const [first, second] = await sayTwice(`koppla godkänn ${asked.data!.request} 3 företag=100`)
    expect(first.card.data).toMatchObject({ approved: true })
    expect(second).toEqual(first)
    expect(await count(`audit where action = 'account_link.approve'`)).toBe(1)
  })

  it('that gave or took a role has done it once', async () => {
    for (const [line, action] of [
      ['roll ge slack:T0HOME/U0NEW admin', 'role.give'],
      ['roll intyga slack:T0HOME/U0NEW', 'role.vouch'],
      ['roll ta bort slack:T0HOME/U0NEW', 'role.take'],
    ]) {
      const [first, second] = await sayTwice(line!, 'owner')
      expect(first.card.data!.refused).toBeUndefined()
      expect(second).toEqual(first)
      expect(await count(`audit where action = '${action}'`)).toBe(1)
    }
  })
})

describe('a message about a send that is worked on again after a crash', () => {
  it('has paused, resumed and stopped it', async () => {
    // Nobody delivers, so the send stays where the words put it.
    const idle = await startProduct({ idle: true })
    const file = csv([header, '100;Acme AB;1;Bo;Ek;bo@acme.example'])
    const plan = await idle.say('owner', 'importera', [file])
    await idle.say('owner', `bekräfta ${plan.data!.plan}`)
    const send = (await idle.say('admin', 'verifiera konton')).data!.plan
    await idle.say('admin', `bekräfta ${send}`)
    for (const [word, state] of [
      ['pausa', 'paused'],
      ['återuppta', 'running'],
      ['stoppa', 'stopped'],
    ]) {
      for (const _ of [1, 2]) {
        const { card } = await idle.said('admin', `${word} ${send}`, { id: `again-${word}` })
        expect(card.data).toMatchObject({ send, state })
        await idle.database.db.execute(sql`delete from answers`)
      }
    }
    await idle.stop()
  })
})
