import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Card, Reply, Said } from '../../../src/bot/index.ts'
import { type AdapterUnderTest, startAdapter } from '../../support/slack/adapter.ts'
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

/** Stands in for the bot: it knows a few command lines, and the plan is Anna's. */
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

let slack: AdapterUnderTest
const channel = 'C0HR'
const direct = 'D0ANNA'
const messages = (place: string) => slack.fake.state.messages.filter((m) => m.channel === place)
const last = (place: string) => messages(place).at(-1)!

beforeAll(async () => {
  slack = await startAdapter(answer)
  slack.fake.tiersOn = false
  for (const [id, name] of [
    ['U0ANNA', 'Anna Alm'],
    ['U0BO', 'Bo Berg'],
  ] as const)
    slack.fake.state.addUser(id, name)
  slack.fake.state.addChannel(channel, ['U0ANNA', 'U0BO', 'U0BOT'])
  slack.fake.state.addChannel('C0AWAY', ['U0ANNA'])
  slack.fake.state.addChannel('C0SHARED', ['U0ANNA', 'U0BOT'], true)
})
beforeEach(() => {
  slack.fake.state.messages.length = 0
  slack.followed.length = 0
})
afterAll(async () => {
  await slack.close()
  expect(slack.fake.violations).toEqual([])
})

describe('where an answer goes', () => {
  it('that names people: to the asker only, in a channel', async () => {
    await slack.people.slash('U0ANNA', 'lista', channel)
    await slack.settled()
    expect(last(channel)).toMatchObject({ to: 'U0ANNA' })
    expect(wordsOf(last(channel).blocks)).toContain('Anna <!channel> *Alm*')
  })

  it.each([
    ['in the channel', undefined],
    ['in a thread', '1700000000.000001'],
  ])('that names people, after a mention %s: to the asker only, where they see it', async (_, thread) => {
    await slack.people.event(slack.people.mentionEvent('U0ANNA', 'lista', channel, thread))
    await slack.settled()
    expect(last(channel)).toMatchObject({ to: 'U0ANNA' })
    expect(last(channel).deleted).toBeUndefined()
    expect(last(channel).thread).toBe(thread)
  })

  it.each([
    ['in the channel', undefined],
    ['in a thread', '1700000000.000002'],
  ])('that counts, after a mention %s: for all to see, there', async (_, thread) => {
    await slack.people.event(slack.people.mentionEvent('U0ANNA', 'status', channel, thread))
    await slack.settled()
    expect(last(channel).to).toBeUndefined()
    expect(last(channel).text).toBe('Andel verifierade: 40 % (status)')
    expect(last(channel).thread).toBe(thread)
  })

  it('to a press on a message that began a thread: beside the message, not in the thread', async () => {
    await slack.people.write('U0ANNA', 'verifiera konton')
    await slack.settled()
    const card = last(direct)
    const body = slack.people.pressBody('U0ANNA', card, 'Visa alla') as { message: Record<string, unknown> }
    body.message.thread_ts = card.ts
    await slack.people.interact(body)
    await slack.settled()
    expect(wordsOf(last(direct).blocks)).toContain('Två personer')
    expect(last(direct).thread).toBeUndefined()
  })

  it('to a slash command where the bot is no member: at the response_url', async () => {
    await slack.people.slash('U0ANNA', 'status', 'C0AWAY')
    await slack.settled()
    expect(last('C0AWAY').to).toBe('U0ANNA')
  })

  it('when the response_url has expired: as an ephemeral message, else directly', async () => {
    slack.fake.failNext('response_url', { status: 404 })
    await slack.people.slash('U0ANNA', 'lista', channel)
    await slack.settled()
    expect(last(channel).to).toBe('U0ANNA')
    slack.fake.failNext('response_url', { status: 404 })
    await slack.people.slash('U0ANNA', 'lista', 'C0AWAY')
    await slack.settled()
    expect(messages('C0AWAY')).toEqual([])
    expect(wordsOf(last(direct).blocks)).toContain('Två personer')
  })

  it('in the direct conversation: as a message, typed or by slash', async () => {
    await slack.people.write('U0ANNA', 'lista')
    await slack.people.slash('U0ANNA', 'lista', direct)
    await slack.settled()
    expect(messages(direct).map((m) => m.to)).toEqual([undefined, undefined])
  })

  it('that names people, in a channel shared with others: directly', async () => {
    await slack.people.event(slack.people.mentionEvent('U0ANNA', 'lista', 'C0SHARED'))
    await slack.settled()
    expect(slack.said.at(-1)?.where.external).toBe(true)
    expect(wordsOf(last(direct).blocks)).toContain('Två personer')
    expect(messages('C0SHARED').every((m) => m.to === 'U0ANNA' && !JSON.stringify(m).includes('Anna Alm'))).toBe(true)
  })

  it('with a file: directly, the file in the thread of the message', async () => {
    await slack.people.slash('U0ANNA', 'exportera', channel)
    await slack.settled()
    const { thread, name, bytes } = slack.fake.state.uploads.at(-1)!
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
    await slack.people.slash('U0ANNA', 'konton företag=Acme', channel)
    await slack.settled()
    expect(last(direct).to).toBeUndefined()
    expect(last(direct).text).toContain('Skicka till 148?')
    expect(last(channel)).toMatchObject({ to: 'U0ANNA' })
    expect(last(channel).text).toContain('direktmeddelande')
  })

  it('turns into its progress when its owner confirms, and is followed', async () => {
    await slack.people.write('U0ANNA', 'verifiera konton')
    await slack.settled()
    const { ts } = last(direct)
    await slack.people.press('U0ANNA', last(direct), 'Skicka till 148')
    await slack.settled()
    expect(messages(direct)).toHaveLength(1)
    expect(wordsOf(last(direct).blocks)).toContain('12 av 148 klara (8 %)')
    expect(slack.followed).toMatchObject([{ send: 'K7QM', message: { channel: direct, message: ts, private: true } }])
  })

  it('stays when its owner looks at the list', async () => {
    await slack.people.write('U0ANNA', 'verifiera konton')
    await slack.settled()
    const card = last(direct)
    await slack.people.press('U0ANNA', card, 'Visa alla')
    await slack.settled()
    expect(card.updates).toBe(0)
    expect(wordsOf(last(direct).blocks)).toContain('Två personer')
  })

  it('stays when somebody else presses, and only they are told why', async () => {
    const message = { ...last(direct), channel, ts: slack.fake.state.nextTs(), blocks: [] as unknown[] }
    await slack.people.write('U0ANNA', 'verifiera konton')
    await slack.settled()
    const posted = { ...message, blocks: last(direct).blocks, text: 'x', updates: 0 }
    slack.fake.state.messages.push(posted)
    await slack.people.press('U0BO', posted, 'Skicka till 148')
    await slack.settled()
    expect(posted.updates).toBe(0)
    expect(posted.text).toBe('x')
    expect(last(channel)).toMatchObject({ to: 'U0BO' })
    expect(last(channel).text).toContain('inte din plan')
    expect(slack.followed).toEqual([])
  })
})

