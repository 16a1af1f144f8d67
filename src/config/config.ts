import { z } from 'zod'
import { readEnvironment } from './environment.ts'
import { greetingNameOf, mailFaults, mailSettings, oauthOf } from './mail.ts'
import {
  bearer,
  duration,
  exactHosts,
  filled,
  isLoopback,
  keyring,
  loopbackOrHttps,
  networkList,
  owners,
  port,
  providerBase,
  publicBase,
  type SlackTokens,
  sender,
  servers,
  slackTokens,
  smtpAddress,
  whole,
} from './values.ts'

/** The checked settings. No other file reads the environment. An empty variable counts as absent. */
export type Config = Readonly<ReturnType<typeof readConfig>>

/** Its message has a line for each problem, which names the variable. main.ts prints it and exits. */
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
  SLACK_BOT_TOKEN: slackTokens.optional(),
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
  TEAMS_TRANSPORT: z.enum(['teams-ai', 'teams.apps']).default('teams-ai'),
  SCIM_URL: providerBase.optional(),
  SCIM_TOKEN: bearer.optional(),
  METRICS_PORT: port.optional(),
  METRICS_HOST: filled.default('127.0.0.1'),
  TRUSTED_PROXIES: networkList.default([]),
  AUDIT_ANCHOR_FILE: filled.optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

type Values = z.infer<typeof schema>

/** @throws ConfigError */
function check<T extends z.ZodType>(shape: T, environment: Record<string, string | undefined>): z.infer<T> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const read = shape.safeParse(given)
  if (read.success) return read.data
  const issue = read.error.issues[0]!
  throw new ConfigError(`${String(issue.path[0])}: ${issue.message}`)
}

/**
 * Reads and checks the environment, and reports everything that is wrong at once. Messages never contain a value,
 * because it may be a secret.
 * @throws ConfigError
 */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const { given, problems } = readEnvironment(environment, Object.keys(schema.shape))
  const read = schema.safeParse(given)
  for (const { path, message } of read.error?.issues ?? []) {
    const name = String(path[0])
    if (!problems.has(name)) problems.set(name, message)
  }
  const wrong = new Set([...problems.keys()].map((name) => name.replace(/_FILE$/, '')))
  // What a setting needs beside it is judged without those that are wrong in themselves.
  const v = schema.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))))
  const isSet = (name: keyof Values) => name in given || wrong.has(name)
  const local = isLocal(isSet)
  for (const [name, problem] of [...(local ? localProblems(v) : productionProblems(v, isSet)), ...mailFaults(v)])
    if (!wrong.has(name) && !problems.has(name)) problems.set(name, problem)
  if (problems.size > 0) throw new ConfigError([...problems].map(([name, what]) => `${name}: ${what}`).join('\n'))
  const publicUrl = v.PUBLIC_URL ?? `http://${v.HOST.includes(':') ? `[${v.HOST}]` : v.HOST}:${v.PORT}`
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
    slack: slackIsSet(isSet)
      ? {
          signingSecret: v.SLACK_SIGNING_SECRET!,
          ...v.SLACK_BOT_TOKEN!,
          appToken: v.SLACK_APP_TOKEN,
          teams: v.SLACK_TEAMS,
          apiUrl: v.SLACK_API_URL,
        }
      : undefined,
    teams: teamsIsSet(isSet)
      ? {
          appId: v.MicrosoftAppId!,
          appPassword: v.MicrosoftAppPassword ?? '',
          appType: v.MicrosoftAppType,
          appTenantId: v.MicrosoftAppTenantId,
          tenants: v.TEAMS_TENANTS,
          openIdMetadataUrl: v.TEAMS_OPENID_METADATA_URL,
          loginUrl: v.TEAMS_LOGIN_URL,
          serviceHosts: v.TEAMS_SERVICE_HOSTS,
          transport: v.TEAMS_TRANSPORT,
        }
      : undefined,
    /** If absent, a local directory takes its place, which only records what it is asked to do. */
    scim: v.SCIM_URL ? { url: v.SCIM_URL, token: v.SCIM_TOKEN! } : undefined,
    metricsPort: v.METRICS_PORT,
    metricsHost: v.METRICS_HOST,
    trustedProxies: v.TRUSTED_PROXIES,
    /** The newest entry of the audit is added to it every hour. */
    auditAnchorFile: v.AUDIT_ANCHOR_FILE,
    logLevel: v.LOG_LEVEL,
    /** npm sets this variable for every script it runs. */
    startedByNpm: Boolean(environment.npm_lifecycle_event),
  })
}

type IsSet = (name: keyof Values) => boolean
type Problem = [name: keyof Values, what: string]

/** A platform counts as on if any of its settings is there. What is missing is then an error, and never local mode. */
const slackIsSet = (isSet: IsSet) =>
  (['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_TEAMS'] as const).some(isSet)
