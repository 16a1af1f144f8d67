import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Mailer } from '../../../src/mail/mailer.ts'
import { createSmtp } from '../../../src/mail/smtp/smtp.ts'
import { startSink } from '../../support/mail/sink.ts'
import { startTokenEndpoint } from '../../support/mail/token-endpoint.ts'
import { needs } from '../../support/needs.ts'
import { createAuthority, openssl } from '../../support/network/certificates.ts'
import { APP_TOKEN, BOT_TOKEN, TEAM } from '../../support/slack/state.ts'
import { dkimKey, type Line, setUp, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await setUp()
})
afterAll(() => world.close())

const secrets = () => new RegExp([BOT_TOKEN, APP_TOKEN, world.scim.token, 'right@|s3cret|xoxb-'].join('|'))

async function check(...of: Parameters<World['check']>): Promise<Line[]> {
  const lines = await world.check(...of)
  expect(JSON.stringify(lines)).not.toMatch(secrets())
  return lines
}
const of = (lines: Line[], topic: string) =>
  lines.filter((line) => line.topic === topic).map(({ state, words }) => `${state}: ${words}`)

it('says of everything that is in order that it is', async () => {
  // The tests' PostgreSQL runs with fsync=off; check-setup is tested with another.
  const lines = (await check()).filter(({ topic }) => topic !== 'Databas')
  expect(lines.filter(({ state }) => state !== 'bra').map(({ topic, state }) => [topic, state])).toEqual([
    ['PUBLIC_URL', 'osäkert'],
    ['Brevlådan för studsar', 'av'],
  ])
  expect(lines.map(({ topic }) => topic).sort()).toEqual(
    [
      'Avsändarens domän',
      'Avsändarens domän',
      'Avsändarens domän',
      'Brevlådan för studsar',
      'Mejlserver',
      'Klocka',
      'PUBLIC_URL',
      'Slack',
      'Teams',
      'Teams',
      'Visma Connect (SCIM)',
      'Visma Connect (SCIM)',
    ].sort(),
  )
  expect(world.sink.count()).toBe(0)
  expect(world.slack.state.messages).toEqual([])
  expect(world.scim.users.size).toBe(0)
  expect(world.cloud.posts).toBe(0)
})

it('says so in English, too', async () => {
  const lines = await check({}, { language: 'en' })
  expect(of(lines, 'Mail server')).toEqual(['fine: The login works. No mail was sent.'])
  expect(of(lines, 'Slack')).toEqual([`fine: ${TEAM}: the token and its scopes are right.`])
})

