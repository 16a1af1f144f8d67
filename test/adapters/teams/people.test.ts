import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Who } from '../../../src/bot/index.ts'
import { anna, said, type Wire } from '../../support/teams/activities.ts'
import { type TeamsBench, teamsBench } from '../../support/teams/bot.ts'
import { tenant } from '../../support/teams/cloud.ts'

let bench: TeamsBench
beforeEach(async () => {
  bench = await teamsBench()
})
afterEach(() => bench.close())

async function hear(change: Wire = {}): Promise<Who | undefined> {
  await bench.post({ ...said(bench.cloud.url, anna, 'status'), ...change })
  await bench.settled()
  return bench.heard.at(-1)?.who
}
const asked = () => bench.cloud.calls.filter(({ path }) => path.includes('/members/')).length
const member = { ...anna, email: 'anna@acme.example', tenantId: tenant, userRole: 'user' }

describe('who speaks', () => {
  it.each([
    ['guest by role', { userRole: 'guest' }, 'guest'],
    ['guest by name', { userPrincipalName: 'anna_other.example#EXT#@acme.onmicrosoft.com' }, 'guest'],
    ['guest from another tenant', { tenantId: 'cccccccc-0000-4000-8000-000000000002' }, 'guest'],
    ['anonymous', { userRole: 'anonymous' }, 'stranger'],
    ['of a role we do not know', { userRole: 'visitor' }, 'guest'],
    ['somebody else', { aadObjectId: 'bbbbbbbb-0000-4000-8000-00000000000f' }, 'stranger'],
    ['a member', {}, 'member'],
  ])('%s', async (_, change, standing) => {
    bench.cloud.members.set(anna.id, { ...member, ...change })
    const who = await hear()
    expect(who?.standing).toBe(standing)
    expect(who?.email).toBe(standing === 'member' ? 'anna@acme.example' : undefined)
  })

  it('is a stranger when Teams knows no such member', async () => {
    bench.cloud.members.clear()
    expect((await hear())?.standing).toBe('stranger')
  })

  it('is a stranger without a directory id, whatever the message says of them', async () => {
    expect(await hear({ from: { id: '29:x', name: 'VD', email: 'vd@acme.example' } })).toEqual({
      platform: 'teams',
      workspace: tenant,
      user: '29:x',
      standing: 'stranger',
    })
  })

  it('is asked of Teams at most once a minute, and at once where it matters', async () => {
    await hear()
    await hear()
    expect(asked()).toBe(1)
    bench.cloud.members.set(anna.id, { ...member, userRole: 'guest' })
    expect((await bench.heard.at(-1)?.readAgain?.())?.standing).toBe('guest')
    expect((await hear())?.standing).toBe('guest')
    expect(asked()).toBe(2)
    bench.time.now += 61_000
    await hear()
    expect(asked()).toBe(3)
  })
})
