import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Card, Reply, Said } from '../../../src/bot/index.ts'
import { type Stage, stageSlack } from '../../support/slack/adapter.ts'
import { wordsOf } from '../../support/slack/people.ts'

const plan: Card = {
  kind: 'plan',
  tone: 'question',
  title: 'Skicka till 148?',
  facts: [['Matchar', '160']],
  buttons: [
    { label: 'Skicka till 148', say: 'bekräfta K7QM', effect: 'primary' },
    { label: 'Visa alla', say: 'lista utskick=K7QM' },
    { label: 'Avbryt', say: 'stoppa K7QM', effect: 'safe' },
  ],
}
const progress: Card = {
  kind: 'send',
  tone: 'info',
  title: 'Skickar',
  progress: { done: 12, total: 148 },
  buttons: [{ label: 'Stoppa', say: 'stoppa K7QM', effect: 'dangerous' }],
}
const refusal: Card = { kind: 'refusal', tone: 'bad', title: 'Det är inte din plan', data: { refused: 'not_yours' } }
const people: Card = {
  kind: 'notice',
  tone: 'info',
  title: 'Två personer',
  rows: { head: ['Namn'], body: [['Anna <!channel> *Alm*'], [':smile: _Bo_']] },
  buttons: [{ label: 'Nästa', say: 'lista sida=2' }],
}

/** The bot of this test: a few lines it knows, and who owns the plan. */
function answer(said: Said): Reply {
  const line = said.text
  if (line.startsWith('bekräfta') && said.who.user !== 'U0ANNA') return { card: refusal, private: true }
  if (line.startsWith('bekräfta')) return { card: progress, private: true, follow: 'K7QM', replaces: true }
  if (line.startsWith('verifiera konton') || line.startsWith('konton')) return { card: plan, private: true }
  if (line.startsWith('lista')) return { card: people, private: true }
  if (line.startsWith('exportera')) {
    const bytes = new TextEncoder().encode('Namn;E-post\r\n')
    const files = [{ name: 'anställda.csv', type: 'text/csv', bytes }]
    return { card: { kind: 'notice', tone: 'good', title: 'Klart', files }, private: true }
  }
  return { card: { kind: 'notice', tone: 'info', title: `Andel verifierade: 40 % (${line})` }, private: false }
}

let stage: Stage
const channel = 'C0HR'
const direct = 'D0ANNA'
const messages = (place: string) => stage.fake.state.messages.filter((m) => m.channel === place)
const last = (place: string) => messages(place).at(-1)!

beforeAll(async () => {
  stage = await stageSlack(answer)
  stage.fake.tiersOn = false
  for (const [id, name] of [
    ['U0ANNA', 'Anna Alm'],
    ['U0BO', 'Bo Berg'],
  ] as const)
    stage.fake.state.addUser(id, name)
  stage.fake.state.addChannel(channel, ['U0ANNA', 'U0BO', 'U0BOT'])
  stage.fake.state.addChannel('C0AWAY', ['U0ANNA'])
  stage.fake.state.addChannel('C0SHARED', ['U0ANNA', 'U0BOT'], true)
})
beforeEach(() => {
  stage.fake.state.messages.length = 0
  stage.followed.length = 0
})
afterAll(async () => {
  await stage.close()
  expect(stage.fake.violations).toEqual([])
})

