import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '../../../src/bot/index.ts'
import {
  added,
  anna,
  bo,
  edited,
  installed,
  mentioned,
  pressed,
  said,
  submitted,
} from '../../support/teams/activities.ts'
import { posts, type TeamsBench, teamsBench, updates, wordsIn } from '../../support/teams/bot.ts'
import { tenant } from '../../support/teams/cloud.ts'

let bench: TeamsBench
beforeEach(async () => {
  bench = await teamsBench()
})
afterEach(() => bench.close())

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
  it('is answered in the personal chat, after it was kept', async () => {
    const { status } = await bench.post(said(bench.cloud.url, anna, 'status'))
    expect(status).toBe(200)
    expect(bench.inbox).toHaveLength(1)
    await bench.settled()
    expect(bench.heard[0]).toMatchObject({
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
    const [sent] = posts(bench.cloud)
    expect(sent?.path).toBe('/v3/conversations/a:29:anna/activities')
    expect(sent?.token).toBe('Bearer token-of-the-bot')
    expect(sent?.body).toMatchObject({ type: 'message', summary: 'Du sa: status' })
    expect(wordsIn(sent?.body)).toContain('Du sa: status')
  })

  it('is answered once, however often it is delivered', async () => {
    const activity = said(bench.cloud.url, anna, 'status')
    for (let i = 0; i < 3; i += 1) expect((await bench.post(activity)).status).toBe(200)
    await bench.settled()
    expect(bench.heard).toHaveLength(1)
    expect(posts(bench.cloud)).toHaveLength(1)
  })

  it('loses every mention of the bot, and the answer stays in the thread', async () => {
    const activity = mentioned(bench.cloud.url, anna, 'konton <at>Verifiera</at> företag=Acme')
    await bench.post(activity)
    await bench.settled()
    expect(bench.heard[0]?.text.replace(/\s+/g, ' ')).toBe('konton företag=Acme')
    expect(bench.heard[0]?.files).toEqual([])
    expect(bench.heard[0]?.where.private).toBe(false)
    expect(posts(bench.cloud)[0]?.path).toContain('19:general@thread.tacv2;messageid=1700000000000')
  })

  it('is not heard again when it is edited', async () => {
    expect((await bench.post(edited(bench.cloud.url, anna, 'status'))).status).toBe(200)
    expect(bench.inbox).toEqual([])
  })

  it('is welcomed once, though Teams tells of an installation twice', async () => {
    await bench.post(installed(bench.cloud.url, anna))
    await bench.post(added(bench.cloud.url, anna))
    await bench.settled()
    expect(bench.heard.map((one) => one.text)).toEqual(['hjälp'])
  })
})

describe('answers that name people', () => {
  beforeEach(() => {
    bench.replies.set('lista', {
      card: { kind: 'notice', tone: 'info', title: 'Anna Ek, anna@acme.example' },
      private: true,
    })
  })

  it('go to the personal chat; the channel learns only that', async () => {
    await bench.post(mentioned(bench.cloud.url, anna, 'lista'))
    await bench.settled()
    const [privately, openly] = posts(bench.cloud)
    expect(privately?.path).toContain('a:29:anna')
    expect(wordsIn(privately?.body)).toContain('anna@acme.example')
    expect(openly?.path).toContain('19:general')
    expect(JSON.stringify(openly?.body)).not.toMatch(/anna/i)
  })

  it('show the way to install the bot to whoever has not', async () => {
    bench.cloud.strangers.add(anna.id)
    await bench.post(mentioned(bench.cloud.url, anna, 'lista'))
    await bench.settled()
    const sent = posts(bench.cloud)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.path).toContain('19:general')
    expect(JSON.stringify(sent[0]?.body)).toContain('https://teams.microsoft.com/l/app/')
    expect(JSON.stringify(sent[0]?.body)).not.toContain('anna@acme.example')
  })
})

