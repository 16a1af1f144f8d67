import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Product, startProduct } from '../../support/product.ts'

let product: Product
/** The TXT records that the name server has. */
const published = new Map<string, string[]>()
beforeAll(async () => {
  product = await startProduct({ dns: { txt: async (name) => published.get(name) ?? [] } })
})
afterAll(() => product.stop())

describe('a domain', () => {
  it('is proved by the record that the card shows', async () => {
    const added = await product.say('owner', 'domän lägg till acme.example')
    expect(added.data).toMatchObject({ domain: 'acme.example', proved: false })
    expect((await product.say('owner', 'domän kontrollera acme.example')).data).toMatchObject({ proved: false })
    published.set(String(added.data!.record), [String(added.data!.value)])
    expect((await product.say('owner', 'domän kontrollera acme.example')).data).toMatchObject({ proved: true })
    expect((await product.say('owner', 'domän lista')).data).toMatchObject({
      verified: [{ domain: 'acme.example', proved: true }],
    })
  })

  it('can be allowed, and removed', async () => {
    expect((await product.say('owner', 'domän tillåt acme.example')).data).toMatchObject({ allowed: true })
    expect((await product.say('owner', 'domän lista')).data).toMatchObject({ allowed: ['acme.example'] })
    expect((await product.say('owner', 'domän ta bort acme.example')).data).toMatchObject({ removed: true })
  })

  it('is for owners only', async () => {
    expect((await product.say('admin', 'domän lista')).data).toMatchObject({ refused: 'not_allowed' })
  })
})
