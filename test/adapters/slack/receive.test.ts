import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filterForm } from '../../../adapters/slack/forms/filter.ts'
import { type AdapterUnderTest, startAdapter } from '../../support/slack/adapter.ts'
import { TEAM } from '../../support/slack/state.ts'

const card = { kind: 'notice' as const, tone: 'info' as const, title: 'Svar' }
let slack: AdapterUnderTest

beforeAll(async () => {
  slack = await startAdapter(() => ({ card, private: true }))
  slack.fake.tiersOn = false
  slack.fake.state.addUser('U0ANNA', 'Anna Alm')
  slack.fake.state.addChannel('C0HR', ['U0ANNA', 'U0BOT'])
})
afterAll(() => slack.close())

const FORM = 'application/x-www-form-urlencoded'
const now = () => Math.floor(Date.now() / 1000)

describe('a request', () => {
  it('with a right signature is acknowledged, kept and answered', async () => {
    const { status, body } = await slack.people.slash('U0ANNA', 'status')
    await slack.settled()
    expect(status).toBe(200)
    expect(body).toBe('')
    expect(slack.said.at(-1)).toMatchObject({
      text: 'status',
      slash: true,
      who: { user: 'U0ANNA', standing: 'member' },
    })
  })

  it.each([
    ['with a wrong secret', { secret: 'somebody else' }],
    ['six minutes old', { time: now() - 360 }],
    ['from six minutes in the future', { time: now() + 360 }],
    ['from a day in the future', { time: now() + 86_400 }],
    ['without a signature', { headers: { 'x-slack-signature': '' } }],
    ['with a signature of another version', { headers: { 'x-slack-signature': `v1=${'0'.repeat(64)}` } }],
    ['without a readable time', { headers: { 'x-slack-request-timestamp': 'NaN' } }],
  ])('%s is refused with 401', async (_, signing) => {
    const before = slack.inbox.kept.length
    const body = slack.people.slashBody('U0ANNA', 'status')
    const { status } = await slack.people.deliver(body, { type: FORM, ...signing })
    expect(status).toBe(401)
    expect(slack.inbox.kept.length).toBe(before)
  })

  it('that is replayed is acknowledged each time and kept once', async () => {
    const body = slack.people.slashBody('U0ANNA', 'hjälp')
    const before = slack.inbox.kept.length
    for (let i = 0; i < 5; i++) await slack.people.deliver(body, { type: FORM })
    expect(slack.inbox.kept.length).toBe(before + 1)
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
  ])('with a right signature and the body %s is refused', async (body) => {
    expect((await slack.people.deliver(body)).status).toBe(400)
  })

  it.each([
    'null',
    '[]',
    '{"type":"block_actions"}',
    '{"type":"block_actions","user":{"id":"U1"},"actions":[null]}',
    '{',
  ])('with a right signature and the payload %s is refused', async (payload) => {
    const body = new URLSearchParams({ payload }).toString()
    const { status } = await slack.people.deliver(body, { type: FORM })
    expect(status).toBe(400)
  })

  it.each([
    ['null', 'application/json'],
    ['payload=null', FORM],
    ['{', 'application/json'],
    ['ssl_check=1', FORM],
    ['%73sl_check=1&command=%2Fverifiera&team_id=T0ACME&user_id=U0ANNA&channel_id=C0HR', FORM],
  ])('with a wrong signature and the body %s is refused with 401', async (body, type) => {
    const before = slack.inbox.kept.length
    expect((await slack.people.deliver(body, { type, secret: 'somebody else' })).status).toBe(401)
    expect(slack.inbox.kept.length).toBe(before)
  })

  it('that checks the certificate is answered, and nothing else is done', async () => {
    const before = slack.inbox.kept.length
    const body = `${slack.people.slashBody('U0ANNA', 'status')}&ssl_check=1`
    expect((await slack.people.deliver(body, { type: FORM })).status).toBe(200)
    expect(slack.inbox.kept.length).toBe(before)
  })

  it('with a wrong signature is logged once a minute', async () => {
    for (let i = 0; i < 3; i++) await slack.people.deliver('{}', { secret: 'somebody else' })
    expect(slack.logged.filter((line) => line.includes('signature mismatch'))).toHaveLength(1)
  })

  it('that is larger than any of Slack, or no POST, is refused', async () => {
    const { status } = await slack.people.deliver(JSON.stringify({ x: 'x'.repeat(1024 * 1024) }))
    expect(status).toBe(413)
    expect((await fetch(slack.people.url)).status).toBe(405)
  })

  it('is read as a form when its content type names a charset', async () => {
    const type = `${FORM}; charset=utf-8`
    const { status } = await slack.people.deliver(slack.people.slashBody('U0ANNA', 'språk sv'), { type })
    await slack.settled()
    expect(status).toBe(200)
    expect(slack.said.at(-1)?.text).toBe('språk sv')
  })

  it('that verifies the address is answered with its challenge', async () => {
    const { body } = await slack.people.deliver('{"type":"url_verification","challenge":"abc"}')
    expect(body).toContain('abc')
  })

  it('for an unknown command is answered at once and not kept', async () => {
    const before = slack.inbox.kept.length
    const { status, body } = await slack.people.slash('U0ANNA', 'x', 'C0HR', '/annat')
    expect(status).toBe(200)
    expect(body).toContain('/verifiera hjälp')
    expect(slack.inbox.kept.length).toBe(before)
  })

  it('from another workspace is answered at once and not kept', async () => {
    const before = slack.inbox.kept.length
    const body = slack.people.slashBody('U0ANNA', 'status').replace(TEAM, 'T0OTHER')
    const { status, body: words } = await slack.people.deliver(body, { type: FORM })
    expect(status).toBe(200)
    expect(words).toContain('arbetsytan')
    expect(slack.inbox.kept.length).toBe(before)
  })

  it.each([
    ['an event', () => slack.people.write('U0ANNA', 'status')],
    ['a slash command', () => slack.people.slash('U0ANNA', 'status')],
    ['a press', () => slack.people.change('U0ANNA', 'V0FORM', 'filter:ord', {})],
    ['a submitted form', () => slack.people.submit('U0ANNA', 'V0FORM', {})],
    ['a shortcut', () => slack.people.shortcut('U0ANNA', 'choose_accounts')],
  ])('that cannot be kept is not acknowledged: %s', async (_, deliver) => {
    slack.fake.state.views.set('V0FORM', { view: filterForm('sv'), user: 'U0ANNA', updates: 0 })
    slack.inbox.broken = true
    const { status, body, took } = await deliver()
    slack.inbox.broken = false
    expect({ status, body }).toEqual({ status: 500, body: '' })
    expect(took).toBeLessThan(2_000)
  })

  it.each([
    ['a button without a command', { type: 'block_actions', actions: [{ type: 'button', block_id: 'b' }] }],
    ['a closed form', { type: 'view_closed', view: { id: 'V0FORM', callback_id: 'filter' } }],
    ['an unknown shortcut', { type: 'shortcut', callback_id: 'other' }],
  ])('that is nothing to us is acknowledged at once: %s', async (_, more) => {
    const before = slack.inbox.kept.length
    const body = { team: { id: TEAM }, user: { id: 'U0ANNA', team_id: TEAM }, trigger_id: 'trigger.1', ...more }
    expect((await slack.people.interact(body)).status).toBe(200)
    expect(slack.inbox.kept.length).toBe(before)
  })
})

