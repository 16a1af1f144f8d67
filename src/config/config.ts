import { z } from 'zod'
import { greetingNameOf, mailFault, mailSettings, oauthOf } from './mail.ts'
import {
  bearer,
  duration,
  exactHosts,
  filled,
  isLoopback,
  keyring,
  loopbackOrHttps,
  owners,
  port,
  providerBase,
  publicBase,
  sender,
  servers,
  smtpAddress,
  whole,
} from './values.ts'

/** The checked settings. No other file reads the environment. An empty variable counts as absent. */
export type Config = Readonly<ReturnType<typeof readConfig>>

/** Its message is one line that names the variable. main.ts prints it and exits. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

const schema = z.object({
  PORT: port.default(3000),
  HOST: filled.default('127.0.0.1'),
  PUBLIC_URL: publicBase.optional(),
  DATABASE_URL: filled.regex(/^postgres(ql)?:\/\//, 'must start with postgres://').optional(),
  DATA_DIR: filled.default('.data'),
  DEMO: z.enum(['on', 'off']).optional(),
  SMTP_URL: smtpAddress.optional(),
  MAIL_FROM: sender.optional(),
  ...mailSettings,
  MAIL_RATE: whole(0, 1_000_000).default(0),
  LINK_DAYS: whole(1, 60).default(5),
  RESEND_AFTER: duration.default(24 * 3_600_000),
  SUPPORT_CONTACT: z.string().default(''),
  DNS_SERVERS: servers.default([]),
  FOUR_EYES_ABOVE: whole(0, 100_000_000).default(500),
  SECRET_KEYS: keyring.optional(),
  OWNERS: owners.default([]),
  WORKER: z.enum(['on', 'off', 'only']).default('on'),
  LOGIN_URL: loopbackOrHttps.default('https://connect.visma.com/'),
  SLACK_SIGNING_SECRET: filled.optional(),
  SLACK_BOT_TOKEN: filled.optional(),
  SLACK_APP_TOKEN: filled.regex(/^xapp-/, 'must start with xapp-').optional(),
  SLACK_TEAMS: list.default([]),
  SLACK_API_URL: loopbackOrHttps.default('https://slack.com/api/'),
  MicrosoftAppId: filled.optional(),
  MicrosoftAppPassword: filled.optional(),
  MicrosoftAppType: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMSI']).default('SingleTenant'),
  MicrosoftAppTenantId: filled.optional(),
  TEAMS_TENANTS: list.transform((ids) => ids.map((id) => id.toLowerCase())).default([]),
  TEAMS_OPENID_METADATA_URL: loopbackOrHttps.optional(),
  TEAMS_LOGIN_URL: loopbackOrHttps.optional(),
  TEAMS_SERVICE_HOSTS: exactHosts.optional(),
  SCIM_URL: providerBase.optional(),
  SCIM_TOKEN: bearer.optional(),
  METRICS_PORT: port.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

type Values = z.infer<typeof schema>

/**
 * Reads and checks the environment. Error messages never contain a value, because it may be a secret.
 * @throws ConfigError
 */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const read = schema.safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]!
    throw new ConfigError(`${String(issue.path[0])}: ${issue.message}`)
  }
  const v = read.data
  if (v.SCIM_URL && !v.SCIM_TOKEN) throw new ConfigError('SCIM_TOKEN: required with SCIM_URL')
  if (v.SCIM_TOKEN && !v.SCIM_URL) throw new ConfigError('SCIM_URL: required with SCIM_TOKEN')
  const fault = mailFault(v)
  if (fault) throw new ConfigError(fault)
  const publicUrl = v.PUBLIC_URL ?? `http://${v.HOST.includes(':') ? `[${v.HOST}]` : v.HOST}:${v.PORT}`
  const local = !slackIsSet(v) && !teamsIsSet(v) && !v.SMTP_URL
  if (local) requireLocal(v)
  else requireProduction(v)
  return Object.freeze({
    local,
    port: v.PORT,
    host: v.HOST,
    publicUrl,
    databaseUrl: v.DATABASE_URL,
    dataDir: v.DATA_DIR,
    demo: (v.DEMO ?? (local ? 'on' : 'off')) === 'on',
    smtpUrl: v.SMTP_URL,
    smtpName: greetingNameOf(v.SMTP_NAME, publicUrl),
    /** Absent: the password in `smtpUrl`, if there is one. */
    oauth: oauthOf(v),
    bounces:
      v.BOUNCE_ADDRESS && v.BOUNCE_IMAP_URL
        ? { address: v.BOUNCE_ADDRESS.address, imapUrl: v.BOUNCE_IMAP_URL }
        : undefined,
    mailFrom: v.MAIL_FROM ?? { name: 'Verifiera', address: 'verifiera@localhost.example' },
    mailRate: v.MAIL_RATE,
    linkDays: v.LINK_DAYS,
    resendAfter: v.RESEND_AFTER,
    supportContact: v.SUPPORT_CONTACT,
    dnsServers: v.DNS_SERVERS,
    fourEyesAbove: v.FOUR_EYES_ABOVE,
    /** Absent in local mode without SECRET_KEYS; the keys are then generated under `dataDir`. */
    secretKeys: v.SECRET_KEYS,
    owners: v.OWNERS,
    worker: v.WORKER,
    loginUrl: v.LOGIN_URL,
    slack: slackIsSet(v)
      ? {
          signingSecret: v.SLACK_SIGNING_SECRET!,
          botToken: v.SLACK_BOT_TOKEN!,
          appToken: v.SLACK_APP_TOKEN,
          teams: v.SLACK_TEAMS,
          apiUrl: v.SLACK_API_URL,
        }
      : undefined,
    teams: teamsIsSet(v)
      ? {
          appId: v.MicrosoftAppId!,
          appPassword: v.MicrosoftAppPassword ?? '',
          appType: v.MicrosoftAppType,
          appTenantId: v.MicrosoftAppTenantId,
          tenants: v.TEAMS_TENANTS,
          openIdMetadataUrl: v.TEAMS_OPENID_METADATA_URL,
          loginUrl: v.TEAMS_LOGIN_URL,
          serviceHosts: v.TEAMS_SERVICE_HOSTS,
        }
      : undefined,
    /** If absent, a local directory takes its place, which only records what it is asked to do. */
    scim: v.SCIM_URL ? { url: v.SCIM_URL, token: v.SCIM_TOKEN! } : undefined,
    metricsPort: v.METRICS_PORT,
    logLevel: v.LOG_LEVEL,
    /** npm sets this variable for every script it runs. */
    startedByNpm: Boolean(environment.npm_lifecycle_event),
  })
}

