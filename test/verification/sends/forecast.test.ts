import { afterAll, beforeAll, expect, it } from 'vitest'
import { forecast } from '../../../src/verification/sends/forecast.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { gather } from '../../support/sends/crowd.ts'
import { actAs, testService } from '../../support/service.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

it('the last letter goes after all that wait, at the configured pace or at 600 a minute', async () => {
  const service = testService(database)
  const minutesFor = async (count: number, mailRate: number) => {
    const ctx = await actAs({ ...service, rules: { ...service.rules, mailRate } })
    return ((await forecast(ctx, count)).at.getTime() - ctx.clock().getTime()) / 60_000
  }
  expect(await minutesFor(0, 60)).toBe(0)
  expect(await minutesFor(120, 60)).toBe(2)
  expect(await minutesFor(601, 0)).toBe(2)
  await gather(database.db, { size: 60 })
  expect(await minutesFor(120, 60)).toBe(3)
})
