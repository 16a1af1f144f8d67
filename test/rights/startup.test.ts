import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { rows } from '../../src/db/open.ts'
import { openInstallation } from '../../src/runtime/installation.ts'
import { issueLinks } from '../../src/verification/links/links.ts'
import { serverDatabase, type TestServer } from '../support/database/database.ts'
import { startPostgres } from '../support/database/postgres.ts'
import { production } from './installation.ts'

/**
 * Settings that are readable but unsafe, so that nothing may start with them. test/acceptance/settings.test.ts has
 * more.
 */
const unsafe: [variable: string, environment: Record<string, string>][] = [
  ['OWNERS', { ...production, OWNERS: 'slack:T0HOME/anna@acme.example' }],
  ['OWNERS', { ...production, OWNERS: 'teams:acme@example/x' }],
  ['OWNERS', { ...production, OWNERS: 'console:local/operator' }],
  ['OWNERS', { ...production, OWNERS: 'slack:T0HOME/U1;slack:T0HOME/U2/x' }],
  ['SMTP_URL', { ...production, SMTP_URL: 'smtp://u:p@mail.example:587?tls.rejectUnauthorized=false' }],
  ['SMTP_URL', { ...production, SMTP_URL: 'smtps://mail.example?tls.rejectUnauthorized=0' }],
  ['MAIL_FROM', { ...production, MAIL_FROM: 'a@x.example, b@y.example' }],
  ['MAIL_FROM', { ...production, MAIL_FROM: 'Verifiera <hr@>' }],
  ['MAIL_FROM', { ...production, MAIL_FROM: '"Löner" HR, a@x.example <hr@acme.example>' }],
  ['MAIL_FROM', { ...production, MAIL_FROM: '"Löner <hr@acme.example>' }],
  ['MAIL_FROM', { ...production, MAIL_FROM: 'hr@acme .example' }],
  ['LOGIN_URL', { ...production, LOGIN_URL: 'http://login.example/' }],
  ['SCIM_TOKEN', { ...production, SCIM_URL: 'https://idp.example/scim' }],
  ['SCIM_URL', { ...production, SCIM_TOKEN: 'geheim' }],
  ['SCIM_URL', { SCIM_URL: 'https://idp.example/scim', SCIM_TOKEN: 'geheim' }],
  ['PUBLIC_URL', { ...production, PUBLIC_URL: 'http://verifiera.acme.example' }],
  ['PUBLIC_URL', { ...production, PUBLIC_URL: 'http://127.0.0.1:3000' }],
  ['SLACK_TEAMS', { ...production, SLACK_TEAMS: ' , ' }],
  ['TEAMS_TENANTS', { ...production, TEAMS_TENANTS: ',' }],
  ['SLACK_SIGNING_SECRET', { ...production, SLACK_SIGNING_SECRET: ' ' }],
  ['MicrosoftAppId', { ...production, MicrosoftAppId: '' }],
  ['PUBLIC_URL', { SLACK_TEAMS: 'T0HOME' }],
  ['PUBLIC_URL', { TEAMS_TENANTS: 'a' }],
  ['HOST', { HOST: '::' }],
  ['HOST', { HOST: 'verifiera.acme.example' }],
]

describe('an unsafe configuration', () => {
  it.each(unsafe)('is refused for %s', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(new RegExp(`^${name}: `))
  })

  it('is told from the safe one that it was made of', () => {
    expect(readConfig(production)).toMatchObject({ local: false, demo: false, slack: { teams: ['T0HOME'] } })
    const sender = (MAIL_FROM: string) => readConfig({ ...production, MAIL_FROM }).mailFrom
    const acme = { address: 'hr@acme.example', domain: 'acme.example' }
    expect(sender('hr@acme.example')).toEqual({ name: '', ...acme })
    expect(sender('HR på Acme <hr@acme.example>')).toEqual({ name: 'HR på Acme', ...acme })
    expect(sender('"Acme AB" <hr@acme.example>')).toEqual({ name: 'Acme AB', ...acme })
    expect(sender('"Löner, HR" <hr@åkeri.example>')).toEqual({
      name: 'Löner, HR',
      address: 'hr@xn--keri-poa.example',
      domain: 'xn--keri-poa.example',
    })
    expect(sender(String.raw`"Acme \"HR\"; lön" <hr@ACME.example>`)).toEqual({ name: 'Acme "HR"; lön', ...acme })
    expect(sender('löner@åkeri.example').address).toBe('löner@xn--keri-poa.example')
    expect(
      readConfig({ ...production, SMTP_URL: 'smtp://localhost:25?tls.rejectUnauthorized=false' }).smtpUrl,
    ).toBeDefined()
  })

  it('knows Microsoft’s ids in either case as one', () => {
    const config = readConfig({
      ...production,
      TEAMS_TENANTS: 'AAAA-1',
      OWNERS: 'teams:AAAA-1/BBBB-2,slack:T0HOME/U0Owner',
    })
    expect(config.owners).toEqual([
      { platform: 'teams', workspace: 'aaaa-1', user: 'bbbb-2' },
      { platform: 'slack', workspace: 'T0HOME', user: 'U0Owner' },
    ])
    expect(config.teams!.tenants).toEqual(['aaaa-1'])
  })
})

describe('an installation', () => {
  let database: TestServer
  beforeAll(async () => {
    database = await serverDatabase()
  })
  afterAll(() => database.drop())
  const folder = () => mkdtempSync(join(inject('scratch'), 'start-'))
  const live = (more = {}) => readConfig({ ...production, DATABASE_URL: database.url, DATA_DIR: folder(), ...more })

  it('does not start in the other mode than the one its database was made for', async () => {
    await (await openInstallation(live())).database.close()
    await (await openInstallation(live())).database.close()
    const local = readConfig({ DATABASE_URL: database.url, DATA_DIR: folder() })
    await expect(openInstallation(local)).rejects.toThrow(/^DATABASE_URL: .*real mail/)
  })

  it('does not start without the key of a link that still lives, and starts when the link has ended', async () => {
    await rows(database.db, sql`insert into companies (number, name, created_at) values ('1', 'A', now())`)
    const [person] = await rows<{ id: number }>(
      database.db,
      sql`insert into people (company_id, number, email, email_key, created_at, updated_at)
        select id, '1', 'a@x.example', 'a@x.example', now(), now() from companies returning id`,
    )
    const service = {
      clock: () => new Date(),
      random: (n: number) => new Uint8Array(n).fill(3),
      keys: live().secretKeys!,
      rules: { linkDays: 5, resendAfter: 0, fourEyesAbove: 5, mailRate: 0, owners: [] },
    }
    await issueLinks(database.db, service, [{ personId: person!.id, emailKey: 'a@x.example' }])
    const other = `next:${Buffer.alloc(32, 9).toString('base64')}`
    await expect(openInstallation(live({ SECRET_KEYS: other }))).rejects.toThrow(/^SECRET_KEYS: .*test/)
    const both = await openInstallation(live({ SECRET_KEYS: `${other},${production.SECRET_KEYS}` }))
    await both.database.close()
    await rows(database.db, sql`update links set expires_at = now()`)
    await (await openInstallation(live({ SECRET_KEYS: other }))).database.close()
  })

  it('does not start on a server that may lose what it has acknowledged', async () => {
    const server = await startPostgres({ fsync: false })
    try {
      await expect(openInstallation(live({ DATABASE_URL: server.url }))).rejects.toThrow(/^DATABASE_URL: .*fsync/)
    } finally {
      await server.remove()
    }
  }, 120_000)
})
