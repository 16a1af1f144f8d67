import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

const people = csv([
  header,
  '100;Acme AB;00217;Anna;Berg;anna.berg@acme.example',
  '100;Acme AB;00218;Björn;Åkesson;bjorn+flex@acme.example',
  '100;Acme AB;00219;Cecilia;Ek;inte en adress',
  '100;Acme AB;00220;David;Ström;delad@acme.example',
  '100;Acme AB;00221;Eva;Ström;delad@acme.example',
  '100;Acme AB;00222;Fredrik;Lind;',
])

describe('the main job', () => {
  it('imports, plans, confirms, mails, and connects whoever presses the button', async () => {
    const plan = await product.say('owner', 'importera', [people])
    expect(plan.data).toMatchObject({ rows: 6, outcomes: { created: 5, invalid_email: 1 } })
    const imported = await product.say('owner', `bekräfta ${plan.data!.plan}`)
    expect(imported.data).toMatchObject({ rows: 6, outcomes: { created: 5, invalid_email: 1 } })

    const card = await product.say('admin', 'verifiera konton företag=Acme')
    expect(card.data).toMatchObject({ matching: 6, mail: 2, direct: 0, leftOut: { missing_email: 2, shared_email: 2 } })
    expect(await product.settled()).toEqual([])

    const sent = await product.say('admin', `bekräfta ${card.data!.plan}`)
    expect(sent.data).toMatchObject({ send: card.data!.plan, total: 2 })
    const mails = await product.settled()
    expect(mails.map((m) => m.to).sort()).toEqual(['anna.berg@acme.example', 'bjorn+flex@acme.example'])

    const token = await product.linkTo('anna.berg@acme.example')
    expect(await product.app.page.open(token)).toMatchObject({ state: 'live', maskedEmail: 'a***@acme.example' })
    expect(await product.app.page.verify(token)).toMatchObject({ state: 'used', connected: true })
    expect(await product.app.page.verify(token)).toMatchObject({ state: 'used', connected: true })

    const status = await product.say('admin', 'status anna.berg@acme.example')
    expect(status.data).toMatchObject({ person: { company: '100', number: '00217', state: 'connected' } })
    const result = await product.say('admin', `utskick ${card.data!.plan}`)
    expect(result.data).toMatchObject({ state: 'done', total: 2, sent: 2, failed: 0, queued: 0, inDoubt: 0 })
  })

  it('answers a second press with what happened, and sends nothing more', async () => {
    const card = await product.say('admin', 'verifiera konton igen=ja')
    const presses = await Promise.all([1, 2, 3].map(() => product.say('admin', `bekräfta ${card.data!.plan}`)))
    expect(presses.filter((p) => p.data!.send).length).toBe(1)
    expect(presses.filter((p) => p.data!.refused === 'used').length).toBe(2)
  })
})
