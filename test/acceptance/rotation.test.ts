import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import { type Sink, startSink } from '../support/mail/sink.ts'
import { type ScimServer, startScim } from '../support/network/scim.ts'
import { emptyFolder, press, run, type Server, startServer } from '../support/process/program.ts'
import { header } from '../support/product.ts'
import { FakeSlack } from '../support/slack/fake.ts'
import { SlackPeople } from '../support/slack/people.ts'
import { confirmOf, OWNER, slackEnvironment } from '../support/slack/product.ts'
import { BOT_TOKEN, type FakeMessage, TEAM } from '../support/slack/state.ts'
import { anna, said } from '../support/teams/activities.ts'
import { appId, type FakeCloud, fakeCloud, tenant } from '../support/teams/cloud.ts'
import { until } from '../support/until.ts'

// The program is started three times, with both platforms.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`
const [oldKey, newKey] = [key('k1', 1), key('k2', 2)]

/** Every secret as it was, and as it is after the change (README, *Changing a secret*). */
const before = {
  keys: oldKey,
  signing: 'signing-secret-of-before',
  bot: BOT_TOKEN,
  smtp: 'before',
  scim: 'b'.repeat(24),
  teams: 'secret',
}
const after = {
  keys: `${newKey},${oldKey}`,
  signing: 'signing-secret-of-after',
  bot: 'xoxb-bot-token-of-after',
  smtp: 'after',
  scim: 'a'.repeat(24),
  teams: 'another-secret',
}

let database: { name: string; url: string }
let slack: FakeSlack
let cloud: FakeCloud
let scim: ScimServer
let sinks: { before: Sink; after: Sink }
let server: Server

const settings = (secrets: typeof before, sink: Sink) => ({
  ...slackEnvironment(slack.apiUrl),
  DATABASE_URL: database.url,
  SMTP_URL: `smtp://verifiera:${secrets.smtp}@127.0.0.1:${sink.port}`,
  SECRET_KEYS: secrets.keys,
  SLACK_SIGNING_SECRET: secrets.signing,
  SLACK_BOT_TOKEN: secrets.bot,
  MicrosoftAppId: appId,
  MicrosoftAppPassword: secrets.teams,
  MicrosoftAppTenantId: tenant,
  TEAMS_TENANTS: tenant,
  TEAMS_OPENID_METADATA_URL: cloud.config.openIdMetadataUrl!,
  TEAMS_LOGIN_URL: cloud.config.loginUrl!,
  TEAMS_SERVICE_HOSTS: cloud.host,
  SCIM_URL: scim.url,
  SCIM_TOKEN: secrets.scim,
  DATA_DIR: emptyFolder(),
})

const people = () => new SlackPeople(slack, `${server.base}/slack/events`)
const write = (text: string, secret: string, more = {}) =>
  people().deliver(JSON.stringify(people().eventBody(people().messageEvent(OWNER, text, more))), { secret })
const pressCard = (card: FakeMessage, secret: string) =>
  people().interact(people().pressBody(OWNER, card, confirmOf(card)!), { secret })

/** The card with a confirm button that a message leads to. */
async function asks(act: () => Promise<unknown>): Promise<FakeMessage> {
  const known = new Set(slack.state.messages)
  await act()
  return (await until(() => slack.state.messages.find((m) => !known.has(m) && confirmOf(m))))!
}

const tokenTo = (sink: Sink, address: string) =>
  until(() => {
    const raw = sink.accepted.find(({ to }) => to === address)?.raw?.replace(/=\r\n/g, '')
    return /\/v\/([\w-]{20,})/.exec(raw ?? '')?.[1]
  }) as Promise<string>

/** Anna writes in Teams, and an answer reaches the connector. */
async function answeredInTeams(): Promise<void> {
  const posts = cloud.posts
  const answer = await fetch(`${server.base}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${cloud.token()}` },
    body: JSON.stringify(said(cloud.url, anna, 'hjälp')),
  })
  expect(answer.status).toBe(200)
  await until(() => cloud.posts > posts)
}