describe('one message', () => {
  it('is kept once however often Slack delivers it', async () => {
    const body = slack.people.eventBody(slack.people.messageEvent('U0ANNA', 'skicka länk'))
    const before = slack.inbox.kept.length
    for (const reason of ['', 'http_timeout', 'http_error']) {
      const headers: Record<string, string> = reason ? { 'x-slack-retry-num': '1', 'x-slack-retry-reason': reason } : {}
      expect((await slack.people.deliver(JSON.stringify(body), { headers })).status).toBe(200)
    }
    expect(slack.inbox.kept.length).toBe(before + 1)
  })

  it('is kept once when it comes as message and as app_mention', async () => {
    const mention = slack.people.mentionEvent('U0ANNA', 'status', 'C0HR')
    const before = slack.inbox.kept.length
    await slack.people.event({ ...mention, type: 'message', channel_type: 'channel' })
    await slack.people.event(mention)
    await slack.settled()
    expect(slack.inbox.kept.length).toBe(before + 1)
    expect(slack.said.at(-1)?.text).toBe('status')
  })

  it.each([
    ['of the bot', { bot_id: 'B0BOT' }],
    ['that was changed', { subtype: 'message_changed' }],
    ['in a channel that mentions nobody', { channel_type: 'channel' }],
  ])('%s is ignored', async (_, more) => {
    const before = slack.inbox.kept.length
    const { status } = await slack.people.write('U0ANNA', 'status', more)
    expect(status).toBe(200)
    expect(slack.inbox.kept.length).toBe(before)
  })

  it.each([
    ['<@U0BOT> status företag=Acme', 'status företag=Acme'],
    ['<@U0BOT|verifiera>   status', 'status'],
    ['roll ge <@U0BO> admin', 'roll ge <@U0BO> admin'],
  ])('%s says: %s', async (typed, said) => {
    await slack.people.write('U0ANNA', typed)
    await slack.settled()
    expect(slack.said.at(-1)?.text).toBe(said)
  })

  it('leaves none of the tokens of Slack in the inbox', () => {
    expect(JSON.stringify(slack.inbox.kept)).not.toContain('"token"')
  })
})