describe('the mail server', () => {
  it.each([
    [
      'refuses the password',
      'auth',
      { at: 'auth', reply: '535 5.7.8 bad credentials' },
      /nekar inloggningen: 535 5.7.8/,
    ],
    ['will not have us', 'greeting', { at: 'connect', reply: '554 5.7.1 blocked' }, /tar inte emot oss: 554 5.7.1/],
    ['hangs up', 'connect', { at: 'connect', drop: true }, /svarar inte: .*SMTP_URL/],
  ] as const)('%s', async (_, __, fault, words) => {
    world.sink.set([fault])
    const [line] = of(await check(), 'Mejlserver')
    world.sink.set([])
    expect(line).toMatch(/^FEL: /)
    expect(line).toMatch(words)
  })

  it('offers no login, so that the password is untried', async () => {
    const sink = await startSink()
    const lines = await check({ SMTP_URL: sink.url.replace('://', '://verifiera:right@') })
    expect(of(lines, 'Mejlserver')).toEqual([expect.stringMatching(/^osäkert: .*erbjuder ingen inloggning/)])
    await sink.close()
  })

  it('offers no encryption', async () => {
    const lines = await check({ SMTP_URL: `${world.environment.SMTP_URL}?requireTLS=true` })
    expect(of(lines, 'Mejlserver')).toEqual([expect.stringMatching(/^FEL: .*gick inte att säkra/)])
  })

  it('is not there', async () => {
    expect(of(await check({ SMTP_URL: 'smtp://127.0.0.1:9' }), 'Mejlserver')).toEqual([
      expect.stringMatching(/^FEL: Servern svarar inte: .*ECONNREFUSED/),
    ])
  })

  it('is logged in to by OAuth, and refused', async () => {
    const endpoint = await startTokenEndpoint({ id: 'app-1', secret: 's3cret~' })
    const sink = await startSink({ bearer: { user: 'hr@acme.example', tokens: endpoint.given } })
    const settings = {
      SMTP_URL: sink.url.replace('://', '://hr%40acme.example@'),
      SMTP_OAUTH_TOKEN_URL: endpoint.url,
      SMTP_OAUTH_CLIENT_ID: 'app-1',
      SMTP_OAUTH_CLIENT_SECRET: 's3cret~',
    }
    expect(of(await check(settings), 'Mejlserver')).toEqual([expect.stringMatching(/^bra: /)])
    const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)
    for (const [days, expected] of [
      [40, []],
      [14, [expect.stringMatching(/^osäkert: Klienthemligheten slutar gälla \d{4}-/)]],
      [-2, [expect.stringMatching(/^FEL: Klienthemligheten slutade gälla \d{4}-/)]],
    ] as const) {
      const ends = { ...settings, SMTP_OAUTH_SECRET_ENDS: inDays(days) }
      expect(of(await check(ends), 'Mejlserver').filter((line) => line.includes('hemlighet'))).toEqual(expected)
    }
    endpoint.refuse(401, { error: 'invalid_client', error_description: 'AADSTS7000222: The secret has ended.' })
    expect(of(await check(settings), 'Mejlserver')).toEqual([
      expect.stringMatching(/^FEL: .*AADSTS7000222: The secret has ended.*SMTP_OAUTH/),
    ])
    await sink.close()
    await endpoint.close()
  })
})

needs('openssl', openssl).describe('the certificate of the mail server', () => {
  it.each([
    ['has ended', ['IP:127.0.0.1'], -1, /certificate has expired/],
    ['is for another name', ['DNS:mail.example'], 2, /does not match certificate/],
    ['is by nobody we know', undefined, 2, /certificate/],
  ] as const)('%s', async (name, names, days, words) => {
    const authority = createAuthority()
    const sink = await startSink({ tls: authority.issue(names as string[] | undefined, days) })
    const url = `${sink.url}?requireTLS=true`
    const ca = name === 'is by nobody we know' ? undefined : authority.pem
    const mailer = createSmtp(url, 'no-reply@acme.example', { tls: { ca } })
    const [line] = of(await check({ SMTP_URL: url }, { mailer }), 'Mejlserver')
    expect(line).toMatch(/^FEL: Förbindelsen gick inte att säkra: /)
    expect(line).toMatch(words)
    await sink.close()
  })
})

