import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Platform, platforms } from '#bot'
import { type Product, startProduct } from '../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product?.stop())

/** Delivers one message so often that nobody can have typed as much; returns the last answer's refusal. */
async function lastOfMany(platform: Platform): Promise<unknown> {
  const where = { chat: platform, workspace: 'local', channel: 'd', private: true }
  const who = { platform, workspace: 'local', user: 'somebody', standing: 'member' as const }
  const say = () => product.app.answer({ id: `${platform}-1`, who, where, text: 'hjälp', files: [] })
  await say()
  for (let n = 0; n < 1250; n += 50) await Promise.all(Array.from({ length: 50 }, say))
  return (await say()).card.data?.refused
}

it.each(platforms)('somebody in %s has a budget, unless they are at the machine itself', async (platform) => {
  const isHere = platform === 'local' || platform === 'console'
  expect(await lastOfMany(platform)).toBe(isHere ? undefined : 'too_many')
})
