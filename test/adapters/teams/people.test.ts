import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Who } from '../../../src/bot/index.ts'
import { anna, bo, mentioned, pressed, said, type Wire } from '../../support/teams/activities.ts'
import { tenant } from '../../support/teams/cloud.ts'
import { createHarness, type TeamsHarness } from '../../support/teams/harness.ts'

let harness: TeamsHarness
beforeEach(async () => {
  harness = await createHarness()
})
afterEach(() => harness.close())

async function readSender(change: Wire = {}): Promise<Who | undefined> {
  await harness.post({ ...said(harness.cloud.url, anna, 'status'), ...change })
  await harness.settled()
  return harness.heard.at(-1)?.who
}
const asked = () => harness.cloud.calls.filter(({ path }) => path.includes('/members/')).length
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
    harness.cloud.members.set(anna.id, { ...member, ...change })
    const who = await readSender()
    expect(who?.standing).toBe(standing)
    expect(who?.email).toBe(standing === 'member' ? 'anna@acme.example' : undefined)
  })

  it('is a stranger when Teams knows no such member', async () => {
    harness.cloud.members.clear()
    expect((await readSender())?.standing).toBe('stranger')
  })

  it('is a member of the shared channel, though not of its team', async () => {
    harness.cloud.outsideTeam.add(anna.id)
    await harness.post(mentioned(harness.cloud.url, anna, 'status'))
    await harness.settled()
    expect(harness.heard.at(-1)?.who).toMatchObject({ user: anna.aadObjectId, standing: 'member' })
    harness.cloud.members.delete(bo.id)
    await harness.post(mentioned(harness.cloud.url, bo, 'status'))
    await harness.settled()
    expect(harness.heard.at(-1)?.who).toMatchObject({ user: bo.aadObjectId, standing: 'stranger' })
  })

  it('says nothing where their client sends an action of a card by itself', async () => {
    const press = pressed(harness.cloud.url, anna, 'bekräfta K7QM', { message: 'm1' })
    const value = { ...(press.value as Wire), trigger: 'automatic' }
    expect((await harness.post({ ...press, value })).status).toBe(501)
    await harness.settled()
    expect(harness.heard).toEqual([])
    expect((await harness.post(press)).status).toBe(200)
  })

  it('is a stranger without a directory id, whatever the message says about them', async () => {
    expect(await readSender({ from: { id: '29:x', name: 'VD', email: 'vd@acme.example' } })).toEqual({
      platform: 'teams',
      workspace: tenant,
      user: '29:x',
      standing: 'stranger',
    })
  })

  it('is known by the id that Teams gives with the member, where the message has none', async () => {
    harness.cloud.members.set(anna.id, member)
    const who = await readSender({ from: { id: anna.id, name: 'VD' } })
    expect(who).toMatchObject({ user: anna.aadObjectId, standing: 'member', name: 'Anna Ek' })
    harness.cloud.members.set(anna.id, { ...member, aadObjectId: undefined })
    harness.time.now += 61_000
    expect(await readSender({ from: { id: anna.id, name: 'VD' } })).toMatchObject({ standing: 'stranger' })
  })

  it('is asked of Teams at most once a minute, unless it must be read again', async () => {
    await readSender()
    await readSender()
    expect(asked()).toBe(1)
    harness.cloud.members.set(anna.id, { ...member, userRole: 'guest' })
    expect((await harness.heard.at(-1)?.readAgain?.())?.standing).toBe('guest')
    expect((await readSender())?.standing).toBe('guest')
    expect(asked()).toBe(2)
    harness.time.now += 61_000
    await readSender()
    expect(asked()).toBe(3)
  })
})
