import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepIdentity } from '../../../src/verification/access/identities.ts'
import { otherAdmins, roleHolders } from '../../../src/verification/access/role-holders.ts'
import { giveRole } from '../../../src/verification/access/roles.ts'
import type { Context } from '../../../src/verification/context.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { actAs, inHandsOf, testService } from '../../support/service.ts'

let database: TestDatabase
let ctx: Context
const slack = (user: string, workspace = 'T1') => ({ platform: 'slack', workspace, user }) as const

beforeAll(async () => {
  database = await testDatabase()
  const service = testService(database)
  const owners = [slack('U0BOSS'), slack('U0OLD', 'T0GONE')]
  ctx = await actAs({ ...service, rules: { ...service.rules, owners, workspaces: { slack: ['T1'] } } })
  const boss = await inHandsOf(ctx, slack('U0BOSS'))
  for (const owner of owners) await keepIdentity(database.db, owner, ctx.clock(), { standing: 'member' })
  await giveRole(boss, slack('U0BOSS'), 'admin', null)
  await giveRole(boss, slack('U0ADMIN'), 'admin', null)
  await giveRole(boss, slack('U0AWAY', 'T0GONE'), 'owner', null)
  await giveRole(boss, slack('U0GUEST'), 'admin', null)
  await keepIdentity(database.db, slack('U0GUEST'), ctx.clock(), { standing: 'guest' })
})
afterAll(() => database.drop())

const users = (holders: Awaited<ReturnType<typeof roleHolders>>) =>
  holders.map(({ identity, companies }) => `${identity.user} ${companies}`).sort()

it('who holds a role is told by the same rule as what each may do: guests and workspaces no longer let in hold none', async () => {
  expect(users(await roleHolders(ctx))).toEqual(['U0ADMIN all', 'U0BOSS all'])
  expect(users(await otherAdmins({ ...ctx, rules: { ...ctx.rules, workspaces: {} } }))).toEqual(
    ['U0ADMIN all', 'U0AWAY all', 'U0BOSS all', 'U0OLD all'].sort(),
  )
})
