import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;1;Anna;Berg;anna@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

describe('a role', () => {
  it('is given to a platform’s user, for some companies or for all, and is listed', async () => {
    const given = await product.say('owner', 'roll ge slack:T0HOME/U0ADMIN admin företag=100')
    expect(given.data).toMatchObject({ role: 'admin', user: 'U0ADMIN' })
    expect((await product.say('owner', 'roll ge slack:T0HOME/U0OWNER ägare')).data).toMatchObject({ role: 'owner' })
    const { rows } = await product.say('owner', 'roll')
    expect(rows!.body).toEqual(
      expect.arrayContaining([
        ['slack:T0HOME/U0ADMIN', 'administratör', 'Acme AB (100)'],
        ['slack:T0HOME/U0OWNER', 'ägare', 'alla'],
      ]),
    )
  })

  it('is taken away again', async () => {
    expect((await product.say('owner', 'roll ta bort slack:T0HOME/U0ADMIN')).data).toMatchObject({ removed: true })
    expect(JSON.stringify((await product.say('owner', 'roll')).rows)).not.toContain('U0ADMIN')
  })

  it('is refused for an address, a role that does not exist, and all companies but one', async () => {
    const refusal = async (line: string) => (await product.say('owner', line)).data!.refused
    expect(await refusal('roll ge anna@acme.example admin')).toBe('bad_person')
    expect(await refusal('roll ge slack:T0HOME/U1 chef')).toBe('unknown_role')
    expect(await refusal('roll ge slack:T0HOME/U1 admin företag!=100')).toBe('bad_operator')
  })
})
