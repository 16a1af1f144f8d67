import { isLoopback } from './gate/hosts.ts'

/** The Teams part of the configuration. What is left out is that of Microsoft's public cloud. */
export interface TeamsConfig {
  appId: string
  /** Empty only with a certificate or `UserAssignedMSI`. */
  appPassword: string
  /** The app's certificate and its private key in PEM, instead of a password. */
  certificate?: string
  appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI'
  /** The tenant in which the bot is registered; not needed with `MultiTenant` or a `loginUrl`. */
  appTenantId?: string
  /** The tenants whose people may use the bot; never empty. */
  tenants: readonly string[]
  /** The OpenID metadata that leads to the signing keys; `http:` only on loopback. */
  openIdMetadataUrl?: string
  /** Tokens are fetched from `<loginUrl>/oauth2/v2.0/token`; `http:` only on loopback. */
  loginUrl?: string
  /** The services that replies may go to, as exact `host[:port]`. */
  serviceHosts?: readonly string[]
  /** Which of Microsoft's packages carry the messages; `teams-ai` if left out. */
  transport?: 'teams-ai' | 'teams.apps'
}

const publicMetadataUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
const publicServiceHosts: readonly string[] = ['smba.trafficmanager.net']

/** In the public cloud a bot logs in to its own tenant, or to one that all multi-tenant bots share. */
function publicLoginUrl({ appType, appTenantId }: TeamsConfig): string {
  return `https://login.microsoftonline.com/${appType === 'MultiTenant' ? 'botframework.com' : appTenantId}`
}

/** The configuration with its defaults filled in; ids and hosts are in lower case, so that they can be compared. */
export interface Cloud {
  appId: string
  appPassword: string
  certificate?: string
  appType: TeamsConfig['appType']
  appTenantId: string
  transport: 'teams-ai' | 'teams.apps'
  tenants: ReadonlySet<string>
  metadataUrl: string
  tokenUrl: string
  serviceHosts: ReadonlySet<string>
  /** Who issues the tokens that we receive. */
  issuer: string
  /** The scope of the tokens that we ask for. */
  scope: string
  /** Where people are reached who have never written to the bot; Microsoft routes it to their region. */
  defaultServiceUrl: string
  /** Where a person installs the app. */
  installUrl: string
}

/**
 * Fills in the defaults.
 * @throws Error when requests could not be checked: no app id, secret or tenant, or plain http to another machine
 */
export function resolveCloud(config: TeamsConfig): Cloud {
  if (!config.appId) throw new Error('MicrosoftAppId is empty')
  if (!config.appPassword && !config.certificate && config.appType !== 'UserAssignedMSI')
    throw new Error('MicrosoftAppPassword is empty')
  if (!config.appTenantId && config.appType !== 'MultiTenant' && !config.loginUrl)
    throw new Error('MicrosoftAppTenantId is empty')
  const tenants = config.tenants.map((id) => id.trim().toLowerCase()).filter((id) => id !== '')
  if (tenants.length === 0) throw new Error('TEAMS_TENANTS is empty')
  const hosts = config.serviceHosts?.length ? config.serviceHosts : publicServiceHosts
  const metadataUrl = requireHttps('TEAMS_OPENID_METADATA_URL', config.openIdMetadataUrl || publicMetadataUrl)
  const loginUrl = requireHttps('TEAMS_LOGIN_URL', config.loginUrl || publicLoginUrl(config))
  const { suffix, teams } = domainsOf(new URL(metadataUrl).hostname)
  return {
    appId: config.appId.toLowerCase(),
    appPassword: config.appPassword,
    certificate: config.certificate,
    appType: config.appType,
    appTenantId: config.appTenantId ?? '',
    transport: config.transport ?? 'teams-ai',
    tenants: new Set(tenants),
    metadataUrl,
    tokenUrl: `${loginUrl.replace(/\/+$/, '')}/oauth2/v2.0/token`,
    serviceHosts: new Set(hosts.map((host) => new URL(`https://${host}`).host)),
    defaultServiceUrl: serviceUrlOf(hosts[0]!),
    issuer: `https://api.botframework.${suffix}`,
    scope: `https://api.botframework.${suffix}`,
    installUrl: `https://${teams}/l/app/${config.appId}`,
  }
}

/**
 * Whether this cloud has messages for one member of a conversation alone. Microsoft names the public cloud only
 * (https://learn.microsoft.com/graph/api/userteamwork-deletetargetedmessage); another one might show them to everybody.
 */
export function hasTargetedMessages(serviceUrl: string): boolean {
  const { host, hostname } = new URL(serviceUrl)
  return publicServiceHosts.includes(host) || isLoopback(hostname)
}

function serviceUrlOf(host: string): string {
  return isLoopback(new URL(`https://${host}`).hostname) ? `http://${host}/` : `https://${host}/teams/`
}

/** The domains of Microsoft's sovereign clouds, which the host of the metadata tells apart. */
function domainsOf(metadataHost: string): { suffix: string; teams: string } {
  if (metadataHost.endsWith('.azure.us')) return { suffix: 'us', teams: 'gov.teams.microsoft.us' }
  if (metadataHost.endsWith('.azure.cn')) return { suffix: 'azure.cn', teams: 'teams.microsoftonline.cn' }
  return { suffix: 'com', teams: 'teams.microsoft.com' }
}

function requireHttps(name: string, value: string): string {
  const url = new URL(value)
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
  if (!isSafe || url.username || url.password) throw new Error(`${name} must be https (http only for loopback)`)
  return value
}
