import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card, Reply } from '../../../src/bot/index.ts'
import {
  added,
  anna,
  bo,
  bot,
  edited,
  installed,
  mentioned,
  pressed,
  said,
  submitted,
} from '../../support/teams/activities.ts'
import { tenant } from '../../support/teams/cloud.ts'
import { createHarness, posts, type TeamsHarness, updates, wordsIn } from '../../support/teams/harness.ts'

let harness: TeamsHarness
beforeEach(async () => {
  harness = await createHarness()
  for (const id of ['m1', 'm7']) harness.cloud.messages.add(id)
  // to-asker.test.ts has what is different where Teams takes messages for one member alone.
  harness.cloud.targets = false
})
afterEach(() => harness.close())

const accepted = () => posts(harness.cloud).filter(({ id }) => id)

const plan: Card = {
  kind: 'plan',
  tone: 'question',
  title: 'Skicka till 12?',
  facts: [['Matchar', '15']],
  buttons: [{ label: 'Skicka till 12', say: 'bekräfta K7QM', effect: 'primary' }],
  data: { plan: 'K7QM' },
}
const running: Card = {
  kind: 'send',
  tone: 'info',
  title: 'Skickar',
  progress: { done: 3, total: 12 },
  data: { send: 'K7QM' },
}
const notYours: Card = {
  kind: 'refusal',
  tone: 'bad',
  title: 'Bara den som frågade kan bekräfta',
  text: 'Be om en egen plan.',
  data: { refused: 'not_yours' },
}

describe('what people write', () => {
  it('is stored before it is acknowledged, and answered in the personal chat', async () => {
    const { status } = await harness.post(said(harness.cloud.url, anna, 'status'))
    expect(status).toBe(200)
    expect(harness.inbox).toHaveLength(1)
    await harness.settled()
    expect(harness.heard[0]).toMatchObject({
      text: 'status',
      language: 'sv',
      who: {
        platform: 'teams',
        workspace: tenant,
        user: anna.aadObjectId,
        name: 'Anna Ek',
        email: 'anna@acme.example',
        standing: 'member',
      },
      where: { chat: 'teams', workspace: tenant, channel: 'a:29:anna', private: true },
    })
    const [sent] = posts(harness.cloud)
    expect(sent?.path).toBe('/v3/conversations/a:29:anna/activities')
    expect(sent?.token).toBe('Bearer token-of-the-bot')
    expect(sent?.body).toMatchObject({ type: 'message', summary: 'Du sa: status' })
    expect(wordsIn(sent?.body)).toContain('Du sa: status')
  })

  it('is answered once, however often it is delivered', async () => {
    const activity = said(harness.cloud.url, anna, 'status')
    for (let i = 0; i < 3; i += 1) expect((await harness.post(activity)).status).toBe(200)
    await harness.settled()
    expect(harness.heard).toHaveLength(1)
    expect(posts(harness.cloud)).toHaveLength(1)
  })

  it('is read without the mentions of the bot, and answered in the thread', async () => {
    const activity = mentioned(harness.cloud.url, anna, 'konton <at>Verifiera</at> företag=Acme')
    await harness.post(activity)
    await harness.settled()
    expect(harness.heard[0]?.text.replace(/\s+/g, ' ')).toBe('konton företag=Acme')
    expect(harness.heard[0]?.files).toEqual([])
    expect(harness.heard[0]?.where.private).toBe(false)
    expect(posts(harness.cloud)[0]?.path).toContain('19:general@thread.tacv2;messageid=1700000000000')
  })

  it.each([
    ['a personal chat', said],
    ['a channel', mentioned],
  ])('is heard as edited, once for each edit, when somebody corrects it in %s', async (_, write) => {
    const message = write(harness.cloud.url, anna, 'verifera konton')
    const corrected = edited(message, 'verifiera konton')
    for (const one of [message, corrected, corrected, edited(message, 'verifiera konton företag=Acme')])
      expect((await harness.post(one)).status).toBe(200)
    await harness.settled()
    expect(harness.heard.map(({ text, edited: isEdit }) => [text, isEdit === true])).toEqual([
      ['verifera konton', false],
      ['verifiera konton', true],
      ['verifiera konton företag=Acme', true],
    ])
    expect(posts(harness.cloud)).toHaveLength(3)
  })

  it('is heard as edited without a text, as in Microsoft’s own example', async () => {
    const { text: _, ...without } = edited(said(harness.cloud.url, anna, 'status'), '')
    expect((await harness.post(without)).status).toBe(200)
    await harness.settled()
    expect(harness.heard).toMatchObject([{ text: '', edited: true }])
  })

  it('is not heard again when it is undeleted, nor edited in a channel without a mention, nor when the bot edits', async () => {
    const message = said(harness.cloud.url, anna, 'status')
    const undeleted = {
      ...edited(message, 'status'),
      channelData: { tenant: { id: tenant }, eventType: 'undeleteMessage' },
    }
    const unmentioned = { ...edited(mentioned(harness.cloud.url, anna, 'x'), 'status'), text: 'status', entities: [] }
    const own = { ...edited(message, 'status'), from: bot }
    for (const one of [undeleted, unmentioned, own]) expect((await harness.post(one)).status).toBe(200)
    expect(harness.inbox).toEqual([])
  })

  it('begins with one welcome, though Teams reports an installation twice', async () => {
    await harness.post(installed(harness.cloud.url, anna))
    await harness.post(added(harness.cloud.url, anna))
    await harness.settled()
    expect(harness.heard.map((one) => one.text)).toEqual(['startsida'])
  })
})