const teamsIsSet = (isSet: IsSet) => (['MicrosoftAppId', 'MicrosoftAppPassword', 'TEAMS_TENANTS'] as const).some(isSet)
const isLocal = (isSet: IsSet) => !slackIsSet(isSet) && !teamsIsSet(isSet) && !isSet('SMTP_URL')

function localProblems(v: Values): Problem[] {
  const problems: Problem[] = []
  if (!isLoopback(v.HOST))
    problems.push(['HOST', `${v.HOST} is not loopback; local mode (no Slack, Teams or SMTP) listens on 127.0.0.1 only`])
  // Local mode may hold fictional people, and everybody who opens its chat page is an owner, so a real provider is
  // refused.
  if (v.SCIM_URL && !isLoopback(new URL(v.SCIM_URL).hostname))
    problems.push(['SCIM_URL', 'local mode (no Slack, Teams or SMTP) connects on loopback only'])
  return [...problems, ...pairProblems(v)]
}

/** A bot token works in one workspace, unless the app is installed for a whole organisation. */
function tokenProblems({ botToken, botTokens = {}, isOrg }: SlackTokens, teams: string[]): Problem[] {
  const without = teams.find((team) => !botTokens[team] && !(isOrg || (botToken && teams.length === 1)))
  if (without) {
    const problem = `no token for the workspace ${without}; give one for each, T…:xoxb-…,T…:xoxb-…, or that of an installation for the whole organisation, E…:xoxb-…`
    return [['SLACK_BOT_TOKEN', problem]]
  }
  const unknown = Object.keys(botTokens).find((team) => !teams.includes(team))
  return unknown ? [['SLACK_BOT_TOKEN', `${unknown} is not among SLACK_TEAMS`]] : []
}

/** Everything that real mail and real chats need and that is not there. */
function productionProblems(v: Values, isSet: IsSet): Problem[] {
  const problems: Problem[] = []
  const need = (name: keyof Values, why: string) => {
    const value = v[name]
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) problems.push([name, why])
  }
  need('PUBLIC_URL', 'required outside local mode: the https address that links in mails start with')
  if (v.PUBLIC_URL?.startsWith('http:')) problems.push(['PUBLIC_URL', 'must be https outside local mode'])
  need('DATABASE_URL', 'required outside local mode')
  need('SECRET_KEYS', 'required outside local mode: kid:base64,… with at least 32 bytes each')
  if (v.DEMO === 'on') problems.push(['DEMO', 'the fictional company cannot be loaded outside local mode'])
  if (slackIsSet(isSet)) {
    need('SLACK_SIGNING_SECRET', 'required with Slack')
    need('SLACK_BOT_TOKEN', 'required with Slack')
    need('SLACK_TEAMS', 'required with Slack: the workspace ids that are let in')
    if (v.SLACK_BOT_TOKEN) problems.push(...tokenProblems(v.SLACK_BOT_TOKEN, v.SLACK_TEAMS))
  }
  if (teamsIsSet(isSet)) {
    need('MicrosoftAppId', 'required with Teams: without it nothing would be authenticated')
    if (v.MicrosoftAppType !== 'UserAssignedMSI') need('MicrosoftAppPassword', 'required with Teams')
    if (v.MicrosoftAppType === 'SingleTenant') need('MicrosoftAppTenantId', 'required with a single-tenant app')
    need('TEAMS_TENANTS', 'required with Teams: the tenant ids that are let in')
  }
  need('SMTP_URL', 'required with Slack or Teams')
  need('MAIL_FROM', 'required with SMTP_URL: the sender of the letters')
  return [...problems, ...pairProblems(v)]
}

/** Settings that only make sense together. */
function pairProblems(v: Values): Problem[] {
  const pairs: [keyof Values, keyof Values][] = [['SCIM_URL', 'SCIM_TOKEN']]
  return pairs.flatMap(([one, other]): Problem[] => {
    if (Boolean(v[one]) === Boolean(v[other])) return []
    return v[one] ? [[other, `required with ${one}`]] : [[one, `required with ${other}`]]
  })
}

const ofManifests = schema.pick({ PUBLIC_URL: true, MicrosoftAppId: true, SLACK_APP_TOKEN: true })

/**
 * What the manifests of the platforms are made from. Nothing else of the environment is looked at, so that they can be
 * made before there is anything to configure.
 * @throws ConfigError
 */
export function readManifestConfig(environment: Record<string, string | undefined> = process.env) {
  const v = check(ofManifests, environment)
  if (!v.PUBLIC_URL?.startsWith('https:'))
    throw new ConfigError('PUBLIC_URL: must be the https address at which Slack and Teams reach the bot')
  return { publicUrl: v.PUBLIC_URL, appId: v.MicrosoftAppId, socketMode: v.SLACK_APP_TOKEN !== undefined }
}