describe('the sender’s domain', () => {
  const domain = 'hr.bolag.example'
  const spf = { [domain]: ['v=spf1 mx -all'] }
  const dkim = { [`s1._domainkey.${domain}`]: [`v=DKIM1; p=${dkimKey(2048)}`] }
  const dmarc = { [`_dmarc.${domain}`]: ['v=DMARC1; p=reject'] }
  const said = async (zone: Record<string, string[]>, settings: Record<string, string> = {}, mailer?: Mailer) => {
    for (const [name, texts] of Object.entries(zone)) world.dns.publish(name, ...texts)
    const lines = of(
      await check({ MAIL_FROM: `HR <hr@${domain}>`, ...settings }, mailer && { mailer }),
      'Avsändarens domän',
    )
    for (const name of Object.keys(zone)) world.dns.publish(name)
    expect(lines).toHaveLength(3)
    return lines
  }

  it('has nothing', async () => {
    const lines = await said({})
    for (const line of [/FEL: SPF saknas/, /osäkert: Ingen DKIM-nyckel.*provbrev/, /FEL: DMARC saknas/])
      expect(lines).toContainEqual(expect.stringMatching(line))
  })

  it('has everything', async () => {
    const lines = await said({ ...spf, ...dkim, ...dmarc })
    expect(lines.filter((line) => !line.startsWith('bra: '))).toEqual([])
  })

  it.each<[string, Record<string, string[]>, RegExp]>([
    ['several SPF records', { [domain]: ['v=spf1 a -all', 'v=spf1 mx -all'] }, /^FEL: .*flera SPF-poster.*Slå ihop/],
    ['SPF for everybody', { [domain]: ['v=spf1 a all'] }, /^FEL: .*släpper fram alla/],
    ['SPF for nobody', { [domain]: ['v=spf1 -all'] }, /^FEL: .*inte fram någon server.*Lägg in/],
    ['too much SPF', { [domain]: [`v=spf1 ${'a '.repeat(11)}-all`] }, /^FEL: .*fler än tio DNS-frågor.*Ta bort/],
    ['SPF with a slip', { [domain]: ['v=spf1 ipv4:192.0.2.1 -all'] }, /^FEL: .*ipv4:192.0.2.1 som är fel/],
    ['a revoked key', { [`s1._domainkey.${domain}`]: ['v=DKIM1; p='] }, /^FEL: .*s1.*återkallad.*Slå på signeringen/],
    ['a short key', { [`s1._domainkey.${domain}`]: [`p=${dkimKey(512)}`] }, /^FEL: .*512 bitar.*Skapa en ny med 2048/],
    ['a key that will do', { [`s1._domainkey.${domain}`]: [`p=${dkimKey(1024)}`] }, /^bra: .*1024 bitar och duger/],
    ['a broken key', { [`s1._domainkey.${domain}`]: ['v=DKIM1; p=MIG'] }, /^FEL: .*går inte att läsa.*Kopiera/],
    ['a key in test', { [`s1._domainkey.${domain}`]: [`t=y; p=${dkimKey(2048)}`] }, /^FEL: .*prov.*Ta bort t=y/],
    [
      'DMARC without a policy',
      { [`_dmarc.${domain}`]: ['v=DMARC1; rua=mailto:x@bolag.example'] },
      /^FEL: .*räknas inte/,
    ],
    ['two DMARC records', { [`_dmarc.${domain}`]: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] }, /^FEL: .*flera DMARC/],
    ['DMARC that stops nobody', { [`_dmarc.${domain}`]: ['v=DMARC1; p=none'] }, /^osäkert: .*p=none.*p=quarantine/],
  ])('%s', async (_, changed, expected) => {
    const lines = await said({ ...spf, ...dkim, ...dmarc, ...changed })
    expect(lines).toContainEqual(expect.stringMatching(expected))
    expect(lines.filter((line) => !expected.test(line) && !line.startsWith('bra: '))).toEqual([])
  })

  it('must allow the provider through which the mail goes', async () => {
    const zone = { ...spf, ...dkim, ...dmarc, 'kundspf.loopia.se': ['v=spf1 ip4:192.0.2.0/24 -all'] }
    const through = (zone: Record<string, string[]>) =>
      said(zone, { SMTP_URL: 'smtp://mailcluster.loopia.se:587' }, createSmtp(world.sink.url, 'no-reply@acme.example'))
    expect(await through(zone)).toContainEqual(
      expect.stringMatching(/^FEL: .*släpper inte fram mailcluster\.loopia\.se.*include:kundspf\.loopia\.se/),
    )
    const allowed = await through({ ...zone, [domain]: ['v=spf1 include:kundspf.loopia.se -all'] })
    expect(allowed.filter((line) => !line.startsWith('bra: '))).toEqual([])
  })

  it('is asked about with the domain of the return path, which is what SPF is about', async () => {
    const bounces = { BOUNCE_ADDRESS: 'bounce@studs.example', BOUNCE_IMAP_URL: 'imap://hr:secret@127.0.0.1:9/' }
    const lines = await check(bounces)
    expect(of(lines, 'Avsändarens domän')).toContainEqual(expect.stringMatching(/^FEL: SPF saknas för studs.example/))
    expect(of(lines, 'Brevlådan för studsar')).toEqual([expect.stringMatching(/^FEL: Servern svarar inte/)])
  })

  it('cannot be told about while DNS is silent', async () => {
    const lines = await check(
      {},
      { dns: { txt: () => Promise.reject(Object.assign(new Error(), { code: 'ETIMEOUT' })) } },
    )
    expect(of(lines, 'Avsändarens domän')).toEqual(Array(3).fill(expect.stringMatching(/^osäkert: DNS svarade inte/)))
  })
})