/** A platform counts as on if any of its settings is there. What is missing is then an error, and never local mode. */
const slackIsSet = (v: Values) =>
  Boolean(v.SLACK_SIGNING_SECRET || v.SLACK_BOT_TOKEN || v.SLACK_APP_TOKEN || v.SLACK_TEAMS.length)
const teamsIsSet = (v: Values) => Boolean(v.MicrosoftAppId || v.MicrosoftAppPassword || v.TEAMS_TENANTS.length)

function requireLocal(v: Values): void {
  if (!isLoopback(v.HOST)) {
    throw new ConfigError(
      `HOST: ${v.HOST} is not loopback; local mode (no Slack, Teams or SMTP) listens on 127.0.0.1 only`,
    )
  }
  // Local mode may hold fictional people, and everybody who opens its chat page is an owner, so a real provider is
  // refused.
  if (v.SCIM_URL && !isLoopback(new URL(v.SCIM_URL).hostname)) {
    throw new ConfigError('SCIM_URL: local mode (no Slack, Teams or SMTP) connects on loopback only')
  }
}

/** Requires everything that real mail and real chats need. Throws for the first setting that is missing. */
function requireProduction(v: Values): void {
  const need = (name: keyof Values, why: string) => {
    const value = v[name]
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
      throw new ConfigError(`${name}: ${why}`)
    }
  }
  need('PUBLIC_URL', 'required outside local mode: the https address that links in mails start with')
  if (!v.PUBLIC_URL!.startsWith('https:')) throw new ConfigError('PUBLIC_URL: must be https outside local mode')
  need('DATABASE_URL', 'required outside local mode')
  need('SECRET_KEYS', 'required outside local mode: kid:base64,… with at least 32 bytes each')
  if (v.DEMO === 'on') throw new ConfigError('DEMO: the fictional company cannot be loaded outside local mode')
  if (slackIsSet(v)) {
    need('SLACK_SIGNING_SECRET', 'required with Slack')
    need('SLACK_BOT_TOKEN', 'required with Slack')
    need('SLACK_TEAMS', 'required with Slack: the workspace ids that are let in')
  }
  if (teamsIsSet(v)) {
    need('MicrosoftAppId', 'required with Teams: without it nothing would be authenticated')
    if (v.MicrosoftAppType !== 'UserAssignedMSI') need('MicrosoftAppPassword', 'required with Teams')
    if (v.MicrosoftAppType === 'SingleTenant') need('MicrosoftAppTenantId', 'required with a single-tenant app')
    need('TEAMS_TENANTS', 'required with Teams: the tenant ids that are let in')
  }
  need('SMTP_URL', 'required with Slack or Teams')
  need('MAIL_FROM', 'required with SMTP_URL: the sender of the letters')
}