describe('where an answer goes', () => {
  it('that names people: to the asker only, in a channel', async () => {
    await stage.people.slash('U0ANNA', 'lista', channel)
    await stage.settled()
    expect(last(channel)).toMatchObject({ to: 'U0ANNA' })
    expect(wordsOf(last(channel).blocks)).toContain('Anna <!channel> *Alm*')
  })

  it('that names people, after a mention: ephemeral, in its thread', async () => {
    await stage.people.event(stage.people.mentionEvent('U0ANNA', 'lista', channel))
    await stage.settled()
    expect(last(channel).to).toBe('U0ANNA')
    expect(last(channel).thread).toBeDefined()
  })

  it('that counts, after a mention: for all to see, in its thread', async () => {
    await stage.people.event(stage.people.mentionEvent('U0ANNA', 'status', channel))
    await stage.settled()
    expect(last(channel).to).toBeUndefined()
    expect(last(channel).text).toBe('Andel verifierade: 40 % (status)')
    expect(last(channel).thread).toBeDefined()
  })

  it('to a slash command where the bot is no member: through the answer address', async () => {
    await stage.people.slash('U0ANNA', 'status', 'C0AWAY')
    await stage.settled()
    expect(last('C0AWAY').to).toBe('U0ANNA')
  })

  it('when the answer address is gone: as an ephemeral message, else directly', async () => {
    stage.fake.failNext('answer', { status: 404 })
    await stage.people.slash('U0ANNA', 'lista', channel)
    await stage.settled()
    expect(last(channel).to).toBe('U0ANNA')
    stage.fake.failNext('answer', { status: 404 })
    await stage.people.slash('U0ANNA', 'lista', 'C0AWAY')
    await stage.settled()
    expect(messages('C0AWAY')).toEqual([])
    expect(wordsOf(last(direct).blocks)).toContain('Två personer')
  })

  it('in the direct conversation: as a message, typed or by slash', async () => {
    await stage.people.write('U0ANNA', 'lista')
    await stage.people.slash('U0ANNA', 'lista', direct)
    await stage.settled()
    expect(messages(direct).map((m) => m.to)).toEqual([undefined, undefined])
  })

  it('that names people, in a channel shared with others: directly', async () => {
    await stage.people.event(stage.people.mentionEvent('U0ANNA', 'lista', 'C0SHARED'))
    await stage.settled()
    expect(stage.said.at(-1)?.where.external).toBe(true)
    expect(wordsOf(last(direct).blocks)).toContain('Två personer')
    expect(messages('C0SHARED').every((m) => m.to === 'U0ANNA' && !JSON.stringify(m).includes('Anna Alm'))).toBe(true)
  })

  it('with a file: directly, the file in the thread of the message', async () => {
    await stage.people.slash('U0ANNA', 'exportera', channel)
    await stage.settled()
    const { thread, name, bytes } = stage.fake.state.uploads.at(-1)!
    expect({ thread, name, text: bytes.toString() }).toEqual({
      thread: last(direct).ts,
      name: 'anställda.csv',
      text: 'Namn;E-post\r\n',
    })
    expect(last(channel).to).toBe('U0ANNA')
  })
})

describe('a plan', () => {
  it('asked for in a channel is a direct message, with a pointer to it', async () => {
    await stage.people.slash('U0ANNA', 'konton företag=Acme', channel)
    await stage.settled()
    expect(last(direct).to).toBeUndefined()
    expect(last(direct).text).toContain('Skicka till 148?')
    expect(last(channel)).toMatchObject({ to: 'U0ANNA' })
    expect(last(channel).text).toContain('direktmeddelande')
  })

  it('turns into its progress when its owner confirms, and is followed', async () => {
    await stage.people.write('U0ANNA', 'verifiera konton')
    await stage.settled()
    const { ts } = last(direct)
    await stage.people.press('U0ANNA', last(direct), 'Skicka till 148')
    await stage.settled()
    expect(messages(direct)).toHaveLength(1)
    expect(wordsOf(last(direct).blocks)).toContain('12/148 (8 %)')
    expect(stage.followed).toMatchObject([{ send: 'K7QM', message: { channel: direct, message: ts, private: true } }])
  })

  it('stays when its owner looks at the list', async () => {
    await stage.people.write('U0ANNA', 'verifiera konton')
    await stage.settled()
    const card = last(direct)
    await stage.people.press('U0ANNA', card, 'Visa alla')
    await stage.settled()
    expect(card.updates).toBe(0)
    expect(wordsOf(last(direct).blocks)).toContain('Två personer')
  })

  it('stays when a stranger presses, and the stranger alone is told why', async () => {
    const message = { ...last(direct), channel, ts: stage.fake.state.nextTs(), blocks: [] as unknown[] }
    await stage.people.write('U0ANNA', 'verifiera konton')
    await stage.settled()
    const posted = { ...message, blocks: last(direct).blocks, text: 'x', updates: 0 }
    stage.fake.state.messages.push(posted)
    await stage.people.press('U0BO', posted, 'Skicka till 148')
    await stage.settled()
    expect(posted.updates).toBe(0)
    expect(posted.text).toBe('x')
    expect(last(channel)).toMatchObject({ to: 'U0BO' })
    expect(last(channel).text).toContain('inte din plan')
    expect(stage.followed).toEqual([])
  })
})