describe('a press on a private answer', () => {
  it('replaces it', async () => {
    await slack.people.slash('U0ANNA', 'lista', channel)
    await slack.settled()
    await slack.people.press('U0ANNA', last(channel), 'Nästa')
    await slack.settled()
    expect(messages(channel)).toHaveLength(1)
    expect(slack.said.at(-1)?.text).toBe('lista sida=2')
  })

  it('is one message to the bot however often Slack sends it, and another at each press', async () => {
    await slack.people.slash('U0ANNA', 'lista', channel)
    await slack.settled()
    const body = slack.people.pressBody('U0ANNA', last(channel), 'Nästa')
    const before = slack.said.length
    await Promise.all([slack.people.interact(body), slack.people.interact(body)])
    await slack.people.press('U0ANNA', last(channel), 'Nästa')
    await slack.settled()
    expect(slack.said.length - before).toBe(2)
  })
})

describe('what goes wrong', () => {
  it('newer blocks are refused: the card is sent again in classic ones', async () => {
    slack.fake.classicOnly = true
    await slack.people.write('U0ANNA', 'lista')
    await slack.people.slash('U0ANNA', 'lista', channel)
    await slack.settled()
    slack.fake.classicOnly = false
    for (const place of [direct, channel]) {
      expect(last(place).blocks.some((block) => block.type === 'table')).toBe(false)
      expect(wordsOf(last(place).blocks)).toContain(':smile: _Bo_')
    }
  })

  it('a rate limit: waited out as long as Slack says, and answered once', async () => {
    slack.fake.failNext('chat.postMessage', { status: 429, retryAfter: 2 })
    slack.fake.failNext('users.info', { status: 429, retryAfter: 1 })
    slack.fake.state.addUser('U0EJ', 'Ej Ek')
    const began = Date.now()
    await slack.people.write('U0EJ', 'status')
    await slack.settled()
    expect(Date.now() - began).toBeGreaterThanOrEqual(3_000)
    expect(slack.inbox.failures).toEqual([])
    expect(messages('D0EJ')).toHaveLength(1)
  })

  it('a longer rate limit is left to the inbox, so that nobody waits behind it', async () => {
    slack.fake.state.addUser('U0BO', 'Bo Ek')
    slack.fake.failNext('chat.postMessage', { status: 429, retryAfter: 9 })
    const began = Date.now()
    await slack.people.write('U0BO', 'status')
    await slack.settled()
    expect(Date.now() - began).toBeLessThan(4_000)
    expect(slack.inbox.failures.splice(0)).toMatchObject([{ error: { retryAfter: 9 } }])
  })

  it.each([
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'cannot_reply_to_message',
    'is_archived',
    'not_in_channel',
  ])('Slack refuses the post in a channel for good, %s: answered directly, once', async (error) => {
    slack.fake.failNext('chat.postMessage', { error })
    await slack.people.event(slack.people.mentionEvent('U0ANNA', 'status', channel))
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    expect(last(direct).text).toContain('Andel verifierade')
  })

  it.each(['messages_tab_disabled', 'cannot_dm_bot'])(
    'Slack takes no direct message, %s: shown where it was asked, and the operator is told what to do',
    async (error) => {
      slack.logged.length = 0
      slack.fake.failNext('chat.postMessage', { error })
      await slack.people.slash('U0ANNA', 'konton företag=Acme', channel)
      await slack.settled()
      expect(slack.inbox.failures).toEqual([])
      expect(last(channel)).toMatchObject({ to: 'U0ANNA' })
      expect(last(channel).text).toContain('Skicka till 148?')
      expect(slack.logged.join()).toContain(error)
    },
  )

  it.each(['msg_too_long', 'invalid_arguments', 'metadata_too_large'])(
    'Slack does not take the message, %s: it is not tried again, and the operator is told',
    async (error) => {
      slack.logged.length = 0
      slack.fake.failNext('chat.postMessage', { error })
      slack.fake.failNext('chat.postEphemeral', { error })
      await slack.people.write('U0ANNA', 'status')
      await slack.settled()
      expect(slack.inbox.failures).toEqual([])
      expect(slack.logged.join()).toMatch(new RegExp(`${error}.*remedy`))
    },
  )

  it.each(['account_inactive', 'not_enabled', 'token_revoked', 'missing_scope', 'accesslimited'])(
    'Slack refuses the app itself, %s: the operator is told, and nothing is tried again',
    async (error) => {
      slack.logged.length = 0
      const before = slack.fake.countOf('chat.postMessage')
      slack.fake.failNext('chat.postMessage', { error })
      await slack.people.write('U0ANNA', 'status')
      await slack.settled()
      expect(slack.inbox.failures).toEqual([])
      expect(slack.fake.countOf('chat.postMessage')).toBe(before + 1)
      expect(slack.logged.join()).toMatch(new RegExp(`${error}.*remedy`))
    },
  )

  it('internal_error: looked for in the history before it is posted again', async () => {
    slack.fake.failNext('chat.postMessage', { error: 'internal_error', late: true })
    await slack.people.write('U0ANNA', 'verifiera konton')
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    expect(messages(direct)).toHaveLength(1)
    slack.fake.failNext('chat.postMessage', { error: 'internal_error' })
    await slack.people.write('U0ANNA', 'status')
    await slack.settled()
    expect(slack.inbox.failures).toHaveLength(1)
    const looked = slack.fake.countOf('conversations.history')
    slack.inbox.retry()
    await slack.settled()
    expect(slack.fake.countOf('conversations.history')).toBe(looked + 1)
    expect(messages(direct)).toHaveLength(2)
  })

  it.each([
    ['the connection ends after the post', { drop: 'after' as const }],
    ['the post is answered with 503 after it took effect', { status: 503, late: true }],
  ])('%s: it is found, not posted again', async (_, fault) => {
    slack.fake.failNext('chat.postMessage', fault)
    await slack.people.write('U0ANNA', 'verifiera konton')
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    expect(messages(direct)).toHaveLength(1)
  })

  it('the connection ends before the post: posted when tried again', async () => {
    slack.fake.failNext('chat.postMessage', { drop: 'before' })
    await slack.people.write('U0ANNA', 'status')
    await slack.settled()
    expect(slack.inbox.failures).toHaveLength(1)
    slack.inbox.retry()
    await slack.settled()
    expect(messages(direct)).toHaveLength(1)
  })

  it('a mention where the bot may not write: answered directly', async () => {
    await slack.people.event(slack.people.mentionEvent('U0ANNA', 'status', 'C0AWAY'))
    await slack.settled()
    expect(last(direct).text).toContain('Andel verifierade')
  })

  it('the pressed message no longer exists: answered in a new one', async () => {
    await slack.people.write('U0ANNA', 'verifiera konton')
    await slack.settled()
    slack.fake.failNext('chat.update', { error: 'message_not_found' })
    await slack.people.press('U0ANNA', last(direct), 'Skicka till 148')
    await slack.settled()
    expect(wordsOf(last(direct).blocks)).toContain('12 av 148')
    expect(slack.followed).toHaveLength(1)
  })

  it('a file cannot be uploaded: the card is posted once, and the thread says that the file is missing', async () => {
    slack.fake.failNext('files.completeUploadExternal', { error: 'missing_scope' })
    await slack.people.write('U0ANNA', 'exportera')
    await slack.settled()
    expect(slack.inbox.failures).toEqual([])
    expect(messages(direct).map((m) => m.text.split('\n')[0])).toEqual([
      'Klart',
      expect.stringContaining('Filen kunde inte'),
    ])
  })

  it('Slack does not say who it is: nobody is answered until it does', async () => {
    slack.fake.state.addUser('U0CAJ', 'Caj Carl')
    const before = slack.said.length
    slack.fake.failNext('users.info', { status: 500 })
    await slack.people.write('U0CAJ', 'status')
    await slack.settled()
    expect(slack.said.length).toBe(before)
    slack.inbox.retry()
    await slack.settled()
    expect(slack.said.length).toBe(before + 1)
  })
})
