import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { companies } from '../../../src/db/schema/index.ts'
import { rightsOfIdentity } from '../../../src/verification/access/actors.ts'
import { identityOf } from '../../../src/verification/access/identities.ts'
import { giveRole, listRoles, readNamed, takeRole } from '../../../src/verification/access/roles.ts'
import type { Context } from '../../../src/verification/context.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, inHandsOf, testService } from '../../support/service.ts'

let database: TestDatabase
let ctx: Context
const boss = { platform: 'slack', workspace: 'T1', user: 'U0BOSS' } as const
const anna = { platform: 'slack', workspace: 'T1', user: 'U0ANNA' } as const

beforeAll(async () => {
  database = await testDatabase()
  const service = testService(database)
  const some = await actAs({ ...service, rules: { ...service.rules, owners: [boss] } })
  ctx = await inHandsOf(some, boss)
  const createdAt = ctx.clock()
  await database.db.insert(companies).values(['1', '2'].map((number) => ({ number, name: number, createdAt })))
})
afterAll(() => database.drop())

const rightsOf = async (who: typeof anna) => rightsOfIdentity(ctx, (await identityOf(database.db, who))!.id)

describe('a role', () => {
  it('is for companies that add up, and is taken away for some or for all', async () => {
    await giveRole(ctx, anna, 'admin', [1])
    await giveRole(ctx, anna, 'admin', [1, 2])
    expect(await rightsOf(anna)).toEqual({ role: 'admin', companies: [1, 2] })
    await takeRole(ctx, anna, [1])
    expect(await rightsOf(anna)).toEqual({ role: 'admin', companies: [2] })
    await expect(takeRole(ctx, anna, [1])).rejects.toMatchObject({ code: 'no_role' })
    await giveRole(ctx, anna, 'owner', null)
    expect(await rightsOf(anna)).toEqual({ role: 'owner', companies: 'all' })
    await takeRole(ctx, anna, null)
    expect(await rightsOf(anna)).toEqual({ role: 'employee', companies: [] })
  })

  it('is refused where it cannot be: an owner of some companies, no role to take, an owner of the configuration', async () => {
    await expect(giveRole(ctx, anna, 'owner', [1])).rejects.toMatchObject({ code: 'owner_everywhere' })
    await expect(takeRole(ctx, { ...anna, user: 'U0NOBODY' }, null)).rejects.toMatchObject({ code: 'no_role' })
    await expect(takeRole(ctx, boss, null)).rejects.toMatchObject({ code: 'configured_owner' })
  })

  it('of two owners who take each other’s at one moment is left to one', async () => {
    const [carl, dora] = ['U0CARL', 'U0DORA'].map((user) => ({ ...anna, user }) as typeof anna)
    for (const who of [carl!, dora!]) await giveRole(ctx, who, 'owner', null)
    const took = await Promise.allSettled([
      takeRole(await inHandsOf(ctx, carl!), dora!, null),
      takeRole(await inHandsOf(ctx, dora!), carl!, null),
    ])
    expect(took.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const left = await Promise.all([carl!, dora!].map(rightsOf))
    expect(left.map(({ role }) => role).toSorted()).toEqual(['employee', 'owner'])
    for (const at of [0, 1]) if (left[at]!.role === 'owner') await takeRole(ctx, [carl!, dora!][at]!, null)
  })

  it('is for an id of a platform, never for an address', () => {
    expect(readNamed(ctx, 'slack:T1/U0ANNA')).toEqual(anna)
    expect(readNamed(ctx, 'teams:ABC/DEF')).toEqual({ platform: 'teams', workspace: 'abc', user: 'def' })
    for (const typed of ['anna@acme.example', 'slack:T1', 'Anna', ''])
      expect(() => readNamed(ctx, typed)).toThrow(expect.objectContaining({ code: 'bad_person' }))
  })

  it('is kept for somebody who has never written, and listed after the owners of the configuration', async () => {
    await giveRole(ctx, anna, 'admin', [2])
    const listed = (await listRoles(ctx)).map(({ user, role, company, configured }) => ({
      user,
      role,
      company: company?.number ?? null,
      configured,
    }))
    expect(listed).toEqual([
      { user: 'U0BOSS', role: 'owner', company: null, configured: true },
      { user: 'U0ANNA', role: 'admin', company: '2', configured: false },
    ])
  })
})