describe('Slack', () => {
  const OTHER = 'T0OTHER'
  const both = {
    SLACK_TEAMS: `${TEAM},${OTHER}`,
    SLACK_BOT_TOKEN: `${TEAM}:${BOT_TOKEN},${OTHER}:xoxb-other`,
  }
  afterEach(() => {
    world.slack.tokenScopes.delete('xoxb-other')
    world.slack.tokens.delete('xoxb-other')
  })

  it('is asked about the token of each workspace', async () => {
    world.slack.tokens.set('xoxb-other', OTHER)
    expect(of(await check(both), 'Slack')).toEqual([
      `bra: ${TEAM}: nyckeln och rättigheterna stämmer.`,
      `bra: ${OTHER}: nyckeln och rättigheterna stämmer.`,
    ])
    world.slack.tokenScopes.set('xoxb-other', ['chat:write', 'commands', 'im:write', 'im:history', 'users:read'])
    const [missing] = of(await check(both), 'Slack')
    expect(missing).toMatch(
      /^FEL: T0OTHER: rättigheter saknas: app_mentions:read, files:read, files:write, users:read.email\./,
    )
  })

  it('refuses a token, or gives it to another workspace', async () => {
    expect(of(await check(both), 'Slack')[0]).toMatch(/^FEL: T0OTHER: Slack godtar inte nyckeln \(invalid_auth\)/)
    world.slack.tokens.set('xoxb-other', 'T0THIRD')
    expect(of(await check(both), 'Slack')[0]).toMatch(/^FEL: T0OTHER: nyckeln hör till en annan arbetsyta, T0THIRD/)
    world.slack.failNext('auth.test', { error: 'account_inactive' })
    expect(of(await check(), 'Slack')).toEqual([expect.stringMatching(/^FEL: .*account_inactive/)])
  })

  it.each([{ status: 500 }, { status: 429, retryAfter: 30 }, { drop: 'before' as const }, { error: 'internal_error' }])(
    'cannot be told about after %j',
    async (fault) => {
      world.slack.failNext('auth.test', fault)
      expect(of(await check(), 'Slack')).toEqual([expect.stringMatching(/^osäkert: Slack svarade inte/)])
    },
  )

  it('is asked about the token of Socket Mode', async () => {
    const [first, second] = of(await check({ SLACK_APP_TOKEN: APP_TOKEN }), 'Slack')
    expect([first, second]).toEqual([expect.stringMatching(/^bra/), 'bra: Nyckeln för Socket Mode stämmer.'])
    expect(of(await check({ SLACK_APP_TOKEN: 'xapp-1-wrong' }), 'Slack')).toContainEqual(
      expect.stringMatching(/^FEL: .*Socket Mode \(invalid_auth\).*connections:write/),
    )
  })
})

describe('Teams', () => {
  afterEach(() => world.cloud.acceptLogin())

  it.each([
    [401, 'invalid_client', 7000222, /Hemligheten har gått ut/],
    [400, 'unauthorized_client', 700016, /Appen finns inte/],
    [400, 'invalid_request', 90002, /Klientorganisationen finns inte/],
    [400, 'invalid_request', 900023, /godtar inte appens uppgifter \(AADSTS900023\)/],
  ])('refuses the login: %s %s %s', async (status, error, code, words) => {
    world.cloud.refuseLogin(status, error, code)
    const [line] = of(await check(), 'Teams')
    expect(line).toMatch(/^FEL: /)
    expect(line).toMatch(words)
  })

  it('refuses a wrong secret', async () => {
    const [line] = of(await check({ MicrosoftAppPassword: 'its-id' }), 'Teams')
    expect(line).toMatch(/^FEL: Microsoft godtar inte hemligheten \(AADSTS7000215\)/)
  })

  it('cannot be told about while Microsoft is out of order', async () => {
    world.cloud.refuseLogin(503, 'temporarily_unavailable', 90033)
    expect(of(await check(), 'Teams')[0]).toMatch(/^osäkert: Microsoft svarade inte/)
  })

  it('shows no signing keys', async () => {
    const [line] = of(await check({ TEAMS_OPENID_METADATA_URL: `${world.cloud.url}/nothing` }), 'Teams')
    expect(line).toMatch(/^FEL: Signeringsnycklarna på 127\.0\.0\.1:\d+ går inte att hämta/)
  })

  it('is off', async () => {
    const settings = { MicrosoftAppId: '', MicrosoftAppPassword: '', TEAMS_TENANTS: '' }
    expect(of(await check(settings), 'Teams')).toEqual(['av: Teams används inte.'])
  })
})

