import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, header, localWho, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [
    csv([
      header,
      '100;Acme AB;1;Anna;Berg;anna@acme.example',
      '100;Acme AB;2;Bo;Ek;bo@acme.example',
      '100;Acme AB;3;Cia;Alm;cia@acme.example',
    ]),
  ])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

describe('an employee', () => {
  it('links the chat by a code mailed to the stored address, and then sees their own status and nobody else’s', async () => {
    const bo = 'employee:bo@acme.example'
    expect((await product.say(bo, 'status')).data).toBeUndefined()
    expect((await product.say(bo, 'koppla')).data).toEqual({ asked: 'code' })
    const [letter] = await product.settled()
    expect(letter!.to).toBe('bo@acme.example')
    const code = /koppla (\d{6})/.exec(letter!.text)![1]!
    expect((await product.say('employee:anna@acme.example', `koppla ${code}`)).data!.refused).toBe('no_code')
    expect((await product.say(bo, 'koppla 000000')).data!.refused).toBe('wrong_code')
    expect((await product.say(bo, `koppla ${code}`)).data).toEqual({ linked: true })
    expect((await product.say(bo, 'status')).data).toMatchObject({ person: { number: '2', state: 'not_sent' } })
    expect((await product.say(bo, 'status anna@acme.example')).data).toMatchObject({ person: { number: '2' } })
    expect((await product.say('admin', 'status bo@acme.example')).data).toMatchObject({ person: { lastSentAt: null } })
  })

  it('who has verified already is mailed the code all the same', async () => {
    const cia = 'employee:cia@acme.example'
    await product.say(cia, 'skicka länk')
    await product.settled()
    await product.app.page.verify(await product.linkTo('cia@acme.example'))
    await product.say(cia, 'koppla')
    const [letter] = await product.settled()
    expect(letter!.to).toBe('cia@acme.example')
    const code = /koppla (\d{6})/.exec(letter!.text)![1]!
    expect((await product.say(cia, `koppla ${code}`)).data).toEqual({ linked: true })
  })

  it('who matches nobody asks the admins, one of whom decides', async () => {
    const stranger = localWho('employee:private@home.example')
    const asked = await product.said(stranger, 'koppla')
    expect(asked.card.data).toMatchObject({ asked: 'admin' })
    const id = asked.card.data!.request
    expect((await product.said(stranger, `koppla godkänn ${id} 1`)).card.data!.refused).toBe('not_allowed')
    expect((await product.say('admin', `koppla godkänn ${id}`)).data!.refused).toBe('missing_argument')
    expect((await product.say('admin', `koppla godkänn ${id} 1 företag=100`)).data).toMatchObject({ approved: true })
    expect((await product.said(stranger, 'status')).card.data).toMatchObject({ person: { number: '1' } })
    expect((await product.say('admin', `koppla avvisa ${id}`)).data!.refused).toBe('unknown_request')
  })
})
