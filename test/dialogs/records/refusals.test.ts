import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rows } from '../../../src/db/open.ts'
import { type Product, startProduct } from '../../support/product.ts'

let product: Product
beforeAll(async () => {
  product = await startProduct({ idle: true })
})
afterAll(() => product.stop())

const entries = () =>
  rows<{ details: { command: string; repeated?: number } }>(
    product.database.db,
    sql`select details from audit where action = 'refused' order by id`,
  )

it('refusals that come again within an hour are counted in one row, and told by the next entry', async () => {
  for (let i = 0; i < 20; i++) await product.say('admin', 'bekräfta ZZZZ')
  for (let i = 0; i < 20; i++) await product.say('admin', `bekräfta ZZZ${'ABCDEFGHJKLMNPQRSTUV'[i]}`)
  expect((await entries()).length).toBe(1)
  product.clock.forward(3_700_000)
  await product.say('admin', 'bekräfta ZZZZ')
  expect((await entries()).map(({ details }) => details.repeated)).toEqual([undefined, 39])
  await product.say('admin', 'radera 1')
  expect((await entries()).length).toBe(3)
})
