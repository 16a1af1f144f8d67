import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type AdapterUnderTest, startAdapter } from '../../../support/slack/adapter.ts'
import { TEAM } from '../../../support/slack/state.ts'

// Connections are ended and made again here, with waits of seconds.
vi.setConfig({ testTimeout: 60_000 })

let slack: AdapterUnderTest

beforeAll(async () => {
  slack = await startAdapter(
    (said) => ({ card: { kind: 'notice', tone: 'info', title: `Svar på ${said.text}` }, private: true }),
    {
      socket: true,
    },
  )
  slack.fake.state.addUser('U0ANNA', 'Anna Alm')
})
afterAll(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

const command = (text: string) => Object.fromEntries(new URLSearchParams(slack.people.slashBody('U0ANNA', text)))

describe('Socket Mode', () => {
  it('needs no address that Slack can reach', () => {
    expect(slack.chat.webhook).toBeUndefined()
  })

  it('keeps and answers a command', async () => {
    await slack.fake.socket.deliver('slash_commands', command('status'), 'E1')
    await slack.settled()
    expect(slack.fake.state.messages.at(-1)?.text).toBe('Svar på status')
  })

  it('answers a message once, however often it is delivered', async () => {
    const body = slack.people.eventBody(slack.people.messageEvent('U0ANNA', 'hjälp'))
    const before = slack.said.length
    await slack.fake.socket.deliver('events_api', body, 'E2')
    await slack.fake.socket.deliver('events_api', body, 'E2')
    await slack.settled()
    expect(slack.said.length).toBe(before + 1)
  })

  it('acknowledges what is malformed or from another workspace, and keeps none of it', async () => {
    const before = slack.inbox.kept.length
    await slack.fake.socket.deliver('interactive', { type: 'block_actions' }, 'E3')
    await slack.fake.socket.deliver('slash_commands', { ...command('status'), team_id: 'T0OTHER' }, 'E4')
    expect(slack.inbox.kept.length).toBe(before)
    expect(TEAM).not.toBe('T0OTHER')
  })

  it('does not acknowledge an event that it could not keep', async () => {
    slack.inbox.broken = true
    const body = slack.people.eventBody(slack.people.messageEvent('U0ANNA', 'hjälp'))
    await expect(slack.fake.socket.deliver('events_api', body, 'E5')).rejects.toThrow('not acknowledged')
    slack.inbox.broken = false
    await slack.fake.socket.deliver('events_api', body, 'E5')
    await slack.settled()
    expect(slack.said.at(-1)?.text).toBe('hjälp')
  })

  it('does not acknowledge a command that it could not keep', async () => {
    slack.inbox.broken = true
    await expect(slack.fake.socket.deliver('slash_commands', command('status'), 'E6')).rejects.toThrow(
      'not acknowledged',
    )
    slack.inbox.broken = false
  })

  it('answers an unknown command in its acknowledgement', async () => {
    const answered = await slack.fake.socket.deliver('slash_commands', { ...command('x'), command: '/annat' }, 'E7')
    expect(JSON.stringify(answered)).toContain('/verifiera hjälp')
  })

  it('connects again when Slack asks for it', async () => {
    const connected = slack.fake.countOf('apps.connections.open')
    slack.fake.socket.refresh()
    await expect.poll(() => slack.fake.countOf('apps.connections.open'), { timeout: 8_000 }).toBe(connected + 1)
    await expect.poll(() => slack.fake.socket.connections, { timeout: 8_000 }).toBeGreaterThan(0)
  })

  it('connects again, though Slack refuses the first try and answers nothing to the second', async () => {
    const [tried, heard] = [slack.fake.countOf('apps.connections.open'), slack.said.length]
    slack.fake.failNext('apps.connections.open', { error: 'invalid_auth' })
    slack.fake.failNext('apps.connections.open', { status: 503 })
    slack.fake.failNext('apps.connections.open', { status: 503 })
    slack.fake.socket.close()
    // So `/readyz` tells it, and no longer once there is a connection.
    await expect.poll(() => slack.troubles.get('slack connection'), { timeout: 20_000 }).toContain('disconnected')
    await expect.poll(() => slack.fake.countOf('apps.connections.open'), { timeout: 20_000 }).toBe(tried + 4)
    await expect.poll(() => slack.fake.socket.connections, { timeout: 8_000 }).toBe(1)
    await slack.fake.socket.deliver('slash_commands', command('status'), 'E8')
    await slack.settled()
    expect(slack.troubles.size).toBe(0)
    expect(slack.said).toHaveLength(heard + 1)
    expect(slack.logged.join()).toMatch(/No connection to Slack.*SLACK_APP_TOKEN.*invalid_auth/)
  })
})
