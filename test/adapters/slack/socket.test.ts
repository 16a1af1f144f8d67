import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Stage, stageSlack } from '../../support/slack/adapter.ts'
import { TEAM } from '../../support/slack/state.ts'

// Messages pass through the platform’s adapter, inbox and worker here, with waits of seconds.
vi.setConfig({ testTimeout: 60_000 })

let stage: Stage

beforeAll(async () => {
  stage = await stageSlack(
    (said) => ({ card: { kind: 'notice', tone: 'info', title: `Svar på ${said.text}` }, private: true }),
    {
      socket: true,
    },
  )
  stage.fake.state.addUser('U0ANNA', 'Anna Alm')
})
afterAll(async () => {
  await stage.close()
  expect(stage.fake.violations).toEqual([])
})

const command = (text: string) => Object.fromEntries(new URLSearchParams(stage.people.slashBody('U0ANNA', text)))

describe('Socket Mode', () => {
  it('listens on no address of its own', () => {
    expect(stage.chat.webhook).toBeUndefined()
  })

  it('answers a command over the same inbox', async () => {
    await stage.fake.socket.deliver('slash_commands', command('status'), 'E1')
    await stage.settled()
    expect(stage.fake.state.messages.at(-1)?.text).toBe('Svar på status')
  })

  it('answers a message once, however often it is delivered', async () => {
    const body = stage.people.eventBody(stage.people.messageEvent('U0ANNA', 'hjälp'))
    const before = stage.said.length
    await stage.fake.socket.deliver('events_api', body, 'E2')
    await stage.fake.socket.deliver('events_api', body, 'E2')
    await stage.settled()
    expect(stage.said.length).toBe(before + 1)
  })

  it('outlives an envelope that makes no sense, and lets no other workspace in', async () => {
    const before = stage.inbox.kept.length
    await stage.fake.socket.deliver('interactive', { type: 'block_actions' }, 'E3')
    await stage.fake.socket.deliver('slash_commands', { ...command('status'), team_id: 'T0OTHER' }, 'E4')
    expect(stage.inbox.kept.length).toBe(before)
    expect(TEAM).not.toBe('T0OTHER')
  })

  it('does not acknowledge what it could not keep', async () => {
    stage.inbox.broken = true
    const body = stage.people.eventBody(stage.people.messageEvent('U0ANNA', 'hjälp'))
    await expect(stage.fake.socket.deliver('events_api', body, 'E5')).rejects.toThrow('not acknowledged')
    stage.inbox.broken = false
    await stage.fake.socket.deliver('events_api', body, 'E5')
    await stage.settled()
    expect(stage.said.at(-1)?.text).toBe('hjälp')
  })

  it('connects again when Slack asks for it', async () => {
    const connected = stage.fake.countOf('apps.connections.open')
    stage.fake.socket.refresh()
    await expect.poll(() => stage.fake.countOf('apps.connections.open'), { timeout: 8_000 }).toBe(connected + 1)
    await expect.poll(() => stage.fake.socket.connections, { timeout: 8_000 }).toBeGreaterThan(0)
  })
})