describe('a press on a private answer', () => {
  it('replaces it', async () => {
    await stage.people.slash('U0ANNA', 'lista', channel)
    await stage.settled()
    await stage.people.press('U0ANNA', last(channel), 'Nästa')
    await stage.settled()
    expect(messages(channel)).toHaveLength(1)
    expect(stage.said.at(-1)?.text).toBe('lista sida=2')
  })

  it('is one message to the bot however often Slack sends it, and another at each press', async () => {
    await stage.people.slash('U0ANNA', 'lista', channel)
    await stage.settled()
    const body = stage.people.pressBody('U0ANNA', last(channel), 'Nästa')
    const before = stage.said.length
    await Promise.all([stage.people.interact(body), stage.people.interact(body)])
    await stage.people.press('U0ANNA', last(channel), 'Nästa')
    await stage.settled()
    expect(stage.said.length - before).toBe(2)
  })
})

describe('what goes wrong', () => {
  it('newer blocks refused: said once more in classic ones', async () => {
    stage.fake.classicOnly = true
    await stage.people.write('U0ANNA', 'lista')
    await stage.people.slash('U0ANNA', 'lista', channel)
    await stage.settled()
    stage.fake.classicOnly = false
    for (const place of [direct, channel]) {
      expect(last(place).blocks.some((block) => block.type === 'table')).toBe(false)
      expect(wordsOf(last(place).blocks)).toContain(':smile: _Bo_')
    }
  })

  it('too many requests: tried again later, nothing said twice', async () => {
    stage.fake.failNext('chat.postMessage', { status: 429, retryAfter: 3 })
    await stage.people.write('U0ANNA', 'status')
    await stage.settled()
    expect(stage.inbox.failures).toHaveLength(1)
    stage.inbox.retry()
    await stage.settled()
    expect(messages(direct)).toHaveLength(1)
  })

  it.each([
    ['the connection ends after the post', { drop: 'after' as const }],
    ['the post is answered with 503 after it took effect', { status: 503, late: true }],
  ])('%s: it is found, not posted again', async (_, fault) => {
    stage.fake.failNext('chat.postMessage', fault)
    await stage.people.write('U0ANNA', 'verifiera konton')
    await stage.settled()
    expect(stage.inbox.failures).toEqual([])
    expect(messages(direct)).toHaveLength(1)
  })

  it('the connection ends before the post: posted when tried again', async () => {
    stage.fake.failNext('chat.postMessage', { drop: 'before' })
    await stage.people.write('U0ANNA', 'status')
    await stage.settled()
    expect(stage.inbox.failures).toHaveLength(1)
    stage.inbox.retry()
    await stage.settled()
    expect(messages(direct)).toHaveLength(1)
  })

  it('a mention where the bot may not write: answered directly', async () => {
    await stage.people.event(stage.people.mentionEvent('U0ANNA', 'status', 'C0AWAY'))
    await stage.settled()
    expect(last(direct).text).toContain('Andel verifierade')
  })

  it('the pressed message is gone: answered anew', async () => {
    await stage.people.write('U0ANNA', 'verifiera konton')
    await stage.settled()
    stage.fake.failNext('chat.update', { error: 'message_not_found' })
    await stage.people.press('U0ANNA', last(direct), 'Skicka till 148')
    await stage.settled()
    expect(wordsOf(last(direct).blocks)).toContain('12/148')
    expect(stage.followed).toHaveLength(1)
  })

  it('a file that cannot be uploaded: the card once, and a word about the file', async () => {
    stage.fake.failNext('files.completeUploadExternal', { error: 'missing_scope' })
    await stage.people.write('U0ANNA', 'exportera')
    await stage.settled()
    expect(stage.inbox.failures).toEqual([])
    expect(messages(direct).map((m) => m.text.split('\n')[0])).toEqual([
      'Klart',
      expect.stringContaining('Filen kunde inte'),
    ])
  })

  it('Slack cannot say who it is: nobody is answered until it can', async () => {
    stage.fake.state.addUser('U0CAJ', 'Caj Carl')
    const before = stage.said.length
    stage.fake.failNext('users.info', { status: 500 })
    await stage.people.write('U0CAJ', 'status')
    await stage.settled()
    expect(stage.said.length).toBe(before)
    stage.inbox.retry()
    await stage.settled()
    expect(stage.said.length).toBe(before + 1)
  })
})
