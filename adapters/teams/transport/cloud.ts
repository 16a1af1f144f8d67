import { isLoopback } from '../gate/hosts.ts'

/** The Teams part of the configuration. What is left out is Microsoft's public cloud. */
export interface TeamsConfig {
  appId: string
  /** Empty only with `UserAssignedMSI`. */
  appPassword: string
  appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI'
  /** Where the bot is registered; required but for `MultiTenant` or with a `loginUrl`. */
  appTenantId?: string
  /** Tenants that are let in; never empty. */
  tenants: readonly string[]
  /** Where signing keys are found; `http:` only for loopback. */
  openIdMetadataUrl?: string
  /** Tokens are fetched from `<loginUrl>/oauth2/v2.0/token`; `http:` only for loopback. */
  loginUrl?: string
  /** Exact `host[:port]` list that replies may go to. */
  serviceHosts?: readonly string[]
}

/** Microsoft's public cloud: the defaults of the environment. */
export const publicMetadataUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
export const publicServiceHosts: readonly string[] = ['smba.trafficmanager.net']

/** The login address of the public cloud: the bot's own tenant, or the shared one of multi-tenant bots. */
export function publicLoginUrl(config: Pick<TeamsConfig, 'appType' | 'appTenantId'>): string {
  const tenant = config.appType === 'MultiTenant' ? 'botframework.com' : config.appTenantId
  return `https://login.microsoftonline.com/${tenant}`
}

/** The configuration with everything decided, compared forms included. */
export interface Cloud {
  appId: string
  appPassword: string
  appType: TeamsConfig['appType']
  appTenantId: string
  tenants: ReadonlySet<string>
  metadataUrl: string
  tokenUrl: string
  serviceHosts: ReadonlySet<string>
  /** Of the tokens we receive. */
  issuer: string
  /** Of the tokens we ask for. */
  scope: string
  /** Where a person adds the app. */
  installUrl: string
}

/**
 * Decides the rest from the configuration.
 * @throws Error when the gate would stand open: no id, no secret, no tenant, or plain http to somewhere else.
 */
export function settle(config: TeamsConfig): Cloud {
  if (!config.appId) throw new Error('MicrosoftAppId is empty')
  if (!config.appPassword && config.appType !== 'UserAssignedMSI') throw new Error('MicrosoftAppPassword is empty')
  if (!config.appTenantId && config.appType !== 'MultiTenant' && !config.loginUrl)
    throw new Error('MicrosoftAppTenantId is empty')
  const tenants = config.tenants.map((id) => id.trim().toLowerCase()).filter((id) => id !== '')
  if (tenants.length === 0) throw new Error('TEAMS_TENANTS is empty')
  const hosts = config.serviceHosts?.length ? config.serviceHosts : publicServiceHosts
  const metadataUrl = safeUrl('TEAMS_OPENID_METADATA_URL', config.openIdMetadataUrl || publicMetadataUrl)
  const loginUrl = safeUrl('TEAMS_LOGIN_URL', config.loginUrl || publicLoginUrl(config))
  const { suffix, teams } = cloudOf(new URL(metadataUrl).hostname)
  return {
    appId: config.appId.toLowerCase(),
    appPassword: config.appPassword,
    appType: config.appType,
    appTenantId: config.appTenantId ?? '',
    tenants: new Set(tenants),
    metadataUrl,
    tokenUrl: `${loginUrl.replace(/\/+$/, '')}/oauth2/v2.0/token`,
    serviceHosts: new Set(hosts.map((host) => new URL(`https://${host}`).host)),
    issuer: `https://api.botframework.${suffix}`,
    scope: `https://api.botframework.${suffix}`,
    installUrl: `https://${teams}/l/app/${config.appId}`,
  }
}

/** Sovereign clouds are told apart by where their keys are. */
function cloudOf(metadataHost: string): { suffix: string; teams: string } {
  if (metadataHost.endsWith('.azure.us')) return { suffix: 'us', teams: 'gov.teams.microsoft.us' }
  if (metadataHost.endsWith('.azure.cn')) return { suffix: 'azure.cn', teams: 'teams.microsoftonline.cn' }
  return { suffix: 'com', teams: 'teams.microsoft.com' }
}

function safeUrl(name: string, value: string): string {
  const url = new URL(value)
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  if (!safe || url.username || url.password) throw new Error(`${name} must be https (http only for loopback)`)
  return value
}