describe('answers that name people', () => {
  beforeEach(() => {
    harness.replies.set('lista', {
      card: { kind: 'notice', tone: 'info', title: 'Anna Ek, anna@acme.example' },
      private: true,
    })
  })

  it('go to the personal chat; in the channel stands only that they did', async () => {
    await harness.post(mentioned(harness.cloud.url, anna, 'lista'))
    await harness.settled()
    const [privately, openly] = accepted()
    expect(privately?.path).toContain('a:29:anna')
    expect(wordsIn(privately?.body)).toContain('anna@acme.example')
    expect(openly?.path).toContain('19:general')
    expect(JSON.stringify(openly?.body)).not.toMatch(/anna/i)
  })

  it('are replaced by an invitation to install the bot for whoever has not', async () => {
    harness.cloud.notInstalled.add(anna.id)
    await harness.post(mentioned(harness.cloud.url, anna, 'lista'))
    await harness.settled()
    const sent = accepted()
    expect(sent).toHaveLength(1)
    expect(sent[0]?.path).toContain('19:general')
    expect(JSON.stringify(sent[0]?.body)).toContain('https://teams.microsoft.com/l/app/')
    expect(JSON.stringify(sent[0]?.body)).not.toContain('anna@acme.example')
  })
})

describe('a press', () => {
  beforeEach(() => {
    harness.replies.set('verifiera konton', { card: plan, private: false })
    harness.replies.set('bekräfta K7QM', async ({ who }) =>
      who.user === anna.aadObjectId
        ? { card: running, replaces: true, private: false, follow: 'K7QM' }
        : { card: notYours, private: false },
    )
  })

  it('replaces the card by the answer, for everybody, and the card follows the send', async () => {
    await harness.post(mentioned(harness.cloud.url, anna, 'verifiera konton'))
    await harness.settled()
    const message = posts(harness.cloud)[0]?.id ?? ''
    const { status, body } = await harness.post(
      pressed(harness.cloud.url, anna, 'bekräfta K7QM', { channel: true, message }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    await harness.settled()
    expect(updates(harness.cloud)[0]?.path).toMatch(new RegExp(`/activities/${message}$`))
    expect(harness.followed).toMatchObject([
      { send: 'K7QM', message: { message, channel: expect.stringContaining('19:general') } },
    ])
    expect(posts(harness.cloud)).toHaveLength(1)
  })

  it('by a colleague is answered only to them; the card stays as it is', async () => {
    const { body } = await harness.post(
      pressed(harness.cloud.url, bo, 'bekräfta K7QM', { channel: true, message: 'm1' }),
    )
    expect(body).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Bara den som frågade kan bekräfta\nBe om en egen plan.',
    })
    await harness.settled()
    expect(updates(harness.cloud)).toEqual([])
    expect(posts(harness.cloud)).toEqual([])
  })

  it('of an older client is a message, and means the same', async () => {
    await harness.post(submitted(harness.cloud.url, anna, 'bekräfta K7QM', { message: 'm7' }))
    await harness.settled()
    expect(harness.heard[0]).toMatchObject({ text: 'bekräfta K7QM', where: { message: 'm7' } })
    expect(updates(harness.cloud)[0]?.path).toMatch(/\/activities\/m7$/)
    await harness.post(submitted(harness.cloud.url, bo, 'bekräfta K7QM', { message: 'm7', channel: true }))
    await harness.settled()
    expect(accepted()[0]?.path).toContain('a:29:bo')
  })

  it.each(['0', '-1', '1:4f-Zq', 'm404'])(
    'on a card that Teams knows only as %s shows the send in a new card',
    async (message) => {
      await harness.post(pressed(harness.cloud.url, anna, 'bekräfta K7QM', { message }))
      await harness.settled()
      const [card, ...more] = posts(harness.cloud)
      expect(wordsIn(card?.body)).toContain('Skickar')
      expect(more).toEqual([])
      expect(harness.followed.at(-1)).toMatchObject({ send: 'K7QM', message: { message: card?.id } })
    },
  )

  it.each([400, 403, 404, 413])('whose card may not be updated (%i) shows the send in a new card', async (status) => {
    harness.replies.set('bekräfta K7QM', async () => {
      harness.cloud.failures.push({ status })
      return { card: running, replaces: true, private: false, follow: 'K7QM' }
    })
    await harness.post(pressed(harness.cloud.url, anna, 'bekräfta K7QM', { message: 'm1' }))
    await harness.settled()
    expect(harness.followed.map(({ message }) => message.message)).toEqual(['m1', posts(harness.cloud)[0]?.id])
  })

  it('is followed before its card is updated, so that a crash in between loses no progress', async () => {
    await harness.close()
    harness = await createHarness({ work: false })
    harness.replies.set('bekräfta K7QM', async () => {
      harness.cloud.failures.push({ status: 500 })
      return { card: running, replaces: true, private: false, follow: 'K7QM' }
    })
    const waiting = harness.post(pressed(harness.cloud.url, anna, 'bekräfta K7QM', { message: 'm1' }))
    while (harness.inbox.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await expect(harness.chat.work?.(harness.inbox[0])).rejects.toThrow('500')
    expect(harness.followed).toMatchObject([{ send: 'K7QM', message: { message: 'm1' } }])
    await waiting
  })

  it('answered in a message without an id is not followed: each update would be a new message', async () => {
    harness.cloud.namesMessages = false
    await harness.post(said(harness.cloud.url, anna, 'bekräfta K7QM'))
    await harness.settled()
    expect(posts(harness.cloud)).toHaveLength(1)
    expect(harness.followed).toEqual([])
  })

  it('for something else is answered below the card', async () => {
    const { body } = await harness.post(pressed(harness.cloud.url, anna, 'lista utskick=K7QM', { message: 'm1' }))
    expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    await harness.settled()
    expect(updates(harness.cloud)).toEqual([])
    expect(wordsIn(posts(harness.cloud)[0]?.body)).toContain('lista utskick=K7QM')
  })

  it('whose answer takes too long gets a notice in time and the card later', async () => {
    let finish = () => {}
    const gate = new Promise<void>((resolve) => {
      finish = resolve
    })
    harness.replies.set('bekräfta K7QM', async () => {
      await gate
      return { card: notYours, private: false }
    })
    const { body } = await harness.post(pressed(harness.cloud.url, bo, 'bekräfta K7QM', { message: 'm1' }))
    expect(body).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('arbetar'),
    })
    finish()
    await harness.settled()
    expect(wordsIn(posts(harness.cloud)[0]?.body)).toContain('Bara den som frågade')
  })

  it('without an id is answered too', async () => {
    const press = { ...pressed(harness.cloud.url, anna, 'bekräfta K7QM', { message: 'm1' }), id: undefined }
    expect((await harness.post(press)).body).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' })
  })

  it('delivered twice gets the same answer twice', async () => {
    const press = pressed(harness.cloud.url, anna, 'bekräfta K7QM', { message: 'm1' })
    const first = await harness.post(press)
    const second = await harness.post(press)
    expect(second).toEqual(first)
    expect(harness.heard).toHaveLength(1)
  })
})

