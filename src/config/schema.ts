import { z } from 'zod'
import { mailSettings } from './mail.ts'
import {
  bearer,
  duration,
  exactHosts,
  filled,
  keyring,
  loopbackOrHttps,
  networkList,
  owners,
  port,
  providerBase,
  publicBase,
  sender,
  servers,
  slackTokens,
  smtpAddress,
  whole,
} from './values.ts'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

/** Every setting, each by itself. What settings need beside each other is judged in together.ts. */
export const schema = z.object({
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
  OPERATOR_NAME: z.string().trim().default(''),
  ACCESSIBILITY_CONTACT: z.string().trim().default(''),
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

export type Values = z.infer<typeof schema>
