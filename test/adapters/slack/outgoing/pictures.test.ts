import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card, Chart, Reply } from '../../../../src/bot/index.ts'
import { type AdapterUnderTest, startAdapter } from '../../../support/slack/adapter.ts'
import { wordsOf } from '../../../support/slack/people.ts'
import { TEAM } from '../../../support/slack/state.ts'

const stacked: Chart = {
  kind: 'stacked',
  title: 'Hur långt företagen har kommit',
  alt: 'Acme: 8 av 10',
  rows: [
    {
      label: 'Acme <!channel> & Co',
      parts: [
        { label: 'kopplade', value: 8, look: 'good' },
        { label: 'studsade', value: 2, look: 'bad' },
      ],
    },
  ],
}
const curve: Chart = {
  kind: 'curve',
  title: 'Kopplade per dag',
  alt: '3 nov.: 2. Sammanlagt 2 kopplade.',
  head: { day: 'Dag', value: 'Nya', sum: 'Kopplade' },
  days: [1, 2, 3].map((n) => ({
    day: `2026-11-0${n}`,
    label: `${n} nov.`,
    value: n === 3 ? 2 : 0,
    sum: n === 3 ? 2 : 0,
  })),
}
const cardOf = (...charts: Chart[]): Card => ({
  kind: 'status',
  tone: 'info',
  title: 'Status',
  text: '8 av 10 är kopplade.',
  charts,
  buttons: [{ label: 'Igen', say: 'status' }],
})

let slack: AdapterUnderTest
let card: Card
const answer = (): Reply => ({ card, private: true })
const direct = 'D0ANNA'
const uploads = () => slack.fake.state.uploads
const last = () => slack.fake.state.messages.at(-1)!
const warnings = () => slack.logged.filter((line) => line.startsWith('A chart could not'))

async function start(more: Parameters<typeof startAdapter>[1] = {}) {
  slack = await startAdapter(answer, more)
  slack.fake.tiersOn = false
  slack.fake.classicOnly = true
  slack.fake.state.addUser('U0ANNA', 'Anna Alm')
  slack.fake.state.addChannel('C0HR', ['U0ANNA', 'U0BOT'])
  card = cardOf(stacked, curve)
}

async function ask() {
  await slack.people.write('U0ANNA', 'status')
  await slack.settled()
  expect(slack.inbox.failures).toEqual([])
}

beforeEach(() => start())
afterEach(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

describe('the charts of a card in a workspace that refuses the newest blocks', () => {
  it('come as pictures into the thread below it, with their numbers in words', async () => {
    await ask()
    const { ts, blocks } = last()
    expect(wordsOf(blocks)).toContain('8 av 10 är kopplade.')
    expect(uploads().map(({ channel, thread, name }) => [channel, thread, name])).toEqual([
      [direct, ts, 'Hur långt företagen har kommit.png'],
      [direct, ts, 'Kopplade per dag.png'],
    ])
    for (const { bytes } of uploads()) {
      const { format, width } = await sharp(bytes).metadata()
      expect({ format, width }).toEqual({ format: 'png', width: 800 })
      expect((await sharp(bytes).stats()).channels[0]!.min).toBeLessThan(60)
    }
    const { words } = uploads()[0]!
    expect(words).toContain('Acme &lt;!channel&gt; &amp; Co: 🟩 8 kopplade · 🟥 2 studsade')
    expect(words).toContain('Kopplade per dag: 3 nov.: 2. Sammanlagt 2 kopplade.')
  })

  it('come once for the same numbers, however often the card is written again, and anew for others', async () => {
    await ask()
    for (let time = 0; time < 2; time += 1) {
      await slack.people.press('U0ANNA', last(), 'status')
      await slack.settled()
    }
    expect(last().updates).toBe(2)
    expect(uploads()).toHaveLength(2)
    card = cardOf({ ...curve, title: 'Nu' })
    await slack.people.press('U0ANNA', last(), 'status')
    await slack.settled()
    expect(uploads().map(({ name }) => name)).toEqual([expect.anything(), expect.anything(), 'Nu.png'])
  })

  it('do not come with the updates of a card that follows its send', async () => {
    await ask()
    const { channel, ts } = last()
    await slack.chat.post(
      { chat: 'slack', workspace: TEAM, channel, message: ts, private: true },
      cardOf({ ...curve, title: 'Senare' }),
    )
    expect(uploads()).toHaveLength(2)
  })

  it('stay words in an answer that only the asker sees, which can hold no file', async () => {
    await slack.people.slash('U0ANNA', 'status', 'C0HR')
    await slack.settled()
    expect(last().to).toBe('U0ANNA')
    expect(wordsOf(last().blocks)).toContain('Sammanlagt 2 kopplade')
    expect(uploads()).toEqual([])
  })

  it('stay away where the workspace shows charts of its own, and where there is nothing to draw', async () => {
    card = cardOf({ ...stacked, rows: [] }, { ...curve, days: [] })
    await ask()
    slack.fake.classicOnly = false
    card = cardOf(stacked, curve)
    await ask()
    expect(uploads()).toEqual([])
  })

  it.each(['file_uploads_disabled', 'missing_scope', 'internal_error'])(
    'are missing with one warning when Slack answers %s, and the card stands',
    async (error) => {
      slack.fake.failNext('files.getUploadURLExternal', { error })
      await ask()
      expect(wordsOf(last().blocks)).toContain('8 av 10 är kopplade.')
      expect(slack.fake.state.messages.filter(({ channel }) => channel === direct)).toHaveLength(1)
      expect(uploads()).toEqual([])
      expect(warnings()).toHaveLength(1)
    },
  )

  it('are missing with one warning when they cannot be drawn', async () => {
    await slack.close()
    await start({ draw: () => Promise.reject(new Error('Drawing a chart took too long')) })
    await ask()
    expect(uploads()).toEqual([])
    expect(warnings()).toEqual([expect.stringContaining('took too long')])
  })
})
