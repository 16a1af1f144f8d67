import { Application, TeamsAdapter, TurnState } from '@microsoft/teams-ai'
import {
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  ConfigurationServiceClientCredentialFactory,
  INVOKE_RESPONSE_KEY,
  type TurnContext,
} from 'botbuilder'
import { type Answer, type Member, type Receive, type Transport, TransportError } from '../api.ts'
import type { Activity } from '../gate/activity.ts'
import type { Cloud } from './cloud.ts'
import { tokenSource } from './login.ts'

type Connectors = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
type Connector = Awaited<ReturnType<Connectors['create']>>
type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0]

/**
 * The package's own turn pipeline without its HTTP shim, and without its second look at the token: that keeps old keys
 * for an hour after Microsoft has changed them, and the gate has checked more than it would.
 */
class Dispatcher extends TeamsAdapter {
  /** The package makes a client for sign-in flows in every turn. We have none: one is enough, and never used. */
  shareTokenClient(identity: Identity): void {
    const client = this.botFrameworkAuthentication.createUserTokenClient(identity)
    this.botFrameworkAuthentication.createUserTokenClient = () => client
  }

  dispatch(identity: Identity, connectorFactory: Connectors, audience: string, activity: Activity, logic: Logic) {
    return this.processActivity({ audience, claimsIdentity: identity, connectorFactory }, activity as never, logic)
  }
}

type Logic = (context: TurnContext) => Promise<void>

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

  const identity = identityOf(cloud)
  adapter.shareTokenClient(identity)
  const factory = new ConfigurationBotFrameworkAuthentication(settings, credentials).createConnectorFactory(identity)
  const connectors = new Map<string, Promise<Connector>>()
  function connector(serviceUrl: string): Promise<Connector> {
    let found = connectors.get(serviceUrl)
    if (!found) {
      found = factory.create(serviceUrl, cloud.scope).then(withoutRetries)
      connectors.set(serviceUrl, found)
    }
    return found
  }
  const shared = { create: connector } as Connectors

  return {
    async handle(_authorization, activity): Promise<Answer> {
      const logic: Logic = async (context) => {
        context.turnState.set(original, activity)
        await application.run(context)
      }
      const response = await adapter.dispatch(identity, shared, cloud.scope, structuredClone(activity), logic)
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

/** The package's retries would hide 429 for seconds, and its redirects could carry the token elsewhere. */
function withoutRetries(connector: Connector): Connector {
  const { client } = connector as unknown as { client: { pipeline: { removePolicy(policy: { name: string }): void } } }
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) client.pipeline.removePolicy({ name })
  return connector
}

/** We ourselves, as the package wants to be told. */
function identityOf({ appId }: Cloud): Identity {
  const getClaimValue = (type: string) => (type === 'aud' ? appId : null)
  return { claims: [{ type: 'aud', value: appId }], isAuthenticated: true, getClaimValue } as unknown as Identity
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
