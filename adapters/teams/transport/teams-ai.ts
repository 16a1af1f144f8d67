import { Application, TeamsAdapter, TurnState } from '@microsoft/teams-ai'
import { ConfigurationBotFrameworkAuthentication, INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder'
import { z } from 'zod'
import { type HttpAnswer, memberShape, type Receive, type Transport, TransportError } from '../api.ts'
import type { Cloud } from '../cloud.ts'
import type { Activity } from '../incoming/activity.ts'
import { credentialsOf, type Identity, identityOf, packageSettings } from './teams-ai-settings.ts'

type Connectors = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
type Connector = Awaited<ReturnType<Connectors['create']>>
type Logic = (context: TurnContext) => Promise<void>

/**
 * The packages' turn pipeline, entered behind their HTTP handling and their check of the token. The gate has checked
 * the token more strictly; theirs would keep using a key for an hour after Microsoft has withdrawn it.
 */
class Dispatcher extends TeamsAdapter {
  /** The package makes a client for sign-in flows in each turn. We have no such flows, so all turns share one. */
  shareTokenClient(identity: Identity): void {
    const client = this.botFrameworkAuthentication.createUserTokenClient(identity)
    this.botFrameworkAuthentication.createUserTokenClient = () => client
  }

  dispatch(identity: Identity, connectorFactory: Connectors, audience: string, activity: Activity, logic: Logic) {
    const authentication = { audience, claimsIdentity: identity, connectorFactory }
    // `as never`: the package's type wants fields that not every activity has; its code does not need them.
    return this.processActivity(authentication, activity as never, logic)
  }
}

const original = Symbol('the activity as it was received')

/**
 * The transport on Microsoft's packages, of which it uses only the dispatcher and the client. Apart from this file and
 * its settings nothing imports them, so that they can be replaced: they have not been supported since the end of 2025.
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
    async handle(activity): Promise<HttpAnswer> {
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
      return sent?.id || undefined
    },
    async update(to, id, message) {
      const { conversations } = await connector(to.serviceUrl)
      await call(() => conversations.updateActivity(to.id, id, message, options))
    },
    async getMember(of, user) {
      const { conversations } = await connector(of.serviceUrl)
      return call(() => conversations.getConversationMember(of.id, user, options)).then(
        (member) => memberShape.parse(member),
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
      const opened = await call(() => conversations.createConversation(parameters, options))
      return opened.id
    },
  }
}

const options = { timeout: 10_000 }

/** The package keeps its HTTP pipeline private, and has no setting for either policy. */
const privateParts = z.object({ client: z.object({ pipeline: z.custom<Pipeline>(isPipeline) }) })

interface Pipeline {
  removePolicy(policy: { name: string }): void
}

function isPipeline(value: unknown): value is Pipeline {
  return typeof value === 'object' && value !== null && 'removePolicy' in value
}

/** The package's retries would hide a 429 for seconds, and its redirects could take the token to another host. */
function withoutRetries(connector: Connector): Connector {
  const { pipeline } = privateParts.parse(connector).client
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) pipeline.removePolicy({ name })
  return connector
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
