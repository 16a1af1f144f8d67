import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Stage, stageSlack } from '../../support/slack/adapter.ts'
import { TEAM } from '../../support/slack/state.ts'

const card = { kind: 'notice' as const, tone: 'info' as const, title: 'Svar' }
let stage: Stage

beforeAll(async () => {
  stage = await stageSlack(() => ({ card, private: true }))
  stage.fake.tiersOn = false
  stage.fake.state.addUser('U0ANNA', 'Anna Alm')
  stage.fake.state.addChannel('C0HR', ['U0ANNA', 'U0BOT'])
})
afterAll(() => stage.close())

const now = () => Math.floor(Date.now() / 1000)

describe('the gate', () => {
  it('lets a signed request in and answers within the three seconds', async () => {
    const { status, body } = await stage.people.slash('U0ANNA', 'status')
    await stage.settled()
    expect(status).toBe(200)
    expect(body).toBe('')
    expect(stage.said.at(-1)).toMatchObject({
      text: 'status',
      slash: true,
      who: { user: 'U0ANNA', standing: 'member' },
    })
  })

  it.each([
    ['a wrong secret', { secret: 'somebody else' }],
    ['six minutes old', { time: now() - 360 }],
    ['six minutes in the future', { time: now() + 360 }],
    ['a day in the future', { time: now() + 86_400 }],
    ['no signature', { headers: { 'x-slack-signature': '' } }],
    ['another version', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
    ['a time that is none', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
  ])('refuses %s with 401', async (_, signing) => {
    const before = stage.inbox.kept.length
    const body = stage.people.slashBody('U0ANNA', 'status')
    const { status } = await stage.people.deliver(body, { type: 'application/x-www-form-urlencoded', ...signing })
    expect(status).toBe(401)
    expect(stage.inbox.kept.length).toBe(before)
  })

  it('answers a replayed request once', async () => {
    const body = stage.people.slashBody('U0ANNA', 'hjälp')
    const before = stage.inbox.kept.length
    for (let i = 0; i < 5; i++) await stage.people.deliver(body, { type: 'application/x-www-form-urlencoded' })
    expect(stage.inbox.kept.length).toBe(before + 1)
  })

  it.each([
    'null',
    '5',
    '[]',
    '"x"',
    '{}',
    '{"type":"event_callback"}',
    '{"type":"event_callback","event":null}',
    '{',
    '',
  ])('outlives a signed %s', async (body) => {
    expect((await stage.people.deliver(body)).status).toBe(400)
  })

  it.each([
    'null',
    '[]',
    '{"type":"block_actions"}',
    '{"type":"block_actions","user":{"id":"U1"},"actions":[null]}',
    '{',
  ])('outlives a signed payload of %s', async (payload) => {
    const body = new URLSearchParams({ payload }).toString()
    const { status } = await stage.people.deliver(body, { type: 'application/x-www-form-urlencoded' })
    expect(status).toBe(400)
  })

  it('refuses a body larger than anything Slack sends, and other methods', async () => {
    const { status } = await stage.people.deliver(JSON.stringify({ x: 'x'.repeat(1024 * 1024) }))
    expect(status).toBe(413)
    expect((await fetch(stage.people.url)).status).toBe(405)
  })

  it('reads a form whose type names a charset', async () => {
    const type = 'application/x-www-form-urlencoded; charset=utf-8'
    const { status } = await stage.people.deliver(stage.people.slashBody('U0ANNA', 'språk sv'), { type })
    await stage.settled()
    expect(status).toBe(200)
    expect(stage.said.at(-1)?.text).toBe('språk sv')
  })

  it('answers the check of the address', async () => {
    const { body } = await stage.people.deliver('{"type":"url_verification","challenge":"abc"}')
    expect(body).toContain('abc')
  })

  it('answers an unknown command at once, and asks nobody', async () => {
    const before = stage.inbox.kept.length
    const { status, body } = await stage.people.slash('U0ANNA', 'x', 'C0HR', '/annat')
    expect(status).toBe(200)
    expect(body).toContain('/verifiera hjälp')
    expect(stage.inbox.kept.length).toBe(before)
  })

  it('lets no other workspace in', async () => {
    const before = stage.inbox.kept.length
    const body = stage.people.slashBody('U0ANNA', 'status').replace(TEAM, 'T0OTHER')
    const { status, body: words } = await stage.people.deliver(body, { type: 'application/x-www-form-urlencoded' })
    expect(status).toBe(200)
    expect(words).toContain('arbetsytan')
    expect(stage.inbox.kept.length).toBe(before)
  })

  it('acknowledges nothing that it could not keep', async () => {
    stage.inbox.broken = true
    expect((await stage.people.write('U0ANNA', 'status')).status).toBe(500)
    stage.inbox.broken = false
  })
})

describe('one message', () => {
  it('is kept once however often Slack delivers it', async () => {
    const body = stage.people.eventBody(stage.people.messageEvent('U0ANNA', 'skicka länk'))
    const before = stage.inbox.kept.length
    for (const reason of ['', 'http_timeout', 'http_error']) {
      const headers: Record<string, string> = reason ? { 'x-slack-retry-num': '1', 'x-slack-retry-reason': reason } : {}
      expect((await stage.people.deliver(JSON.stringify(body), { headers })).status).toBe(200)
    }
    expect(stage.inbox.kept.length).toBe(before + 1)
  })

  it('is kept once when it comes as message and as app_mention', async () => {
    const mention = stage.people.mentionEvent('U0ANNA', 'status', 'C0HR')
    const before = stage.inbox.kept.length
    await stage.people.event({ ...mention, type: 'message', channel_type: 'channel' })
    await stage.people.event(mention)
    await stage.settled()
    expect(stage.inbox.kept.length).toBe(before + 1)
    expect(stage.said.at(-1)?.text).toBe('status')
  })

  it.each([
    ['of the bot itself', { bot_id: 'B0BOT' }],
    ['that was changed', { subtype: 'message_changed' }],
    ['in a channel that mentions nobody', { channel_type: 'channel' }],
  ])('%s is nothing to us', async (_, more) => {
    const before = stage.inbox.kept.length
    const { status } = await stage.people.write('U0ANNA', 'status', more)
    expect(status).toBe(200)
    expect(stage.inbox.kept.length).toBe(before)
  })

  it.each([
    ['<@U0BOT> status företag=Acme', 'status företag=Acme'],
    ['<@U0BOT|verifiera>   status', 'status'],
    ['roll ge <@U0BO> admin', 'roll ge <@U0BO> admin'],
  ])('%s says: %s', async (typed, said) => {
    await stage.people.write('U0ANNA', typed)
    await stage.settled()
    expect(stage.said.at(-1)?.text).toBe(said)
  })

  it('leaves no token of Slack in the inbox', () => {
    expect(JSON.stringify(stage.inbox.kept)).not.toContain('"token"')
  })
})