describe('a press', () => {
  beforeEach(() => {
    bench.replies.set('verifiera konton', { card: plan, private: false })
    bench.replies.set('bekräfta K7QM', async ({ who }) =>
      who.user === anna.aadObjectId
        ? { card: running, replaces: true, private: false, follow: 'K7QM' }
        : { card: notYours, private: false },
    )
  })

  it('turns the card into its answer, for everybody, and the card follows the send', async () => {
    await bench.post(mentioned(bench.cloud.url, anna, 'verifiera konton'))
    await bench.settled()
    const message = posts(bench.cloud)[0]?.id ?? ''
    const { status, body } = await bench.post(
      pressed(bench.cloud.url, anna, 'bekräfta K7QM', { channel: true, message }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    await bench.settled()
    expect(updates(bench.cloud)[0]?.path).toMatch(new RegExp(`/activities/${message}$`))
    expect(bench.followed).toMatchObject([
      { send: 'K7QM', message: { message, channel: expect.stringContaining('19:general') } },
    ])
    expect(posts(bench.cloud)).toHaveLength(1)
  })

  it('by a colleague is answered to them alone; the card stays as it is', async () => {
    const { body } = await bench.post(pressed(bench.cloud.url, bo, 'bekräfta K7QM', { channel: true, message: 'm1' }))
    expect(body).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Bara den som frågade kan bekräfta\nBe om en egen plan.',
    })
    await bench.settled()
    expect(updates(bench.cloud)).toEqual([])
    expect(posts(bench.cloud)).toEqual([])
  })

  it('of an older client is a message, and means the same', async () => {
    await bench.post(submitted(bench.cloud.url, anna, 'bekräfta K7QM', { message: 'm7' }))
    await bench.settled()
    expect(bench.heard[0]).toMatchObject({ text: 'bekräfta K7QM', where: { message: 'm7' } })
    expect(updates(bench.cloud)[0]?.path).toMatch(/\/activities\/m7$/)
    await bench.post(submitted(bench.cloud.url, bo, 'bekräfta K7QM', { message: 'm7', channel: true }))
    await bench.settled()
    expect(posts(bench.cloud)[0]?.path).toContain('a:29:bo')
  })

  it('that asks for something else is answered below the card', async () => {
    const { body } = await bench.post(pressed(bench.cloud.url, anna, 'lista utskick=K7QM', { message: 'm1' }))
    expect(body).toMatchObject({ type: 'application/vnd.microsoft.activity.message' })
    await bench.settled()
    expect(updates(bench.cloud)).toEqual([])
    expect(wordsIn(posts(bench.cloud)[0]?.body)).toContain('lista utskick=K7QM')
  })

  it('whose answer takes too long gets a word at once and the card later', async () => {
    let finish = () => {}
    const gate = new Promise<void>((resolve) => {
      finish = resolve
    })
    bench.replies.set('bekräfta K7QM', async () => {
      await gate
      return { card: notYours, private: false }
    })
    const { body } = await bench.post(pressed(bench.cloud.url, bo, 'bekräfta K7QM', { message: 'm1' }))
    expect(body).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringContaining('arbetar'),
    })
    finish()
    await bench.settled()
    expect(wordsIn(posts(bench.cloud)[0]?.body)).toContain('Bara den som frågade')
  })

  it('without an id is answered all the same', async () => {
    const press = { ...pressed(bench.cloud.url, anna, 'bekräfta K7QM', { message: 'm1' }), id: undefined }
    expect((await bench.post(press)).body).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' })
  })

  it('delivered twice gets the same answer twice', async () => {
    const press = pressed(bench.cloud.url, anna, 'bekräfta K7QM', { message: 'm1' })
    const first = await bench.post(press)
    const second = await bench.post(press)
    expect(second).toEqual(first)
    expect(bench.heard).toHaveLength(1)
  })
})

describe('work that fails', () => {
  it('is tried again without posting twice', async () => {
    await bench.close()
    bench = await teamsBench({ work: false })
    bench.replies.set('bekräfta K7QM', { card: running, replaces: true, private: false, follow: 'K7QM' })
    await bench.post(said(bench.cloud.url, anna, 'bekräfta K7QM'))
    bench.cloud.failures.push({ status: 200 }, { status: 500 })
    await expect(bench.chat.work?.(bench.inbox[0])).rejects.toThrow('500')
    await bench.chat.work?.(bench.inbox[0])
    await bench.chat.work?.(bench.inbox[0])
    expect(posts(bench.cloud).filter((call) => call.id)).toHaveLength(1)
  })

  it('is given up where the bot may not write any more', async () => {
    bench.cloud.strangers.add(anna.id)
    await bench.post(said(bench.cloud.url, anna, 'status'))
    await expect(bench.settled()).resolves.toBeUndefined()
  })
})
