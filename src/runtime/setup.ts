import { sql } from 'drizzle-orm'
import type { Config } from '../config/config.ts'
import { checkServer } from '../db/check.ts'
import { type Database, rows } from '../db/open.ts'
import type { Directory } from '../directory/directory.ts'
import type { Mailer } from '../mail/mailer.ts'
import { senderDns } from '../mail/sender-dns.ts'

/** What was looked at, in the order of the card. */
export type SetupTopic = 'database' | 'mail' | 'sender' | 'slack' | 'teams' | 'provider' | 'public' | 'clock'

/** `off`: not configured. `unsure`: cannot be told from here. The texts are `setup.<code>`. */
export interface SetupFinding {
  topic: SetupTopic
  state: 'fine' | 'wrong' | 'unsure' | 'off'
  code: string
  params: Record<string, string | number>
}

export interface SetupParts {
  database: Database
  mailer: Mailer
  directory: Directory
  dns: { txt(name: string): Promise<string[]> }
  clock(): Date
}

/** What a Slack app of ours needs, as in manifest/slack.ts. */
const slackScopes = [
  'app_mentions:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'im:history',
  'im:write',
  'users:read',
  'users:read.email',
]

const patience = 8000
/** Milliseconds that two clocks may differ. */
const drift = 5000

const finding =
  (topic: SetupTopic) =>
  (state: SetupFinding['state'], code: string, params: SetupFinding['params'] = {}): SetupFinding => ({
    topic,
    state,
    code: `${topic}.${code}`,
    params,
  })

/** Looks at everything that the product needs outside. Changes nothing, sends no mail, and never rejects. */
export async function checkSetup(config: Config, parts: SetupParts): Promise<SetupFinding[]> {
  const checks: [SetupTopic, () => Promise<SetupFinding[]>][] = [
    ['database', () => checkDatabase(parts.database)],
    ['mail', () => checkMail(config, parts.mailer)],
    ['sender', () => checkSender(config, parts.dns)],
    ['slack', () => checkSlack(config)],
    ['teams', () => checkTeams(config)],
    ['provider', () => checkProvider(parts.directory)],
    ['public', () => checkPublic(config)],
    ['clock', () => checkClock(parts)],
  ]
  const found = await Promise.all(
    checks.map(([topic, check]) => {
      const unsure = () => [finding(topic)('unsure', 'unsure')]
      const late = new Promise<SetupFinding[]>((resolve) => setTimeout(() => resolve(unsure()), 12_000).unref())
      return Promise.race([check().catch(unsure), late])
    }),
  )
  return found.flat()
}

async function checkDatabase(database: Database): Promise<SetupFinding[]> {
  const say = finding('database')
  if (database.kind === 'embedded') return [say('fine', 'embedded')]
  try {
    await checkServer(database)
  } catch (error) {
    return [say('wrong', 'server', { why: (error as Error).message })]
  }
  const [rights] = await rows<{ create: boolean }>(
    database.db,
    sql`select has_schema_privilege('public', 'create') and has_database_privilege(current_database(), 'create') as create`,
  )
  return [rights?.create ? say('fine', 'fine') : say('wrong', 'rights')]
}

async function checkMail({ smtpUrl }: Config, mailer: Mailer): Promise<SetupFinding[]> {
  const say = finding('mail')
  if (!smtpUrl || !mailer.check) return [say('off', 'off')]
  const refused = await mailer.check()
  return [refused === null ? say('fine', 'fine') : say('wrong', 'refused', { why: refused })]
}

async function checkSender({ local, mailFrom }: Config, dns: SetupParts['dns']): Promise<SetupFinding[]> {
  const say = finding('sender')
  if (local) return [say('off', 'off')]
  const domain = mailFrom.address.slice(mailFrom.address.lastIndexOf('@') + 1)
  const published = await senderDns(dns, domain)
  return (['spf', 'dmarc', 'dkim'] as const).map((what) => {
    if (published[what]) return say('fine', `${what}.fine`, { domain })
    // A key may stand under a selector that nobody can guess.
    const state = published[what] === null || what === 'dkim' ? 'unsure' : 'wrong'
    return say(state, published[what] === null ? 'silent' : `${what}.missing`, { domain })
  })
}

async function checkSlack({ slack }: Config): Promise<SetupFinding[]> {
  const say = finding('slack')
  if (!slack) return [say('off', 'off')]
  const response = await fetch(new URL('auth.test', slack.apiUrl.replace(/\/?$/, '/')), {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  const { ok, error = '' } = (await response.json()) as { ok?: boolean; error?: string }
  if (!ok) return [say('wrong', 'token', { why: error.replace(/[^a-z_]/g, '') })]
  const granted = response.headers
    .get('x-oauth-scopes')
    ?.split(',')
    .map((scope) => scope.trim())
  const missing = granted ? slackScopes.filter((scope) => !granted.includes(scope)) : []
  return [missing.length ? say('wrong', 'scopes', { scopes: missing.join(', ') }) : say('fine', 'fine')]
}

async function checkTeams({ teams }: Config): Promise<SetupFinding[]> {
  const say = finding('teams')
  if (!teams) return [say('off', 'off')]
  if (teams.appType === 'UserAssignedMSI') return [say('unsure', 'managed')]
  const login = teams.loginUrl ?? `https://login.microsoftonline.com/${teams.appTenantId ?? 'botframework.com'}`
  const response = await fetch(`${login.replace(/\/$/, '')}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: teams.appId,
      client_secret: teams.appPassword,
      scope: 'https://api.botframework.com/.default',
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  })
  return [response.ok ? say('fine', 'fine') : say('wrong', 'token', { status: response.status })]
}

/** Asks for somebody who cannot exist: that takes the address, the token and the filters. */
async function checkProvider(directory: Directory): Promise<SetupFinding[]> {
  const say = finding('provider')
  if (!directory.remote) return [say('off', 'off')]
  const nobody = { companyNumber: 'verifiera-check', number: '0', email: 'check@verifiera.invalid' }
  const answer = await directory.look(nobody)
  return [answer.ok ? say('fine', 'fine') : say('wrong', 'refused', { why: answer.error })]
}

async function checkPublic({ publicUrl }: Config): Promise<SetupFinding[]> {
  const say = finding('public')
  const response = await fetch(`${publicUrl}/healthz`, {
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  }).catch(() => null)
  if (!response) return [say('unsure', 'unreached', { url: publicUrl })]
  const answer: unknown = await response.json().catch(() => null)
  const ours = response.ok && typeof answer === 'object' && answer !== null && 'ok' in answer
  return [
    ours ? say('fine', 'fine', { url: publicUrl }) : say('wrong', 'other', { url: publicUrl, status: response.status }),
  ]
}

async function checkClock({ database, clock }: SetupParts): Promise<SetupFinding[]> {
  const say = finding('clock')
  const [found] = await rows<{ at: string }>(database.db, sql`select clock_timestamp() as at`)
  const seconds = Math.round(Math.abs(new Date(found!.at).getTime() - clock().getTime()) / 1000)
  return [seconds * 1000 > drift ? say('wrong', 'drift', { seconds }) : say('fine', 'fine')]
}
