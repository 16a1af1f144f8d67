import { AsyncLocalStorage } from 'node:async_hooks'
import { App } from '@microsoft/teams.apps'
import { type HttpAnswer, memberShape, type Receive, type Transport, TransportError } from '../api.ts'
import type { Cloud } from '../cloud.ts'
import type { Activity } from '../incoming/activity.ts'
import { tokenSource } from './login.ts'

type Conversations = App['api']['conversations']

/**
 * The transport on the package that Microsoft supports now. It uses the package's routing of activities and its REST
 * client. As with the older packages, the gate has already checked the request, and more strictly: this package checks
 * neither the channel nor the endorsement of the key.
 */
export function teamsAppsTransport(cloud: Cloud, receive: Receive): Transport {
  // A managed identity has no secret, so for that the package gets the token. It would read any other token of ours as
  // a JWT, which Microsoft does not promise; so that one is attached to the request instead.
  const isManaged = cloud.appType === 'UserAssignedMSI'
  const identity = { clientId: cloud.appId, tenantId: cloud.appTenantId, managedIdentityClientId: cloud.appId }
  const common = { ...(isManaged && identity), logger: silent, httpServerAdapter: { registerRoute() {} } }
  const careful = carefully(isManaged ? undefined : tokenSource(cloud))
  const app = new App({ ...common, dangerouslyAllowUnauthenticatedRequests: true })
  /** The activity as it was received: what the package hands on has been through its own types. */
  const original = new AsyncLocalStorage<Activity>()
  app.on('activity', async () => {
    const answer = await receive(original.getStore()!)
    // `as never`: the package's type has only the bodies that it knows.
    return answer as never
  })

  const services = new Map<string, Conversations>()
  /** The package has one service for each app, so each service gets an app that only sends. */
  function conversations(serviceUrl: string): Conversations {
    let found = services.get(serviceUrl)
    if (!found) {
      found = new App({ ...common, serviceUrl, client: { interceptors: [careful] } }).api.conversations
      services.set(serviceUrl, found)
    }
    return found
  }

  // `as never` for what is sent: the package's types know fewer cards and attachments than the service takes.
  return {
    async handle(activity): Promise<HttpAnswer> {
      const request = { body: structuredClone(activity), headers: {} }
      const { status, body } = await original.run(activity, () => app.server.handleRequest(request))
      return { status, body }
    },
    async send(to, message) {
      const sent = await call(() =>
        conversations(to.serviceUrl).createActivity(encodeURIComponent(to.id), message as never),
      )
      return sent?.id || undefined
    },
    async sendTo(to, user, message) {
      const targeted = { ...message, recipient: { id: user, name: '', role: 'user', isTargeted: true } }
      await call(() =>
        conversations(to.serviceUrl).createTargetedActivity(encodeURIComponent(to.id), targeted as never),
      )
    },
    async update(to, id, message) {
      const [conversation, activity] = [encodeURIComponent(to.id), encodeURIComponent(id)]
      await call(() => conversations(to.serviceUrl).updateActivity(conversation, activity, message as never))
    },
    async getMember(of, user) {
      const [conversation, member] = [encodeURIComponent(of.id), encodeURIComponent(user)]
      return call(() => conversations(of.serviceUrl).getMemberById(conversation, member)).then(
        (found) => memberShape.parse(found),
        (error: TransportError) => (error.status === 404 ? undefined : Promise.reject(error)),
      )
    },
    async openPersonal({ serviceUrl, tenant, user }) {
      const parameters = {
        isGroup: false,
        bot: { id: `28:${cloud.appId}`, name: '' },
        members: [{ id: user, name: '' }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      }
      const opened = await call(() => conversations(serviceUrl).create(parameters as never))
      return opened.id
    },
  }
}

/** The package logs what people write; the adapter logs what is needed, without it. */
const silent = { error() {}, warn() {}, info() {}, debug() {}, log() {}, trace() {}, child: () => silent }

interface Request {
  maxRedirects?: number
  timeout?: number
  headers: { set(name: string, value: string): unknown }
}

/** No redirect is followed, because it could take the token to another host, and no call waits for ever. */
const carefully = (token: (() => Promise<string>) | undefined) => ({
  async request({ config }: { config: Request }) {
    if (token) config.headers.set('authorization', `Bearer ${await token()}`)
    // `as never`: the package does not export the type of a request.
    return Object.assign(config, { maxRedirects: 0, timeout: 10_000 }) as never
  },
})

async function call<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    const { response } = error as { response?: { status?: number; headers?: Record<string, string> } }
    if (error instanceof TransportError) throw error
    const seconds = Number(response?.headers?.['retry-after'] ?? Number.NaN)
    throw new TransportError(response?.status, Number.isFinite(seconds) ? seconds * 1000 : undefined, error)
  }
}
