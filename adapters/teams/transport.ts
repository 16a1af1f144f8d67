import { Application, TeamsAdapter, TurnState } from '@microsoft/teams-ai'
import {
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  ConfigurationServiceClientCredentialFactory,
  INVOKE_RESPONSE_KEY,
  type TurnContext,
} from 'botbuilder'
import type { Activity } from './activity.ts'
import { type Answer, type Member, type Receive, type Transport, TransportError } from './api.ts'
import type { Cloud } from './cloud.ts'
import { tokenSource } from './login.ts'

type Authorization = Parameters<Dispatcher['dispatch']>[0]
type Logic = Parameters<Dispatcher['dispatch']>[2]
type Connector = Awaited<
  ReturnType<ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>['create']>
>
type Claims = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0]

/** The package's own turn pipeline and its second look at the token, without its HTTP shim and console. */
class Dispatcher extends TeamsAdapter {
  dispatch(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
    return this.processActivity(authorization, activity as never, logic)
  }
}

const original = Symbol('the activity as it came')

/**
 * The transport on the packages named by the product: a dispatcher and a client, nothing more of them. They are out of
 * support since the end of 2025, which is why no other file may know them.
 */
export function teamsTransport(cloud: Cloud, receive: Receive): Transport {
  const settings = packageSettings(cloud)
  const credentials = credentialsOf(cloud)
  const adapter = new Dispatcher(settings, credentials)
  const application = new Application<TurnState>({
    removeRecipientMention: false,
    startTypingTimer: false,
    longRunningMessages: false,
    turnStateFactory: () => new TurnState(),
  })
  const dispatch = async (context: TurnContext) => {
    const answer = await receive(context.turnState.get<Activity>(original))
    if (answer) context.turnState.set(INVOKE_RESPONSE_KEY, { value: answer })
  }
  application.addRoute(async () => true, dispatch, true)
  application.addRoute(async () => true, dispatch, false)

  const authentication = new ConfigurationBotFrameworkAuthentication(settings, credentials)
  const connectors = new Map<string, Promise<Connector>>()
  function connector(serviceUrl: string): Promise<Connector> {
    let found = connectors.get(serviceUrl)
    if (!found) {
      found = openConnector(authentication, cloud, serviceUrl)
      connectors.set(serviceUrl, found)
    }
    return found
  }

  return {
    async handle(authorization: Authorization, activity: Activity): Promise<Answer> {
      const logic: Logic = async (context) => {
        context.turnState.set(original, activity)
        await application.run(context)
      }
      const response = await adapter.dispatch(authorization, structuredClone(activity), logic)
      return { status: response?.status ?? 200, body: response?.body }
    },
    async send(to, message) {
      const { conversations } = await connector(to.serviceUrl)
      const sent = await call(() => conversations.sendToConversation(to.id, message, options))
      return sent.id
    },
    async update(to, id, message) {
      const { conversations } = await connector(to.serviceUrl)
      await call(() => conversations.updateActivity(to.id, id, message, options))
    },
    async getMember(of, user) {
      const { conversations } = await connector(of.serviceUrl)
      return call(() => conversations.getConversationMember(of.id, user, options)).then(
        (member) => member as unknown as Member,
        (error: TransportError) => (error.status === 404 ? undefined : Promise.reject(error)),
      )
    },
    async openPersonal({ serviceUrl, tenant, user }) {
      const { conversations } = await connector(serviceUrl)
      const parameters = {
        isGroup: false,
        bot: { id: `28:${cloud.appId}`, name: '' },
        members: [{ id: user, name: '' }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }
      const opened = await call(() => conversations.createConversation(parameters as never, options))
      return opened.id
    },
  }
}

const options = { timeout: 10_000 }

/** The package's retries would hide 429 for seconds and its redirects could carry the token elsewhere: both are taken out. */
async function openConnector(
  authentication: ConfigurationBotFrameworkAuthentication,
  cloud: Cloud,
  serviceUrl: string,
): Promise<Connector> {
  const claims = [{ type: 'aud', value: cloud.appId }]
  const identity = {
    claims,
    isAuthenticated: true,
    getClaimValue: (type: string) => (type === 'aud' ? cloud.appId : null),
  }
  const made = await authentication
    .createConnectorFactory(identity as unknown as Claims)
    .create(serviceUrl, cloud.scope)
  const { pipeline } = (made as unknown as { client: { pipeline: { removePolicy(policy: { name: string }): void } } })
    .client
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) pipeline.removePolicy({ name })
  return made
}

async function call<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    const { statusCode, response } = error as {
      statusCode?: number
      response?: { headers?: { get(name: string): string } }
    }
    const seconds = Number(response?.headers?.get('retry-after') ?? Number.NaN)
    throw new TransportError(statusCode, Number.isFinite(seconds) ? seconds * 1000 : undefined, error)
  }
}

/** One field set means that all must be: the package takes them literally then. */
function packageSettings(cloud: Cloud): ConfigurationBotFrameworkAuthenticationOptions {
  return {
    MicrosoftAppId: cloud.appId,
    MicrosoftAppPassword: cloud.appPassword,
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

/** One shared way to the token; only a managed identity needs the package's own. */
function credentialsOf(cloud: Cloud): ConfigurationServiceClientCredentialFactory {
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: cloud.appId,
    MicrosoftAppPassword: cloud.appPassword,
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
