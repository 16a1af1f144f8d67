import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Card } from '#bot'
import { slackChat } from '../../../adapters/slack/chat.ts'
import { teamsChat } from '../../../adapters/teams/chat.ts'
import { readConfig } from '../../../src/config/config.ts'
import { outsideOf } from '../../../src/runtime/outside.ts'
import { dnsThrough } from '../../../src/verification/domains/dns.ts'
import { type TestDatabase, testDatabase } from '../../support/database/database.ts'
import { type Sink, startSink } from '../../support/mail/sink.ts'
import { type Dns, startDns } from '../../support/network/dns.ts'
import { type ScimServer, startScim } from '../../support/network/scim.ts'
import { type ProductOptions, startProduct } from '../../support/product.ts'
import { FakeSlack } from '../../support/slack/fake.ts'
import { OWNER, slackEnvironment } from '../../support/slack/product.ts'
import { TEAM } from '../../support/slack/state.ts'
import { appId, type FakeCloud, fakeCloud, tenant } from '../../support/teams/cloud.ts'

/** Everything outside that an installation needs, on loopback and in order. */
export interface World {
  database: TestDatabase
  slack: FakeSlack
  cloud: FakeCloud
  sink: Sink
  scim: ScimServer
  dns: Dns
  /** The settings that fit. */
  environment: Record<string, string>
  /** What `kontrollera drift` says with these settings instead, and a clock that is so many milliseconds ahead. */
  check(change?: Record<string, string>, more?: ProductOptions & { ahead?: number; language?: 'en' }): Promise<Line[]>
  close(): Promise<void>
}

/** A public key as `p=` has it. */
export const dkimKey = (modulusLength: number): string =>
  generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

export interface Line {
  topic: string
  state: string
  words: string
}

export async function setUp(): Promise<World> {
  const database = await testDatabase({ max: 5 })
  const [slack, cloud, scim, dns] = await Promise.all([new FakeSlack().start(), fakeCloud(), startScim(), startDns()])
  const sink = await startSink({ auth: 'verifiera:right' })
  dns.publish('acme.example', 'v=spf1 include:mail.example -all', 'some=other text')
  dns.publish('mail.example', 'v=spf1 ip4:192.0.2.0/24 -all')
  dns.publish('_dmarc.acme.example', 'v=DMARC1; p=reject')
  dns.publish('selector1._domainkey.acme.example', `v=DKIM1; k=rsa; p=${dkimKey(2048)}`)
  const environment = {
    ...slackEnvironment(slack.apiUrl),
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'secret',
    MicrosoftAppTenantId: tenant,
    TEAMS_TENANTS: tenant,
    TEAMS_OPENID_METADATA_URL: `${cloud.url}/metadata`,
    TEAMS_LOGIN_URL: `${cloud.url}/login`,
    TEAMS_SERVICE_HOSTS: cloud.host,
    SMTP_URL: sink.url.replace('://', '://verifiera:right@'),
    SCIM_URL: scim.url,
    SCIM_TOKEN: scim.token,
    DNS_SERVERS: dns.address,
    // Nobody listens there: what a proxy shows is tested with check-setup, which trusts the tests' certificates.
    PUBLIC_URL: 'https://127.0.0.1:9',
  }
  return {
    database,
    slack,
    cloud,
    sink,
    scim,
    dns,
    environment,
    async check(change = {}, { ahead = 0, language, ...more } = {}) {
      const settings = { ...environment, ...change }
      const config = readConfig(settings)
      const product = await startProduct({
        environment: settings,
        database: { ...database, drop: undefined } as ProductOptions['database'],
        idle: true,
        ...outsideOf(config, database),
        chats: (host) => [
          ...(config.slack ? [slackChat(config.slack, host)] : []),
          ...(config.teams ? [teamsChat(config.teams, host)] : []),
        ],
        dns: dnsThrough(config.dnsServers),
        ...more,
      })
      const owner = { platform: 'slack', workspace: TEAM, user: OWNER, standing: 'member' } as const
      product.clock.forward(ahead)
      // The products share a database, which keeps the answer to a message.
      const line = language ? 'check setup' : 'kontrollera drift'
      return linesOf((await product.said(owner, line, { id: randomUUID(), language })).card)
    },
    async close() {
      await Promise.all([slack.stop(), cloud.close(), scim.stop(), dns.close(), sink.close()])
      await database.drop()
    },
  }
}

function linesOf({ rows, data }: Card): Line[] {
  if (!rows || !data?.findings) throw new Error(`No list of findings: ${JSON.stringify({ rows, data })}`)
  return rows.body.map(([topic = '', state = '', words = '']) => ({ topic, state, words }))
}
