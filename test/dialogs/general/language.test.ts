import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct()
})
afterAll(() => product.stop())

it('answers in the language that was chosen, from the very answer to the choice', async () => {
  expect((await product.say('admin', 'hjälp')).title).toBe('Det här kan jag hjälpa dig med')
  expect((await product.say('admin', 'språk en')).title).toBe('I answer in English')
  expect((await product.say('admin', 'hjälp')).title).toBe('This is what I can help you with')
  expect((await product.say('owner', 'hjälp')).title).toBe('Det här kan jag hjälpa dig med')
  expect((await product.say('admin', 'language sv')).title).toBe('Jag svarar på svenska')
})
