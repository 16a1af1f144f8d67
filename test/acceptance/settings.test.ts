import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it, vi } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { createDatabase, dropDatabase } from '../support/database/database.ts'
import {
  chat,
  type Environment,
  emptyFolder,
  headless,
  program,
  run,
  runProgram,
  startServer,
} from '../support/process/program.ts'

// Processes of the program are started here, which takes seconds each, and much longer on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

/** An invalid or missing setting stops the start with a line that names the variable. */
const live = headless('postgres://verifiera:geheim@127.0.0.1:1/verifiera', 'smtp://127.0.0.1:1')
const slack: Environment = { ...live, SLACK_SIGNING_SECRET: 'x', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_TEAMS: 'T1' }
const teams: Environment = {
  ...live,
  MicrosoftAppId: 'id',
  MicrosoftAppPassword: 'geheim',
  MicrosoftAppTenantId: 't',
  TEAMS_TENANTS: 't',
}
const key = Buffer.alloc(32, 1).toString('base64')
const without = (all: Environment, name: string): Environment => ({ ...all, [name]: '' })

const wrong: [variable: string, environment: Environment][] = [
  ['MicrosoftAppCertificate', { ...teams, MicrosoftAppPassword: '', MicrosoftAppCertificate: 'x' }],
  ...['abc', '-1', '65536', '3000x'].map((PORT): [string, Environment] => ['PORT', { PORT }]),
  ['HOST', { HOST: '0.0.0.0' }],
  ['HOST', { HOST: '192.168.1.5' }],
  ...['nowhere', 'ftp://x.example', 'https://x.example/?a=1', 'https://u:p@x.example'].map(
    (PUBLIC_URL): [string, Environment] => ['PUBLIC_URL', { PUBLIC_URL }],
  ),
  ['PUBLIC_URL', { ...live, PUBLIC_URL: 'http://verifiera.example' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
  ['DEMO', { DEMO: 'yes' }],
  ['DEMO', { ...live, DEMO: 'on' }],
  ['SMTP_URL', { SMTP_URL: 'mail.example' }],
  ['MAIL_FROM', { ...live, MAIL_FROM: 'Verifiera' }],
  ['MAIL_RATE', { MAIL_RATE: '-5' }],
  ['MAIL_RATE', { MAIL_RATE: 'fast' }],
  ['LINK_DAYS', { LINK_DAYS: '0' }],
  ['LINK_DAYS', { LINK_DAYS: '1.5' }],
  ['RESEND_AFTER', { RESEND_AFTER: '24' }],
  ['DNS_SERVERS', { DNS_SERVERS: '127.0.0.1;8.8.8.8' }],
  ['DNS_SERVERS', { DNS_SERVERS: '999.1.1.1' }],
  ['DNS_SERVERS', { DNS_SERVERS: '127.0.0.1:99999' }],
  ['FOUR_EYES_ABOVE', { FOUR_EYES_ABOVE: 'many' }],
  ['SECRET_KEYS', { SECRET_KEYS: 'k1' }],
  ['SECRET_KEYS', { SECRET_KEYS: `k1:${Buffer.alloc(31).toString('base64')}` }],
  ['SECRET_KEYS', { SECRET_KEYS: `k1:${key},k1:${key}` }],
  ['OWNERS', { OWNERS: 'anna@acme.example' }],
  ['WORKER', { WORKER: 'yes' }],
  ['LOGIN_URL', { LOGIN_URL: 'javascript:alert(1)' }],
  ['METRICS_PORT', { METRICS_PORT: 'x' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['SLACK_API_URL', { ...slack, SLACK_API_URL: 'http://slack.example/api/' }],
  ['SLACK_APP_TOKEN', { ...slack, SLACK_APP_TOKEN: 'xoxb-1' }],
  ['TEAMS_OPENID_METADATA_URL', { ...teams, TEAMS_OPENID_METADATA_URL: 'http://login.example/' }],
  ['TEAMS_LOGIN_URL', { ...teams, TEAMS_LOGIN_URL: 'login' }],
  ['TEAMS_SERVICE_HOSTS', { ...teams, TEAMS_SERVICE_HOSTS: '*.example' }],
  ['MicrosoftAppType', { ...teams, MicrosoftAppType: 'Single' }],
  ...['http://idp.example/scim', 'https://u:geheim@idp.example', 'https://idp.example/?geheim=1', 'idp.example'].map(
    (SCIM_URL): [string, Environment] => ['SCIM_URL', { ...live, SCIM_URL, SCIM_TOKEN: 'geheim' }],
  ),
  ['SCIM_TOKEN', { ...live, SCIM_URL: 'https://idp.example/scim', SCIM_TOKEN: 'geheim geheim' }],
]
const missing: [variable: string, environment: Environment][] = [
  ...['PUBLIC_URL', 'DATABASE_URL', 'SECRET_KEYS', 'MAIL_FROM'].map((name): [string, Environment] => [
    name,
    without(live, name),
  ]),
  ...['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_TEAMS', 'SMTP_URL', 'PUBLIC_URL'].map(
    (name): [string, Environment] => [name, without(slack, name)],
  ),
  ...['MicrosoftAppPassword', 'MicrosoftAppTenantId', 'TEAMS_TENANTS', 'MicrosoftAppId', 'SMTP_URL'].map(
    (name): [string, Environment] => [name, without(teams, name)],
  ),
]

describe('a setting', () => {
  it.each([...wrong, ...missing])('%s %j is refused by name', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(new RegExp(`^${name}: `))
    try {
      readConfig(environment)
    } catch (error) {
      expect((error as Error).message).not.toMatch(/geheim|xoxb-1/)
    }
  })

  it('that is refused ends the process, whatever the task, with a line that names it', async () => {
    const tries: [string, string[], Environment][] = [
      ['PORT', [], { PORT: 'abc' }],
      ['SLACK_TEAMS', [], without(slack, 'SLACK_TEAMS')],
      ['SECRET_KEYS', ['chat', 'status'], without(live, 'SECRET_KEYS')],
      ['DATABASE_URL', [], { ...live, PORT: '0' }],
    ]
    const ended = await Promise.all(
      tries.map(([, task, environment]) => run(task, { DATA_DIR: emptyFolder(), ...environment })),
    )
    for (const [at, { code, out, err }] of ended.entries()) {
      const [name] = tries[at]!
      expect([name, code, err.split('\n')[0]]).toEqual([name, 1, expect.stringContaining(`${name}: `)])
      expect(out + err).not.toContain('geheim')
    }
  })

  it('that is wrong is reported together with all others, a line each', async () => {
    const environment = {
      ...without(live, 'SECRET_KEYS'),
      SCIM_TOKN: 'geheim',
      PORT: 'abc',
      LINK_DAYS: '0',
      LOG_LEVEL: 'loud',
      SECRET_KEYS_FILE: join(emptyFolder(), 'keys'),
    }
    const { code, err } = await run([], environment)
    expect(code).toBe(1)
    expect(err.trim().split('\n').slice(1).sort()).toEqual([
      expect.stringMatching(/^LINK_DAYS: /),
      expect.stringMatching(/^LOG_LEVEL: /),
      expect.stringMatching(/^PORT: /),
      'SCIM_TOKN: is not a setting; did you mean SCIM_TOKEN?',
      'SECRET_KEYS_FILE: the file cannot be read (ENOENT)',
    ])
    expect(err).not.toContain('geheim')
  })

  it('that is a secret may stand in a file, in one place only', () => {
    const file = join(emptyFolder(), 'token')
    writeFileSync(file, 'one\n')
    const provider = { SCIM_URL: 'http://127.0.0.1:9/scim', SCIM_TOKEN_FILE: file }
    expect(readConfig(provider).scim?.token).toBe('one')
    expect(() => readConfig({ ...provider, SCIM_TOKEN: 'two' })).toThrow(/^SCIM_TOKEN_FILE: .*SCIM_TOKEN is set, too/)
  })

  it('that is no secret is not read from a file, and says so', () => {
    expect(() => readConfig({ MAIL_FROM_FILE: '/run/x', FOUR_EYES_ABOVE_FILE: '/run/y' })).toThrow(
      /^MAIL_FROM_FILE: only a secret .*\nFOUR_EYES_ABOVE_FILE: only a secret .*$/,
    )
  })

  it('that is an address has no password in it, which a log could say', () => {
    const url = 'https://u:geheim@hooks.example/a'
    expect(() => readConfig({ AUDIT_ANCHOR_URL: url })).toThrow(/^AUDIT_ANCHOR_URL: must have no user or password$/)
    expect(readConfig({ AUDIT_ANCHOR_URL: 'https://hooks.example/a@b' }).auditAnchorUrl).toContain('a@b')
  })

  it.each([
    ['SMPT_URL', 'SMTP_URL'],
    ['SLAK_BOT_TOKEN', 'SLACK_BOT_TOKEN'],
    ['TEAMS_TENANT', 'TEAMS_TENANTS'],
    ['SCIM_TOKEN_FIL', 'SCIM_TOKEN_FILE'],
    ['MAIL_FORM', 'MAIL_FROM'],
    ['PUBLIC_ULR', 'PUBLIC_URL'],
    ['MicrosoftAppID', 'MicrosoftAppId'],
    ['MICROSOFTAPPPASSWORD', 'MicrosoftAppPassword'],
    ['slack_signing_secret', 'SLACK_SIGNING_SECRET'],
    ['FOUR_EYES_ABOV', 'FOUR_EYES_ABOVE'],
    ['RESEND_AFTR', 'RESEND_AFTER'],
    ['AUDIT_ANCOR_FILE', 'AUDIT_ANCHOR_FILE'],
    ['PROT', 'PORT'],
    ['HSOT', 'HOST'],
  ])('that is misspelt as %s is refused with the right name', (name, right) => {
    expect(() => readConfig({ [name]: 'geheim' })).toThrow(`${name}: is not a setting; did you mean ${right}?`)
  })

  it('is not meant by what other programs call their own', () => {
    const others = [
      'SCM_URL',
      'SFTP_URL',
      'SECRET_KEY',
      'OWNER',
      'HOSTNAME',
      'MAIL_FROM_NAME',
      'DATABASE_URI',
      'smtp_proxy',
      'DATABASE_URLS',
      'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
      'OTEL_METRICS_EXPORTER',
      'METRICS_PATH',
      'WORKERS',
      'SHOT',
      'SPORT',
    ]
    expect(readConfig(Object.fromEntries(others.map((name) => [name, 'x']))).local).toBe(true)
  })

  it('is not meant by what Kubernetes adds for a service called smtp', () => {
    const links = { SMTP_SERVICE_HOST: '10.0.0.1', SMTP_PORT: 'tcp://10.0.0.1:25', SMTP_PORT_25_TCP_ADDR: '10.0.0.1' }
    expect(readConfig(links).local).toBe(true)
  })

  it('may be left out or left empty: local mode needs none', () => {
    const config = readConfig({ PORT: '', SLACK_BOT_TOKEN: ' ' })
    expect(config).toMatchObject({ local: true, port: 3000, host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000' })
    expect(config).toMatchObject({ linkDays: 5, resendAfter: 86_400_000, fourEyesAbove: 500, mailRate: 0, demo: true })
    expect(config).toMatchObject({ loginUrl: 'https://connect.visma.com/', worker: 'on', dataDir: '.data' })
  })
})

describe('the file .env', () => {
  it('beside the start is read, and the environment goes before it', async () => {
    const folder = emptyFolder()
    writeFileSync(join(folder, '.env'), 'PORT=abc\nLINK_DAYS=0\n')
    const start = (environment: Environment) => runProgram(process.execPath, program, environment, '', folder)
    expect(await start({})).toMatchObject({ code: 1, err: expect.stringMatching(/PORT: /) })
    expect(await start({ PORT: '0' })).toMatchObject({ code: 1, err: expect.stringMatching(/LINK_DAYS: /) })
  })
})

describe('a port that is taken', () => {
  it('ends the start with how to choose another', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const PORT = String((other.address() as AddressInfo).port)
    const ended = await run([], { DATA_DIR: emptyFolder(), PORT })
    other.close()
    expect([ended.code, ended.err]).toEqual([1, expect.stringMatching(/PORT: .*PORT=3001 npm start/)])
  })
})

describe('local mode on PostgreSQL', () => {
  let name: string
  afterAll(() => dropDatabase(inject('postgres'), name))

  it('loads the fictional company once, however many start at once', async () => {
    const made = await createDatabase(inject('postgres'))
    name = made.name
    const environment = { DATABASE_URL: made.url, DATA_DIR: emptyFolder() }
    const servers = await Promise.all([1, 2, 3].map(() => startServer(environment)))
    const [first] = servers
    expect((await chat(environment, 'status')).card.data).toEqual((await first!.say('owner', 'status')).data)
    expect((await first!.say('owner', 'utskick')).rows!.body).toHaveLength(2)
    const ends = await Promise.all(servers.map((server) => server.end('SIGINT')))
    expect(ends).toEqual([0, 0, 0])
    // The same database can never be used for real mail.
    const live = await run([], headless(made.url, 'smtp://127.0.0.1:1', { PORT: '0' }))
    expect([live.code, live.err]).toEqual([1, expect.stringMatching(/DATABASE_URL.*local/)])
  })
})
