import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type AdapterUnderTest, startAdapter } from '../../support/slack/adapter.ts'

let slack: AdapterUnderTest
const user = 'U0ANNA'
const direct = 'D0ANNA'

beforeAll(async () => {
  // Stands in for the bot, which answers what was edited without running it (test/dialogs/general/edited.test.ts).
  slack = await startAdapter(({ text, edited }) => ({
    card: { kind: 'notice', tone: 'info', title: edited ? `Ändrat: ${text}` : text },
    private: true,
  }))
  slack.fake.state.addUser(user, 'Anna Alm')
  slack.fake.state.addChannel('C0HR', [user, 'U0BOT'])
})
beforeEach(() => {
  slack.said.length = 0
})
afterAll(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

const last = (channel: string) => slack.fake.state.messages.filter((m) => m.channel === channel).at(-1)!
const heard = () => slack.said.map(({ text, edited }) => [text, edited === true])
const edited = { user, ts: '1700000000.000009' }

it('an edited mention never runs; whoever corrected it is told, and may run it by a button', async () => {
  const mention = slack.people.mentionEvent(user, 'verifera konton', 'C0HR')
  await slack.people.event(mention)
  const corrected = { ...mention, text: '<@U0BOT> verifiera konton', edited }
  await slack.people.event(corrected)
  await slack.people.event(corrected)
  await slack.settled()
  expect(heard()).toEqual([
    ['verifera konton', false],
    ['verifiera konton', true],
  ])
  expect(last('C0HR')).toMatchObject({ to: user, text: 'Ändrat: verifiera konton' })
})

it('an edited direct message never runs either, and a preview that Slack adds to one is no edit', async () => {
  const before = slack.people.messageEvent(user, 'stats')
  await slack.people.event(before)
  await slack.settled()
  const change = (message: object) => ({
    type: 'message',
    subtype: 'message_changed',
    channel_type: 'im',
    channel: direct,
    ts: slack.fake.state.nextTs(),
    message,
    previous_message: before,
  })
  const count = slack.fake.state.messages.length
  await slack.people.event(change({ ...before, attachments: [{}] }))
  await slack.settled()
  expect(slack.fake.state.messages).toHaveLength(count)
  await slack.people.event(change({ ...before, text: 'status', edited }))
  await slack.settled()
  expect(heard()).toEqual([
    ['stats', false],
    ['status', true],
  ])
  expect(last(direct).text).toBe('Ändrat: status')
})
