import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Card, Reply, Said } from '../../../../src/bot/index.ts'
import { type AdapterUnderTest, startAdapter } from '../../../support/slack/adapter.ts'

/** What Slack refuses on the way to an answer, besides the post of the answer itself. */
const plan: Card = {
  kind: 'plan',
  tone: 'question',
  title: 'Plan',
  buttons: [{ label: 'Bekräfta', say: 'bekräfta K7QM', effect: 'primary' }],
}
let slack: AdapterUnderTest

async function answer(said: Said): Promise<Reply> {
  if (/^(importera|bekräfta)/.test(said.text))
    await said.meanwhile!({ kind: 'notice', tone: 'info', title: 'Läser filen' })
  if (said.text === 'importera') return { card: plan, private: true, follow: 'K7QM' }
  if (said.text.startsWith('bekräfta'))
    return { card: { kind: 'notice', tone: 'good', title: 'Klart' }, private: true, replaces: true }
  return { card: { kind: 'notice', tone: 'info', title: said.text || 'tomt' }, private: true }
}
const user = 'U0ANNA'
const shown = (channel = 'D0ANNA') => slack.fake.state.messages.filter((m) => m.channel === channel && !m.deleted)

beforeAll(async () => {
  slack = await startAdapter(answer)
  slack.fake.tiersOn = false
  slack.fake.state.addUser(user, 'Anna Alm')
  slack.fake.state.addChannel('C0HR', [user, 'U0BOT'])
})
beforeEach(() => {
  slack.fake.state.messages.length = 0
  slack.followed.length = 0
})
afterAll(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

describe('the message that showed how far the work was', () => {
  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'cannot be replaced any more, %s: the answer is a new message, and is followed',
    async (error) => {
      slack.fake.failNext('chat.update', { error })
      await slack.people.write(user, 'importera')
      await slack.settled()
      expect(slack.inbox.failures).toEqual([])
      expect(shown().at(-1)).toMatchObject({ text: 'Plan' })
      expect(slack.followed).toMatchObject([{ send: 'K7QM', message: { message: shown().at(-1)!.ts } }])
    },
  )

  it('may be removed a moment later only: it does not stay beside the answer', async () => {
    slack.fake.failNext('chat.delete', { status: 429, retryAfter: 1 })
    await slack.chat.post({ chat: 'slack', workspace: 'T0ACME', channel: 'D0ANNA', private: true }, plan)
    await slack.people.press(user, shown()[0]!, 'Bekräfta')
    await slack.settled()
    expect(slack.fake.countOf('chat.delete')).toBe(2)
    expect(shown().map(({ text }) => text)).toEqual(['Klart'])
  })
})

describe('a rate limit', () => {
  it('on the look into the history is waited out, so that nothing is posted twice', async () => {
    slack.fake.failNext('chat.postMessage', { drop: 'after' })
    slack.fake.failNext('conversations.history', { drop: 'before' })
    await slack.people.write(user, 'status')
    await slack.settled()
    expect(slack.inbox.failures).toHaveLength(1)
    slack.fake.failNext('conversations.history', { status: 429, retryAfter: 1 })
    slack.inbox.retry()
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    expect(shown()).toHaveLength(1)
  })

  it('on the home page is waited out', async () => {
    slack.fake.failNext('views.publish', { status: 429, retryAfter: 1 })
    await slack.people.openHome(user)
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    expect(slack.fake.state.homes.has(user)).toBe(true)
  })

  it('that lasts longer than others can wait is left to the inbox, with the time that Slack named', async () => {
    slack.fake.failNext('chat.postMessage', { status: 429, retryAfter: 60 })
    const began = performance.now()
    await slack.people.write(user, 'status')
    await slack.settled()
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(slack.inbox.failures.splice(0)).toMatchObject([{ error: { retryAfter: 60 } }])
    expect(shown()).toEqual([])
  })
})
