import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
const hour = 3_600_000
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;1;Anna;Berg;anna@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

describe('an employee', () => {
  it('gets a new link, only to the stored address, with one answer for everybody', async () => {
    const known = await product.say('employee:anna@acme.example', 'skicka länk')
    const unknown = await product.say('employee:nobody@acme.example', 'ny länk')
    expect(known).toEqual(unknown)
    expect((await product.settled()).map((m) => m.to)).toEqual(['anna@acme.example'])
    for (let i = 0; i < 5; i++) expect(await product.say('employee:anna@acme.example', 'skicka om')).toEqual(known)
    expect((await product.settled()).length).toBe(3)
    product.clock.forward(hour + 1)
    await product.say('employee:anna@acme.example', 'resend link')
    expect((await product.settled()).length).toBe(4)
  })

  it('is mailed the same link as long as it lives', async () => {
    const links = (await product.settled()).map((m) => /\/v\/(\S+)/.exec(m.text)![1])
    expect(new Set(links).size).toBe(1)
  })
})