describe('long work', () => {
  const working = (done: number): Card => ({
    kind: 'notice',
    tone: 'info',
    title: 'Läser filen',
    progress: { done, total: 9 },
  })
  const long = (reply: Reply, replaces = false) =>
    harness.replies.set('importera', async ({ meanwhile }) => {
      await meanwhile?.(working(3), replaces)
      await meanwhile?.(working(6), replaces)
      return reply
    })
  const done: Card = { kind: 'plan', tone: 'question', title: 'Nio rader' }

  it('shows how far it is in one message, whose place the answer takes', async () => {
    long({ card: done, private: true })
    await harness.post(said(harness.cloud.url, anna, 'importera'))
    await harness.settled()
    expect(posts(harness.cloud)).toHaveLength(1)
    expect(wordsIn(posts(harness.cloud)[0]?.body)).toContain('Läser filen')
    expect(wordsIn(updates(harness.cloud).at(-1)?.body)).toContain('Nio rader')
  })

  it('shows it on the pressed card if the answer will stand there', async () => {
    long({ card: done, private: true, replaces: true }, true)
    await harness.post(pressed(harness.cloud.url, anna, 'importera', { message: 'm1' }))
    await harness.settled()
    expect(posts(harness.cloud)).toEqual([])
    expect(updates(harness.cloud).every(({ path }) => path.endsWith('/m1'))).toBe(true)
    expect(wordsIn(updates(harness.cloud).at(-1)?.body)).toContain('Nio rader')
  })

  it('in a channel gives way to a pointer, if the answer is private', async () => {
    long({ card: done, private: true })
    await harness.post(mentioned(harness.cloud.url, anna, 'importera'))
    await harness.settled()
    expect(posts(harness.cloud).map(({ path }) => path.includes('19:general'))).toEqual([true, false])
    expect(updates(harness.cloud).at(-1)?.body.text).toContain('privata chatt')
  })

  it('is answered also where the message cannot be replaced', async () => {
    long({ card: done, private: true })
    harness.cloud.namesMessages = false
    await harness.post(said(harness.cloud.url, anna, 'importera'))
    await harness.settled()
    expect(wordsIn(posts(harness.cloud).at(-1)?.body)).toContain('Nio rader')
  })
})

