import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '../../../../src/bot/index.ts'
import { type AdapterUnderTest, startAdapter } from '../../../support/slack/adapter.ts'
import { wordsOf } from '../../../support/slack/people.ts'
import { TEAM } from '../../../support/slack/state.ts'

let slack: AdapterUnderTest
const where = { chat: 'slack' as const, workspace: TEAM, channel: 'D0ANNA', private: true }
const frame = (done: number): Card => ({
  kind: 'notice',
  tone: 'info',
  title: 'Skickar',
  progress: { done, total: 100 },
})

beforeAll(async () => {
  slack = await startAdapter(() => ({ card: { kind: 'notice', tone: 'info', title: 'Svar' }, private: true }))
  slack.fake.state.addUser('U0ANNA', 'Anna Alm')
})
afterAll(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

describe('background posts', () => {
  it('are posted, and updated with the latest frame only', async () => {
    const message = await slack.chat.post(where, frame(0))
    expect(message).toMatchObject({ ...where, message: expect.any(String) })
    const before = slack.fake.countOf('chat.update')
    await slack.chat.post(message, frame(1))
    await Promise.all([2, 3, 4, 50].map((done) => slack.chat.post(message, frame(done))))
    expect(slack.fake.countOf('chat.update') - before).toBe(2)
    const posted = slack.fake.state.find(message.channel, message.message!)!
    expect(wordsOf(posted.blocks)).toContain('50 av 100 klara (50 %)')
  })

  it('wait as long as Slack asks, while people are still answered at once', async () => {
    const message = await slack.chat.post(where, frame(0))
    slack.fake.failNext('chat.update', { status: 429, retryAfter: 1 })
    const updated = slack.chat.post(message, frame(60))
    await slack.people.write('U0ANNA', 'status')
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    await updated
    expect(wordsOf(slack.fake.state.find(message.channel, message.message!)!.blocks)).toContain('60 av 100')
  })

  it.each([
    ['internal_error', { error: 'internal_error', late: true }],
    ['a connection that ends', { drop: 'after' as const }],
  ])('are found in the history after %s, and not posted again', async (_, fault) => {
    const posted = () => slack.fake.state.messages.filter(({ deleted }) => !deleted)
    const before = posted().length
    slack.fake.failNext('chat.postMessage', fault)
    const message = await slack.chat.post(where, frame(0))
    expect(posted()).toHaveLength(before + 1)
    expect(posted().at(-1)!.ts).toBe(message.message)
  })

  it.each(['token_revoked', 'not_enabled', 'is_archived'])(
    'that Slack refuses for good, %s, are gone',
    async (error) => {
      slack.fake.failNext('chat.postMessage', { error })
      await expect(slack.chat.post(where, frame(0))).rejects.toMatchObject({ code: 'gone' })
    },
  )

  it('reject with the code gone when the message no longer exists', async () => {
    await expect(slack.chat.post({ ...where, message: '1.1' }, frame(1))).rejects.toMatchObject({ code: 'gone' })
  })
})
