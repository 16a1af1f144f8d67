import { afterAll, beforeAll, expect, it } from 'vitest'
import { csv, header, type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
  const plan = await product.say('owner', 'importera', [csv([header, '100;Acme AB;001;Carl;Berg;carl@acme.example'])])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
})
afterAll(() => product.stop())

const titles = async (text: string, more = {}) => {
  const reply = (await product.said('owner', text, { several: true, ...more })) as {
    card: { title: string }
    more?: []
  }
  return [reply, ...(reply.more ?? [])].map(({ card }) => card.title)
}

it('two harmless lines are two commands, and the chat shows both answers', async () => {
  const [status, sends] = [await titles('status'), await titles('utskick')]
  expect(await titles('status\nutskick')).toEqual([...status, ...sends])
  expect(await titles('- status\n- utskick')).toEqual([...status, ...sends])
})

it('a line of nothing but markup is no command of its own', async () => {
  const status = await titles('status')
  for (const text of ['```\nstatus\n```', '>\nstatus']) expect(await titles(text)).toEqual(status)
})

it.each(['status\nverifiera konton', 'verifiera 001\nstatus', 'verifiera 001\nverifiera 001'])(
  'with one that mails or changes something, neither is run and the person is told: %j',
  async (text) => {
    const { card } = await product.said('owner', text, { several: true })
    expect(card.data).toEqual({ refused: 'several' })
    expect(card.buttons).toHaveLength(2)
    expect(await product.settled()).toEqual([])
  },
)

it('a chat that shows one answer only says so instead of dropping one', async () => {
  expect((await product.said('owner', 'status\nutskick')).card.data).toEqual({ refused: 'several' })
})

it('one command over several lines is one command', async () => {
  const reply = await product.said('owner', 'verifiera\nkonton\nföretag=100', { several: true })
  expect(reply.card.data).toMatchObject({ mail: 1 })
})
