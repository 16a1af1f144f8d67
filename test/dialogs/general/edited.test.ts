import { afterAll, beforeAll, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const file = csv([header, '100;Acme AB;001;Anna;Berg;anna@acme.example'])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

const edited = (text: string) => product.said('owner', text, { edited: true })

it.each(['verifiera anna@acme.example', 'verifiera konton', 'status', 'verifera kontn'])(
  'a message that was edited to "%s" is not run; a button runs it',
  async (line) => {
    const { card, private: isPrivate } = await edited(line)
    expect(card).toMatchObject({ data: { refused: 'edited' }, buttons: [{ say: line }] })
    expect(isPrivate).toBe(true)
    expect(await product.settled()).toEqual([])
  },
)

it('one that is empty now has nothing to run', async () => {
  expect((await edited(' ')).card).toMatchObject({ data: { refused: 'edited' } })
  expect((await edited(' ')).card.buttons).toBeUndefined()
})

it('a personal number in it is refused as in any other message', async () => {
  const { card } = await edited('status 811218-9876')
  expect(card.data?.refused).toBe('personal_number')
  expect(JSON.stringify(card)).not.toContain('9876')
})
