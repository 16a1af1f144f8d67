import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
let code: string
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;00217;Anna;Berg;anna@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  const send = await product.say('admin', 'verifiera konton')
  code = String(send.data!.plan)
  await product.say('admin', `bekräfta ${code}`)
  await product.settled()
  await product.app.page.verify(await product.linkTo('anna@acme.example'))
})
afterAll(() => product.stop())

const actions = async (line: string) =>
  ((await product.say('admin', line)).data!.events as { action: string }[]).map((e) => e.action)

describe('history', () => {
  it('tells what happened with a code, to a person, by somebody, newest first', async () => {
    expect(await actions(`historik ${code.toLowerCase()}`)).toEqual(['send.confirm', 'send.plan'])
    expect(await actions('historik anna@acme.example')).toContain('person.verified')
    expect(await actions('historik owner')).toEqual(['import.apply', 'import.confirm', 'import.plan'])
  })

  it('can be narrowed by time', async () => {
    expect(await actions('historik skickad<2020-01-31')).toEqual([])
    expect((await actions('historik skickad<7d')).length).toBeGreaterThan(3)
  })

  it('has pages', async () => {
    for (let i = 0; i < 30; i++) await product.say('admin', `språk ${i % 2 ? 'sv' : 'en'}`)
    const first = await product.say('admin', 'historik')
    const next = first.buttons!.map((button) => 'say' in button && button.say)
    expect(next).toEqual(['historik sida=2'])
    const second = await product.say('admin', 'historik sida=2')
    const ids = (card: typeof first) => JSON.stringify(card.rows!.body)
    expect(ids(second)).not.toBe(ids(first))
    expect(second.buttons!.map((button) => 'say' in button && button.say)).toContain('historik sida=1')
    expect([first.title, second.title]).toEqual(['Händelse 1–25', expect.stringMatching(/^Händelse 26–/)])
    const beyond = await product.say('admin', 'historik sida=99')
    expect(beyond).toMatchObject({ title: 'Inga händelser', note: undefined })
    expect(beyond.buttons!.map((button) => 'say' in button && button.say)).toContain('historik sida=1')
  })

  it('keeps a press that was refused', async () => {
    await product.say('owner', `bekräfta ${code}`)
    expect((await actions(`historik ${code}`))[0]).toBe('refused')
  })

  it('verifies its chain', async () => {
    expect((await product.say('admin', 'historik kontrollera')).data!.refused).toBe('not_allowed')
    expect((await product.say('owner', 'historik kontrollera')).data).toMatchObject({ intact: true })
  })

  it('says in words what earlier releases wrote under other names', async () => {
    const insert = sql`insert into audit (at, via, action, details, previous, hash)
      select now(), 'slack', action, '{}', '\\x00', '\\x00' from unnest(array['person.tied', 'tie.ask']) as action`
    await product.database.db.execute(insert)
    const { rows } = await product.say('admin', 'historik')
    expect(rows?.body.map(([what]) => what)).toEqual(
      expect.arrayContaining(['kopplade sin chatt till en person', 'bad om att bli kopplad']),
    )
  })
})