describe('an installation', () => {
  const welcomes = () => harness.heard.filter(({ text }) => text === 'startsida').length

  it('may be reported without a tenant in the conversation, as in Microsoft’s documents', async () => {
    const activity = added(harness.cloud.url, anna)
    const { tenantId: _, ...conversation } = activity.conversation as Record<string, string>
    expect((await harness.post({ ...activity, conversation })).status).toBe(200)
    await harness.settled()
    expect(welcomes()).toBe(1)
    expect(harness.heard[0]?.where.external).toBeUndefined()
    const message = { ...said(harness.cloud.url, anna, 'status'), conversation }
    expect((await harness.post(message)).status).toBe(401)
  })

  it('is welcomed again after a removal, within the hour', async () => {
    for (const activity of [installed, added, installed, added]) {
      await harness.post(activity(harness.cloud.url, anna))
      await harness.settled()
    }
    expect(welcomes()).toBe(2)
  })

  it('in a team is answered with what the bot is, not with the commands of whoever installed it', async () => {
    const { conversation } = mentioned(harness.cloud.url, anna, 'x')
    await harness.post({ ...installed(harness.cloud.url, anna), conversation })
    await harness.settled()
    expect(harness.heard).toEqual([])
    expect(posts(harness.cloud)).toHaveLength(1)
    expect(wordsIn(posts(harness.cloud)[0]?.body)).toContain('@Verifiera hjälp')
  })
})

describe('what cannot be read', () => {
  it('is cut where it is over the limits, and answered', async () => {
    const activity = said(harness.cloud.url, anna, 'x'.repeat(150_000))
    const entities = Array.from({ length: 300 }, () => ({ type: 'mention', text: 'y'.repeat(1200) }))
    expect((await harness.post({ ...activity, entities, locale: 7, name: {} })).status).toBe(200)
    await harness.settled()
    expect(posts(harness.cloud)).toHaveLength(1)
  })

  it('is answered if Teams does not tell who wrote, and logged once with the step', async () => {
    harness.cloud.hidesMembers = true
    await harness.post(said(harness.cloud.url, anna, 'status'))
    await harness.settled()
    expect(harness.heard).toEqual([])
    expect(posts(harness.cloud)[0]?.body.text).toContain('inte se vem du är')
    expect(harness.logged).toEqual([{ what: 'Teams does not tell who somebody is', step: 'getMember', status: 403 }])
  })
})

describe('work that fails', () => {
  it('is tried again without posting twice', async () => {
    await harness.close()
    harness = await createHarness({ work: false })
    harness.replies.set('bekräfta K7QM', { card: running, replaces: true, private: false, follow: 'K7QM' })
    await harness.post(said(harness.cloud.url, anna, 'bekräfta K7QM'))
    harness.cloud.failures.push({ status: 200 }, { status: 500 })
    await expect(harness.chat.work?.(harness.inbox[0])).rejects.toThrow('500')
    await harness.chat.work?.(harness.inbox[0])
    await harness.chat.work?.(harness.inbox[0])
    expect(posts(harness.cloud).filter((call) => call.id)).toHaveLength(1)
  })

  it('is given up where the bot may not write any more', async () => {
    harness.cloud.notInstalled.add(anna.id)
    await harness.post(said(harness.cloud.url, anna, 'status'))
    await expect(harness.settled()).resolves.toBeUndefined()
  })
})