let plan: FakeMessage
let links: { first: string; second: string }
beforeAll(async () => {
  database = await createDatabase(inject('postgres'))
  slack = await new FakeSlack().start()
  slack.state.addUser(OWNER, 'Olle Ohlsson')
  cloud = await fakeCloud()
  cloud.members.set(anna.id, { ...anna, tenantId: tenant, userRole: 'user' })
  scim = await startScim(before.scim)
  sinks = {
    before: await startSink({ keep: true, auth: `verifiera:${before.smtp}` }),
    after: await startSink({ keep: true, auth: `verifiera:${after.smtp}` }),
  }
  server = await startServer(settings(before, sinks.before))
  const lines = [1, 2, 3, 4].map((n) => `100;Acme AB;${n};Per;Nr ${n};p${n}@acme.example`)
  const bytes = new TextEncoder().encode([header, ...lines].join('\r\n'))
  const info = { mode: 'hosted', size: bytes.length, url_private_download: `${slack.origin}/download/F1` }
  slack.state.files.set('F1', { id: 'F1', info, serve: { bytes } })
  const files = [{ id: 'F1', name: 'anställda.csv', size: bytes.length }]
  const imported = await asks(() => write('', before.signing, { subtype: 'file_share', files }))
  await pressCard(imported, before.signing)
  await until(() => imported.updates > 0)
  for (const n of [1, 2]) await write(`verifiera p${n}@acme.example`, before.signing)
  links = {
    first: await tokenTo(sinks.before, 'p1@acme.example'),
    second: await tokenTo(sinks.before, 'p2@acme.example'),
  }
  plan = await asks(() => write('verifiera konton', before.signing))
  await answeredInTeams()
  await server.end()

  // Everything changes outside at once.
  slack.tokens.clear()
  slack.tokens.set(after.bot, TEAM)
  cloud.changeSecret(after.teams)
  scim.token = after.scim
  server = await startServer(settings(after, sinks.after))
})
afterAll(async () => {
  await server?.end('SIGKILL')
  await slack?.stop()
  await cloud?.close()
  await scim?.stop()
  await sinks?.before.close()
  await sinks?.after.close()
  if (database) await dropDatabase(inject('postgres'), database.name)
})

describe('after every secret has been changed', () => {
  it('Slack’s requests with the old signature are refused, and the card of before can be pressed', async () => {
    expect((await pressCard(plan, before.signing)).status).toBe(401)
    expect((await pressCard(plan, after.signing)).status).toBe(200)
    await until(() => sinks.after.count() >= 2)
    // Only who was not mailed by hand is on the list, and the letters leave with the new password.
    expect(sinks.after.accepted.map(({ to }) => to).sort()).toEqual(['p3@acme.example', 'p4@acme.example'])
  })

  it('a link of before works, and the identity provider is told with the new token', async () => {
    expect((await fetch(`${server.base}/v/${links.first}`)).status).toBe(200)
    expect((await press(server.base, links.first)).status).toBe(200)
    await until(() => [...scim.users.values()].some(({ userName }) => userName === 'p1@acme.example'))
  })

  it('Teams is answered with the new client secret', answeredInTeams)

  it('a new letter to somebody with a live link carries that link, made with the old key', async () => {
    await write('verifiera p2@acme.example igen=ja', after.signing)
    expect(await tokenTo(sinks.after, 'p2@acme.example')).toBe(links.second)
  })

  it('the old key can be removed once its links have ended, and not before', async () => {
    await server.end()
    const withoutOld = settings({ ...after, keys: newKey }, sinks.after)
    const refused = await run([], withoutOld)
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('SECRET_KEYS: links that still live were made with k1'),
    ])
    server = await startServer(settings(after, sinks.after))
    expect((await press(server.base, links.second)).status).toBe(200)
    await server.end()
    server = await startServer(withoutOld)
    const third = await tokenTo(sinks.after, 'p3@acme.example')
    expect((await press(server.base, third)).status).toBe(200)
    expect((await fetch(`${server.base}/v/${links.first}`)).status).toBe(200)
  })
})
