import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Card, Reply, Said } from '../../../../src/bot/index.ts'
import { type AdapterUnderTest, startAdapter } from '../../../support/slack/adapter.ts'

const working = (done: number): Card => ({
  kind: 'notice',
  tone: 'info',
  title: 'Läser filen',
  progress: { done, total: 10 },
})
const seen: string[][] = []
/** What each attempt shows; 0 is its death. */
const attempts: number[][] = []
let slack: AdapterUnderTest

/** Works for a while, and looks at what the person sees meanwhile. */
async function answer(said: Said): Promise<Reply> {
  for (const done of attempts.shift() ?? [3, 7]) {
    if (done === 0) throw new Error('The process has died')
    await said.meanwhile!(working(done))
    seen.push(shown().map((m) => m.text))
  }
  const card: Card = {
    kind: 'plan',
    tone: 'question',
    title: 'Plan',
    buttons: [{ label: 'Bekräfta', say: 'bekräfta K7QM', effect: 'primary' }],
  }
  if (said.text.startsWith('bekräfta')) {
    return { card: { kind: 'notice', tone: 'good', title: 'Klart' }, private: true, replaces: true }
  }
  return { card, private: true }
}
const shown = () => slack.fake.state.messages.filter((m) => !m.deleted)

beforeAll(async () => {
  slack = await startAdapter(answer)
  slack.fake.state.addUser('U0ANNA', 'Anna Alm')
  slack.fake.state.addChannel('C0HR', ['U0ANNA', 'U0BOT'])
})
beforeEach(() => {
  seen.length = 0
  slack.fake.state.messages.length = 0
})
afterAll(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

it('long work is shown in one message, and the answer takes its place', async () => {
  await slack.people.write('U0ANNA', 'importera')
  await slack.settled()
  expect(seen).toEqual([[expect.stringContaining('3 av 10')], [expect.stringContaining('7 av 10')]])
  expect(shown().map((m) => m.text)).toEqual(['Plan'])
})

it('at a press whose answer replaces the card, nothing else is left', async () => {
  await slack.people.write('U0ANNA', 'importera')
  await slack.settled()
  await slack.people.press('U0ANNA', shown()[0]!, 'Bekräfta')
  await slack.settled()
  expect(seen.at(-1)).toEqual(['Plan', expect.stringContaining('7 av 10')])
  expect(shown().map((m) => m.text)).toEqual(['Klart'])
})

it('in a channel it is shown once, to the asker only', async () => {
  await slack.people.slash('U0ANNA', 'importera', 'C0HR')
  await slack.settled()
  const there = shown().filter((m) => m.channel === 'C0HR')
  expect(there.map((m) => m.to)).toEqual(['U0ANNA', 'U0ANNA'])
  expect(there[0]!.text).toContain('3 av 10')
})

it('that cannot be shown is done all the same', async () => {
  slack.fake.failNext('chat.postMessage', { error: 'internal_error' })
  await slack.people.write('U0ANNA', 'importera')
  await slack.settled()
  expect(shown().map((m) => m.text)).toEqual(['Plan'])
})

it.each([
  ['shows how far it is', [2, 7]],
  ['is at its end at once', []],
])('of a process that has died leaves nothing behind, when the next one %s', async (_, next) => {
  attempts.push([3, 0], next)
  await slack.people.share('U0ANNA', 'anna.csv', Buffer.from('x'), { text: 'importera' })
  await slack.settled()
  expect(shown().map((m) => m.text)).toEqual([expect.stringContaining('3 av 10')])
  for (const { body } of slack.inbox.failures) Object.assign(body as object, { at: Date.now() - 10_000 })
  slack.inbox.retry()
  await slack.settled()
  expect(shown().map((m) => m.text)).toEqual(['Plan'])
})
