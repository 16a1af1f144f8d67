import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { companies, disconnects, people } from '../../../src/db/schema/index.ts'
import {
  recordDisconnected,
  refuseDisconnect,
  removalOf,
  requestDisconnect,
  takeDisconnects,
} from '../../../src/verification/connections/disconnects.ts'
import type { Context } from '../../../src/verification/context.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, testService } from '../../support/service.ts'

let database: TestDatabase
let ctx: Context
let companyId: number
beforeAll(async () => {
  database = await testDatabase()
  ctx = await actAs(testService(database))
  const company = { number: '100', name: 'Acme', createdAt: ctx.clock() }
  companyId = (await database.db.insert(companies).values(company).returning())[0]!.id
})
afterAll(() => database.drop())

async function connected(number: string): Promise<number> {
  const now = ctx.clock()
  const known = { verifiedAt: now, connectedAt: now, connectedBy: 'link', createdAt: now, updatedAt: now } as const
  const email = `p${number}@acme.example`
  const person = { companyId, number, email, emailKey: email, ...known }
  return (await database.db.insert(people).values(person).returning())[0]!.id
}

const personOf = async (id: number) => (await database.db.select().from(people).where(eq(people.id, id)))[0]

describe('a connection that is to be removed', () => {
  it('stays until the provider agrees, and is asked for once; then the person starts again', async () => {
    const id = await connected('1')
    await requestDisconnect(database.db, ctx, id, 'AAAA')
    await requestDisconnect(database.db, ctx, id, 'BBBB')
    expect(await database.db.$count(disconnects, eq(disconnects.personId, id))).toBe(1)
    expect((await personOf(id))!.connectedBy).toBe('link')
    const [due] = await takeDisconnects(database.db, 10)
    expect(due).toMatchObject({ personId: id, companyNumber: '100', number: '1', code: 'AAAA', attempts: 1 })
    expect(await takeDisconnects(database.db, 10)).toEqual([])
    await recordDisconnected(ctx, due!)
    expect(await personOf(id)).toMatchObject({ connectedAt: null, connectedBy: null, verifiedAt: null })
    expect(await removalOf(database.db, id)).toBeNull()
    await expect(requestDisconnect(database.db, ctx, id, 'CCCC')).rejects.toMatchObject({ code: 'not_connected' })
  })

  it('stays where the provider refuses for good, whose words are kept', async () => {
    const id = await connected('2')
    await requestDisconnect(database.db, ctx, id, 'AAAA')
    const [due] = await takeDisconnects(database.db, 10)
    await refuseDisconnect(ctx, due!, { error: 'Several users fit', reason: 'several' })
    expect((await personOf(id))!.connectedBy).toBe('link')
    expect(await removalOf(database.db, id)).toEqual({
      state: 'refused',
      error: 'Several users fit',
      reason: 'several',
    })
  })

  it('is removed at the provider though the person has been erased meanwhile', async () => {
    const id = await connected('3')
    await requestDisconnect(database.db, ctx, id, 'AAAA')
    await database.db.delete(people).where(eq(people.id, id))
    const [due] = await takeDisconnects(database.db, 10)
    expect(due).toMatchObject({ personId: null, companyNumber: '100', number: '3' })
    await recordDisconnected(ctx, due!)
    expect(await takeDisconnects(database.db, 10)).toEqual([])
  })
})
