import {
  type ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder'
import type { Cloud } from '../cloud.ts'
import { tokenSource } from './login.ts'

export type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0]

/** The bot itself, as the package describes whoever a token belongs to. */
export function identityOf({ appId }: Cloud): Identity {
  const getClaimValue = (type: string) => (type === 'aud' ? appId : null)
  return { claims: [{ type: 'aud', value: appId }], isAuthenticated: true, getClaimValue } as Identity
}

/** If one of the addresses is set, the package wants all of them. */
export function packageSettings(cloud: Cloud): ConfigurationBotFrameworkAuthenticationOptions {
  return {
    MicrosoftAppId: cloud.appId,
    MicrosoftAppPassword: passwordFor(cloud),
    MicrosoftAppType: cloud.appType,
    MicrosoftAppTenantId: cloud.appTenantId,
    ToChannelFromBotLoginUrl: cloud.tokenUrl,
    ToChannelFromBotOAuthScope: cloud.scope,
    ToBotFromChannelTokenIssuer: cloud.issuer,
    ToBotFromChannelOpenIdMetadataUrl: cloud.metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: cloud.metadataUrl,
    OAuthUrl: cloud.scope,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: false,
  }
}

/** The package wants one, and never uses it: tokens come from our own source. */
const passwordFor = ({ appPassword, certificate }: Cloud) => (certificate ? 'certificate' : appPassword)

/** All calls share one source of tokens. A managed identity has no secret, so for that the package gets the token. */
export function credentialsOf(cloud: Cloud): ConfigurationServiceClientCredentialFactory {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: cloud.appId,
    MicrosoftAppPassword: passwordFor(cloud),
    MicrosoftAppType: cloud.appType,
    MicrosoftAppTenantId: cloud.appTenantId,
  })
  factory.isValidAppId = async (id) => id?.toLowerCase() === cloud.appId
  if (cloud.appType === 'UserAssignedMSI') return factory
  const token = tokenSource(cloud)
  const credentials: Awaited<ReturnType<typeof factory.createCredentials>> = {
    async signRequest(request) {
      request.headers.set('authorization', `Bearer ${await token()}`)
      return request
    },
  }
  factory.createCredentials = async () => credentials
  return factory
}
