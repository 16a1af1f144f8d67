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

describe('a thread', () => {
  // Somebody else's conversation: that of the tests above must wait for its limit.
  const mia = 'U0MIA'
  const inThread = (thread: string) => slack.people.write(mia, 'status', { thread_ts: thread })
  beforeAll(() => {
    slack.fake.state.addUser(mia, 'Mia Moll')
    slack.fake.state.addChannel('C0PAY', [mia, 'U0BOT'])
  })

  it('of the direct conversation has a history of its own, in which an answer is looked for before it is posted again', async () => {
    const root = slack.fake.state.nextTs()
    slack.fake.failNext('chat.postMessage', { error: 'internal_error', late: true })
    await inThread(root)
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    expect(shown('D0MIA')).toMatchObject([{ text: 'status', thread: root }])
  })

  it('that has been deleted takes no answer: it stands beside it, where it is seen', async () => {
    const root = slack.fake.state.nextTs()
    slack.fake.state.deadThreads.add(root)
    await inThread(root)
    await slack.people.event(slack.people.mentionEvent(mia, 'status', 'C0PAY', root))
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    expect(shown('D0MIA')).toMatchObject([{ text: 'status' }])
    expect(shown('C0PAY')).toMatchObject([{ text: 'status', to: mia }])
    expect([...shown('D0MIA'), ...shown('C0PAY')].filter(({ thread }) => thread)).toEqual([])
  })
})

describe('what is no message is refused for good: the operator is told, and it is not tried again', () => {
  const unseen = (error: string) => slack.fake.state.addUser(`U0${error.toUpperCase()}`, 'Nils Ny').id
  it.each(['token_revoked', 'account_inactive', 'missing_scope', 'team_access_not_granted'])(
    'who somebody is, %s',
    async (error) => {
      const [before, somebody] = [slack.said.length, unseen(error)]
      slack.fake.failNext('users.info', { error })
      await slack.people.write(somebody, 'status')
      await slack.settled()
      expect(slack.said).toHaveLength(before)
      expectTold(error)
    },
  )

  it.each(['not_enabled', 'view_too_large', 'missing_scope'])('the home page, %s', async (error) => {
    slack.fake.failNext('views.publish', { error })
    await slack.people.openHome(unseen(error))
    await slack.settled()
    expectTold(error)
  })

  it.each(['view_too_large', 'missing_scope'])('a form, %s', async (error) => {
    slack.fake.failNext('views.open', { error })
    await slack.people.shortcut(user, 'choose_accounts')
    await slack.settled()
    expectTold(error)
  })

  it('the direct conversation', async () => {
    const somebody = unseen('method_not_supported_for_channel_type')
    slack.fake.failNext('conversations.open', { error: 'method_not_supported_for_channel_type' })
    await slack.people.openHome(somebody)
    await slack.people.slash(somebody, 'status')
    await slack.settled()
    expectTold('method_not_supported_for_channel_type')
  })

  function expectTold(error: string): void {
    expect(slack.inbox.failures).toEqual([])
    expect(slack.logged.splice(0).join()).toMatch(new RegExp(`Slack refuses for good.*${error}.*remedy`))
  }
})
