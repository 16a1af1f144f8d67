import type { z } from 'zod'
import { readEnvironment } from './environment.ts'
import { greetingNameOf, oauthOf } from './mail.ts'
import { schema } from './schema.ts'
import { type IsSet, isLocal, problemsTogether, slackIsSet, teamsIsSet } from './together.ts'
import { tracingOf } from './tracing.ts'

/** The checked settings. No other file reads the environment. An empty variable counts as absent. */
export type Config = Readonly<ReturnType<typeof readConfig>>

/** Its message has a line for each problem, which names the variable. main.ts prints it and exits. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

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

/** What the environment already says goes before. */
export function addSettings(more: NodeJS.Dict<string>): void {
  for (const [name, value] of Object.entries(more)) process.env[name] ??= value
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
  const isSet: IsSet = (name) => name in given || wrong.has(name)
  const local = isLocal(isSet)
  for (const [name, problem] of problemsTogether(v, isSet))
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
    mailFrom: v.MAIL_FROM ?? { name: 'Verifiera', address: 'verifiera@localhost.example', domain: 'localhost.example' },
    mailRate: v.MAIL_RATE,
    linkDays: v.LINK_DAYS,
    resendAfter: v.RESEND_AFTER,
    supportContact: v.SUPPORT_CONTACT,
    /** Who runs the service, for the help and the statement of accessibility. */
    operatorName: v.OPERATOR_NAME,
    accessibilityContact: v.ACCESSIBILITY_CONTACT,
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
          certificate: v.MicrosoftAppCertificate,
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
    /** The newest entry of the audit is added to the file and posted to the address every hour. */
    auditAnchorFile: v.AUDIT_ANCHOR_FILE,
    auditAnchorUrl: v.AUDIT_ANCHOR_URL,
    /** How traces are sent; absent: not at all. */
    tracing: tracingOf(v),
    logLevel: v.LOG_LEVEL,
    /** npm sets this variable for every script it runs. */
    startedByNpm: Boolean(environment.npm_lifecycle_event),
  })
}

const ofManifests = schema.pick({ PUBLIC_URL: true, MicrosoftAppId: true, SLACK_APP_TOKEN: true })

const appIdShape = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * What the manifests of the platforms are made from. Nothing else of the environment is looked at, so that they can be
 * made before there is anything to configure.
 * @throws ConfigError
 */
export function readManifestConfig(environment: Record<string, string | undefined> = process.env) {
  const v = check(ofManifests, environment)
  if (!v.PUBLIC_URL?.startsWith('https:'))
    throw new ConfigError('PUBLIC_URL: must be the https address at which Slack and Teams reach the bot')
  // Teams says of a package with another id only that it is not valid, and not where.
  if (v.MicrosoftAppId && !appIdShape.test(v.MicrosoftAppId))
    throw new ConfigError('MicrosoftAppId: must be the application (client) id, 32 hexadecimal digits in five groups')
  return { publicUrl: v.PUBLIC_URL, appId: v.MicrosoftAppId, socketMode: v.SLACK_APP_TOKEN !== undefined }
}
