import type { Values } from './schema.ts'

/** What people read of some settings that belong together: a row of README's table, a block of .env.example. */
export interface Documented {
  names: readonly (keyof Values)[]
  /** Markdown, in one sentence or a few, that begins with a small letter. */
  meaning: string
  /** What holds when they are absent, where the schema has no default that says it. */
  absent?: string
  /** What .env.example proposes instead of the default. */
  example?: Partial<Record<keyof Values, string>>
}

/**
 * All settings, in the order in which they are read. `npm run docs` writes .env.example and README's table from this
 * and from the defaults of the schema; a test refuses a setting that is missing here.
 */
export const documented: readonly Documented[] = [
  { names: ['PORT', 'HOST'], meaning: 'where to listen; in local mode on loopback only' },
  {
    names: ['PUBLIC_URL'],
    meaning:
      'base of every link, and the only source of it, with a path if it has one; https, required outside local mode',
    absent: '`http://HOST:PORT` in local mode',
    example: { PUBLIC_URL: 'https://verifiera.example' },
  },
  {
    names: ['DATABASE_URL'],
    meaning: 'PostgreSQL 14 or newer with `fsync` on; required outside local mode',
    absent: 'an embedded database under `DATA_DIR`',
  },
  { names: ['DATA_DIR'], meaning: 'the embedded database, and secrets made for local mode' },
  {
    names: ['DEMO'],
    meaning: '`on` loads the fictional organisation into an empty database; refused outside local mode',
    absent: '`on` in local mode',
  },
  {
    names: ['SMTP_URL'],
    meaning: 'how mail leaves: `smtp://user:password@host:587` or `smtps://…`; TLS except to loopback',
    absent: 'a local outbox at `/outbox`',
  },
  {
    names: ['MAIL_FROM'],
    meaning: 'the sender of the letters; required with `SMTP_URL`',
    example: { MAIL_FROM: '"Verifiera <verifiera@acme.example>"' },
  },
  { names: ['SMTP_NAME'], meaning: 'the name in the SMTP greeting', absent: 'the host of `PUBLIC_URL`' },
  {
    names: [
      'SMTP_OAUTH_TOKEN_URL',
      'SMTP_OAUTH_CLIENT_ID',
      'SMTP_OAUTH_CLIENT_SECRET',
      'SMTP_OAUTH_SCOPE',
      'SMTP_OAUTH_REFRESH_TOKEN',
    ],
    meaning:
      'OAuth 2.0 instead of the password in `SMTP_URL`, as Microsoft 365 and Google ask for it; the token endpoint is `google`, `microsoft:<tenant id>` or an address ([a page for each provider](src/mail/README.md)). Without a scope, the one that Microsoft asks for, or none; a refresh token instead of client credentials, which Google does not take',
  },
  {
    names: ['SMTP_OAUTH_SECRET_ENDS'],
    meaning: 'the day on which the client secret ends, as 2027-03-31; the owners are told 30 days before',
  },
  {
    names: ['BOUNCE_ADDRESS', 'BOUNCE_IMAP_URL'],
    meaning:
      'bounces that come later: the return path (`bounce+…@…` is made from it) and the mailbox whose reports are read, `imaps://user:password@host/INBOX`; both or neither. Without a password the OAuth settings are used',
  },
  { names: ['MAIL_RATE'], meaning: 'mails a minute, over all processes; `0` is no limit' },
  { names: ['LINK_DAYS'], meaning: 'life of a link in days, counting the day of sending' },
  {
    names: ['RESEND_AFTER'],
    meaning: 'a bulk send leaves out who was mailed within this time: `24h`, `30m`, `7d`',
    example: { RESEND_AFTER: '24h' },
  },
  { names: ['SUPPORT_CONTACT'], meaning: 'whom an employee asks; in letters and on the page' },
  {
    names: ['OPERATOR_NAME', 'ACCESSIBILITY_CONTACT'],
    meaning:
      'who runs the service, the public body whose statement of accessibility is on `/tillganglighet`, and whom to tell of what is not accessible there (an address, a web address or a telephone number)',
    absent: '`SUPPORT_CONTACT` for the second',
  },
  { names: ['DNS_SERVERS'], meaning: '`IP[:port],…` for the proof of domains', absent: "the system's" },
  {
    names: ['FOUR_EYES_ABOVE'],
    meaning: 'plans with more letters and direct connections than this need a second admin',
  },
  {
    names: ['SECRET_KEYS'],
    meaning:
      'keys of the links, `kid:base64,…`, newest first, 32 bytes or more each (`openssl rand -base64 32`); an old key stays as long as links made with it live. Required outside local mode',
    absent: 'made in local mode',
  },
  {
    names: ['OWNERS'],
    meaning: 'the first owners, who give others their roles: `slack:<team>/<user>,teams:<tenant>/<object id>`',
  },
  { names: ['WORKER'], meaning: 'whether this process sends: `on`, `off`, or `only` (sends and does nothing else)' },
  { names: ['LOGIN_URL'], meaning: 'where *Glömt ditt lösenord?* is' },
  {
    names: ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'],
    meaning:
      'turn Slack on. Several workspaces need a bot token each, `T…:xoxb-…,T…:xoxb-…`; an installation for a whole organisation is `E…:xoxb-…`',
  },
  { names: ['SLACK_APP_TOKEN'], meaning: 'an `xapp-` token: Socket Mode instead of HTTP' },
  { names: ['SLACK_TEAMS'], meaning: 'the ids of the workspaces that are let in; required with Slack' },
  { names: ['SLACK_API_URL'], meaning: 'base of the Web API' },
  {
    names: [
      'MicrosoftAppId',
      'MicrosoftAppPassword',
      'MicrosoftAppCertificate',
      'MicrosoftAppType',
      'MicrosoftAppTenantId',
    ],
    meaning:
      "turn Teams on, by botbuilder's own names; the type is `SingleTenant`, `MultiTenant` or `UserAssignedMSI`. The certificate stands in for the password: PEM with its private key (PKCS #8), as a rule by `MicrosoftAppCertificate_FILE`",
  },
  { names: ['TEAMS_TENANTS'], meaning: 'the ids of the tenants that are let in; required with Teams' },
  {
    names: ['TEAMS_OPENID_METADATA_URL', 'TEAMS_LOGIN_URL', 'TEAMS_SERVICE_HOSTS'],
    meaning:
      'sovereign clouds and local clients: where signing keys are found, where tokens are asked for, and the exact hosts that answers may go to',
    absent: 'the public cloud',
  },
  {
    names: ['TEAMS_TRANSPORT'],
    meaning:
      "which of Microsoft's packages carry the messages: `teams-ai`, or `teams.apps`, which Microsoft supports ([which packages](adapters/teams/README.md))",
  },
  {
    names: ['SCIM_URL', 'SCIM_TOKEN'],
    meaning:
      'the identity provider, SCIM 2.0: base address and bearer token; both or neither. https, or `http:` on loopback; local mode takes loopback only',
    absent: 'a local directory that only records',
  },
  {
    names: ['METRICS_PORT', 'METRICS_HOST'],
    meaning:
      'Prometheus metrics, and where to listen for them; open to the network only where a firewall or a private network stands before it',
    absent: 'off',
  },
  {
    names: ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'],
    meaning:
      'where OpenTelemetry traces go, by OTLP over HTTP; `/v1/traces` is added to the first. The other [standard variables](https://opentelemetry.io/docs/languages/sdk-configuration/) mean what they mean elsewhere (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, …)',
    absent: 'no traces',
  },
  {
    names: ['OTEL_EXPORTER_OTLP_PROTOCOL', 'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'],
    meaning: '`http/protobuf` or `http/json`',
    absent: '`http/protobuf`',
  },
  {
    names: ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_TRACES_HEADERS'],
    meaning: 'what the collector wants to be told with the traces, as a key: `name=value,…`, encoded as in a URL',
  },
  {
    names: ['OTEL_TRACES_EXPORTER', 'OTEL_SDK_DISABLED'],
    meaning: '`otlp` sends to the usual address, localhost:4318; `none`, and `true` in the second, send nothing',
  },
  {
    names: ['TRUSTED_PROXIES'],
    meaning:
      'addresses or networks, `10.0.0.1,10.1.0.0/16`, whose `X-Forwarded-For` is believed, for limits by network address: without it all visitors behind a proxy share one',
    absent: 'none',
  },
  {
    names: ['AUDIT_ANCHOR_FILE', 'AUDIT_ANCHOR_URL'],
    meaning:
      "file to which the newest entry of the history is added at the start and every hour, and an address (https) to which it is posted as JSON, `at` and `head`, for `historik kontrollera <ankare>`; the log has it too. Keep it where the database's users cannot write",
  },
  { names: ['LOG_LEVEL'], meaning: '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`' },
]