describe('the identity provider', () => {
  afterEach(() => {
    world.scim.instead = undefined
    world.scim.ignoresFilter = false
    world.scim.users.clear()
  })
  const provider = async (change?: Record<string, string>) => of(await check(change), 'Visma Connect (SCIM)')
  /** Answers the requests that fit with this status. */
  const answering = (method: string, path: RegExp, status: number) => {
    world.scim.instead = (asked, response) => {
      if (asked.method !== method || !path.test(asked.path)) return false
      response.writeHead(status, { 'content-type': 'application/scim+json' }).end('{}')
      return true
    }
  }

  it('refuses the token', async () => {
    expect(await provider({ SCIM_TOKEN: 'wrong-token-0123456789' })).toEqual([
      expect.stringMatching(/^FEL: Leverantören godtar inte nyckeln/),
    ])
  })

  it.each([
    ['has no filter by name', 'GET', /userName/, 501, [/^FEL: .*kan inte filtrera på userName/]],
    ['filters by names only', 'GET', /externalId/, 400, [/^bra: .*filtret på userName/, /^bra: PATCH fungerar/]],
    ['has no PATCH', 'PATCH', /./, 501, [/^bra: Adressen/, /^bra: PATCH saknas.*PUT/]],
    ['lets the token read only', 'PATCH', /./, 403, [/^FEL: Nyckeln får läsa men inte ändra/, /^bra: Adressen/]],
    ['is no SCIM server', 'GET', /./, 404, [/^FEL: .*SCIM_URL/]],
    ['answers something else', 'GET', /./, 200, [/^FEL: .*går inte att läsa som SCIM/]],
    ['is out of order', 'GET', /./, 500, [/^osäkert: Leverantören är upptagen/]],
  ] as const)('%s', async (_, method, path, status, expected) => {
    answering(method, path, status)
    expect(await provider()).toEqual(expected.map((words) => expect.stringMatching(words)))
  })

  it('ignores filters', async () => {
    world.scim.ignoresFilter = true
    world.scim.put({ userName: 'bo@acme.example', active: true })
    expect(await provider()).toEqual([
      expect.stringMatching(/^osäkert: Filtret på userName gör ingen skillnad/),
      expect.stringMatching(/^bra: PATCH/),
    ])
    expect([...world.scim.users.values()]).toMatchObject([{ userName: 'bo@acme.example', active: true }])
  })

  it('is not there', async () => {
    expect(await provider({ SCIM_URL: 'http://127.0.0.1:9/scim' })).toEqual([
      expect.stringMatching(/^osäkert: Leverantören svarar inte/),
    ])
  })
})

describe('the clock', () => {
  it('differs from the database’s', async () => {
    const product = await check({}, { ahead: 90_000 })
    expect(of(product, 'Klocka')).toEqual([
      expect.stringMatching(/^FEL: Klockan skiljer sig (89|90|91) sekunder från datab/),
    ])
  })

  it('differs from that of the world', async () => {
    world.slack.dateAhead = 600_000
    expect(of(await check(), 'Klocka')).toEqual([
      expect.stringMatching(/^FEL: Klockan skiljer sig (599|600|601) sekunder från den hos 127\.0\.0\.1.*NTP/),
    ])
    world.slack.dateAhead = 0
    expect(of(await check(), 'Klocka')).toEqual([expect.stringMatching(/^bra: .*den hos 127\.0\.0\.1/)])
  })
})
