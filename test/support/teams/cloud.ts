import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TeamsConfig } from '../../../adapters/teams/cloud.ts'
import { isOfCertificate } from './certificates.ts'

export const appId = '11111111-2222-4333-8444-555555555555'
/** The team of the channel in which people mention the bot. */
export const team = '19:team@thread.tacv2'
export const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'

/** A request that the bot made to the connector. */
export interface Call {
  method: string
  path: string
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into many kinds of bodies
  body: any
  token: string
  /** The id of the message that the request created. */
  id?: string
  /** The message is for this member of the conversation alone. */
  to?: string
}

export interface FakeMember {
  name?: string
  email?: string
  aadObjectId?: string
  userPrincipalName?: string
  tenantId?: string
  userRole?: string
}

export interface FakeCloud {
  readonly url: string
  readonly host: string
  readonly config: TeamsConfig
  /** What the bot asked of the connector, in order. */
  readonly calls: Call[]
  /** How many messages were posted. */
  readonly posts: number
  /** The messages that exist, by id; only they can be replaced. */
  readonly messages: Set<string>
  /** Messages for one member alone are refused, as where they are not available yet. */
  targets: boolean
  /** The answers to posts name no message. */
  namesMessages: boolean
  /** The look-up of members is forbidden. */
  hidesMembers: boolean
  /** Answers every login so from now on; `code` is Microsoft's, without its letters. */
  refuseLogin(status: number, error: string, code: number): void
  acceptLogin(): void
  /** Takes another client secret from now on. */
  changeSecret(secret: string): void
  /** Members of every conversation, by user id (`29:…`). */
  readonly members: Map<string, FakeMember>
  /** Members of a shared channel who are not in its team. */
  readonly outsideTeam: Set<string>
  /** Users who have not installed the bot. */
  readonly notInstalled: Set<string>
  /** How the next connector calls fail, one after another; then calls succeed again. */
  readonly failures: { status: number; retryAfter?: string; location?: string }[]
  /** Files at `/files/<name>`, both those that can be downloaded and those that were uploaded. */
  readonly files: Map<string, Buffer>
  /** The Authorization headers of the requests for files. */
  readonly fileTokens: string[]
  readonly counts: { metadata: number; keys: number; tokens: number }
  /** The endorsements of the first key. */
  endorsements: string[]
  /** The address of the keys in the metadata. */
  jwksUri: string
  /** A token as Microsoft signs it, with the given claims and header fields changed. */
  token(claims?: Record<string, unknown>, header?: Record<string, unknown>, key?: KeyObject | string): string
  /** Publishes another key under this id and returns its private half. */
  publish(kid: string, endorsements?: string[], modulusLength?: number): KeyObject
  /** Stops publishing the key with this id. */
  withdraw(kid: string): void
  close(): Promise<void>
}

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })

type Transport = NonNullable<TeamsConfig['transport']>
const transportOfRun = (): Transport => (process.env.TEST_WAY === 'teams.apps' ? 'teams.apps' : 'teams-ai')

/**
 * Microsoft's services on loopback: OpenID metadata, signing keys, tokens, the Bot Framework connector and OneDrive.
 * `transport`: which packages the bot uses to reach them; `TEST_WAY=teams.apps` sets it for a whole run.
 */
export async function fakeCloud(transport: Transport = transportOfRun()): Promise<FakeCloud> {
  const published = new Map([['key-1', { key: pair.publicKey, endorsements: ['msteams'] }]])
  const calls: Call[] = []
  const members = new Map<string, FakeMember>()
  const outsideTeam = new Set<string>()
  const notInstalled = new Set<string>()
  const failures: FakeCloud['failures'] = []
  const files = new Map<string, Buffer>()
  const fileTokens: string[] = []
  const counts = { metadata: 0, keys: 0, tokens: 0 }
  let posted = 0
  const messages = new Set<string>()
  /** The messages for one member alone, by id. */
  const targeted = new Set<string>()
  let targets = true
  let namesMessages = true
  let hidesMembers = false
  let loginFault: ReturnType<typeof loginRefusal> | undefined
  let secret = 'secret'

  function answer(
    method: string,
    path: string,
    body: Buffer,
    token: string,
  ): { status: number; json?: unknown; bytes?: Buffer } {
    if (path === '/metadata') {
      counts.metadata += 1
      return { status: 200, json: { issuer: 'https://api.botframework.com', jwks_uri: jwksUri } }
    }
    if (path === '/keys') {
      counts.keys += 1
      return {
        status: 200,
        json: {
          keys: [...published].map(([kid, { key, endorsements }]) => ({
            ...key.export({ format: 'jwk' }),
            kid,
            use: 'sig',
            endorsements,
          })),
        },
      }
    }
    if (path === '/login/oauth2/v2.0/token') {
      counts.tokens += 1
      const form = new URLSearchParams(body.toString())
      const fault = loginFault ?? loginFaultOf(form, secret, `${url}/login/oauth2/v2.0/token`)
      if (fault) return fault
      return { status: 200, json: { token_type: 'Bearer', access_token: 'token-of-the-bot', expires_in: 3600 } }
    }
    if (path.startsWith('/files/')) {
      fileTokens.push(token)
      if (method === 'PUT') files.set(path.slice(7), body)
      const found = files.get(path.slice(7))
      return found ? { status: method === 'PUT' ? 201 : 200, bytes: found } : { status: 404 }
    }
    return connector(method, path, body, token)
  }

  function connector(method: string, path: string, body: Buffer, token: string) {
    const [plain = '', query = ''] = path.split('?')
    const isTargeted = new URLSearchParams(query).get('isTargetedActivity') === 'true'
    const call: Call = {
      method,
      path: decodeURIComponent(plain),
      body: body.length ? JSON.parse(body.toString()) : undefined,
      token,
    }
    calls.push(call)
    const [, conversation = '', kind, item] =
      /^\/v3\/conversations(?:\/([^/]+)\/(activities|members)(?:\/(.+))?)?$/.exec(call.path) ?? []
    const user = conversation.startsWith('a:') ? conversation.slice(2) : ''
    if (method === 'POST' && call.path === '/v3/conversations') {
      const [named] = call.body.members
      // A user's Entra object id opens the same conversation as their id in the channel:
      // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
      const member = [...members.values()].find(({ aadObjectId }) => aadObjectId === named.id) ?? named
      return notInstalled.has(member.id)
        ? { status: 403, json: { error: { code: 'BotNotInConversationRoster' } } }
        : { status: 201, json: { id: `a:${member.id}` } }
    }
    if (method === 'GET' && kind === 'members') {
      if (hidesMembers) return { status: 403, json: { error: { code: 'Forbidden' } } }
      const isOutside = conversation === team && outsideTeam.has(item ?? '')
      const member = isOutside ? undefined : members.get(item ?? '')
      return member
        ? { status: 200, json: { id: item, ...member } }
        : { status: 404, json: { error: { code: 'MemberNotFoundInConversation' } } }
    }
    if (notInstalled.has(user)) return { status: 403 }
    if (kind !== 'activities') return { status: 404 }
    const fault = faultOf(call.body, body.length, conversation)
    if (fault) return fault
    const { recipient } = call.body as { recipient?: { id?: string } }
    if (isTargeted) {
      const refused = targetFault(method, conversation, recipient?.id, members)
      if (refused || !targets) return refused ?? { status: 400, json: { error: { code: 'ServiceError' } } }
    }
    if (method === 'POST') {
      posted += 1
      call.id = `m${posted}`
      if (isTargeted) Object.assign(call, { to: recipient!.id })
      ;(isTargeted ? targeted : messages).add(call.id)
      return namesMessages ? { status: 201, json: { id: call.id } } : { status: 201 }
    }
    if (method !== 'PUT' || !(isTargeted ? targeted : messages).has(item ?? ''))
      return { status: 404, json: { error: { code: 'ActivityNotFoundInConversation' } } }
    return { status: 200, json: { id: item } }
  }

  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const token = request.headers.authorization ?? ''
    const body = await bodyOf(request)
    if (path.startsWith('/redirect?to=')) {
      response.writeHead(302, { location: decodeURIComponent(path.slice('/redirect?to='.length)) }).end()
      return
    }
    // A download that ends too early, and a service that is busy.
    if (path.startsWith('/cut/')) {
      response.writeHead(200, { 'content-length': 100 }).write('half')
      setTimeout(() => response.destroy(), 10)
      return
    }
    if (path.startsWith('/busy/')) {
      response.writeHead(503).end()
      return
    }
    const failure = path.startsWith('/v3/') ? failures.shift() : undefined
    if (failure) {
      calls.push({
        method: request.method ?? '',
        path: decodeURIComponent(path),
        body: { failed: failure.status },
        token,
      })
      if (failure.retryAfter) response.setHeader('retry-after', failure.retryAfter)
      if (failure.location) response.setHeader('location', failure.location)
      // What stands in front of the service answers with a page of its own.
      const isGateway = failure.status >= 500
      response.setHeader('content-type', isGateway ? 'text/html' : 'application/json')
      response.writeHead(failure.status).end(isGateway ? '<html><h1>Bad Gateway</h1></html>' : '{}')
      return
    }
    const { status, json, bytes } = answer(request.method ?? '', path, body, token) as {
      status: number
      json?: unknown
      bytes?: Buffer
    }
    response.writeHead(status, { 'content-type': bytes ? 'application/octet-stream' : 'application/json' })
    response.end(bytes ?? JSON.stringify(json ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const url = `http://${host}`
  let jwksUri = `${url}/keys`

  return {
    url,
    host,
    calls,
    get posts() {
      return posted
    },
    messages,
    set targets(given: boolean) {
      targets = given
    },
    set namesMessages(given: boolean) {
      namesMessages = given
    },
    refuseLogin(status, error, code) {
      loginFault = loginRefusal(status, error, code)
    },
    changeSecret(to) {
      secret = to
    },
    acceptLogin() {
      loginFault = undefined
    },
    set hidesMembers(given: boolean) {
      hidesMembers = given
    },
    members,
    outsideTeam,
    notInstalled,
    failures,
    files,
    fileTokens,
    counts,
    get jwksUri() {
      return jwksUri
    },
    set jwksUri(given: string) {
      jwksUri = given
    },
    set endorsements(given: string[]) {
      published.set('key-1', { key: pair.publicKey, endorsements: given })
    },
    config: {
      appId,
      appPassword: secret,
      appType: 'SingleTenant',
      appTenantId: tenant,
      tenants: [tenant],
      openIdMetadataUrl: `${url}/metadata`,
      loginUrl: `${url}/login`,
      serviceHosts: [host],
      transport,
    },
    token: (claims, header, key) => sign(url, claims, header, key),
    publish(kid, endorsements = ['msteams'], modulusLength = 2048) {
      const made = generateKeyPairSync('rsa', { modulusLength })
      published.set(kid, { key: made.publicKey, endorsements })
      return made.privateKey
    },
    withdraw: (kid) => void published.delete(kid),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** How Microsoft refuses a login: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const loginRefusal = (status: number, error: string, code: number) => ({
  status,
  json: { error, error_description: `AADSTS${code}: refused.\r\nTrace ID: 1`, error_codes: [code] },
})

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
function loginFaultOf(form: URLSearchParams, secret: string, tokenUrl: string) {
  if (form.get('grant_type') !== 'client_credentials') return loginRefusal(400, 'unsupported_grant_type', 70003)
  if (form.get('client_id') !== appId) return loginRefusal(400, 'unauthorized_client', 700016)
  const assertion = form.get('client_assertion')
  if (assertion === null && form.get('client_secret') !== secret) return loginRefusal(401, 'invalid_client', 7000215)
  if (assertion !== null && !isOfCertificate(form, appId, tokenUrl)) return loginRefusal(401, 'invalid_client', 700027)
  if (!form.get('scope')?.endsWith('/.default')) return loginRefusal(400, 'invalid_scope', 70011)
  return undefined
}

/** Why Teams refuses a message; undefined if it takes it. README.md here names the page of each rule. */
function faultOf(body: unknown, bytes: number, conversation: string) {
  if (bytes > 100 * 1024) return { status: 413, json: { error: { code: 'MessageSizeTooBig' } } }
  const { type, text, attachments } = body as { type?: string; text?: string; attachments?: { contentType: string }[] }
  const isEmpty = !text?.trim() && !attachments?.length
  const asksForConsent = attachments?.some(({ contentType }) => contentType.endsWith('.file.consent'))
  if (type !== 'message' || isEmpty || (asksForConsent && conversation.startsWith('19:')))
    return { status: 400, json: { error: { code: 'BadSyntax' } } }
}

/**
 * Why Teams refuses a message for one person alone. README.md here names the page.
 * The person must be a member, and the conversation one of several; an update names nobody.
 */
function targetFault(method: string, conversation: string, user: string | undefined, members: Map<string, FakeMember>) {
  const isMember = user !== undefined && members.has(user)
  const isRight = conversation.startsWith('19:') && (method === 'POST' ? isMember : user === undefined)
  return isRight ? undefined : { status: 400, json: { error: { code: 'Bad argument' } } }
}

function sign(
  url: string,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
  key: KeyObject | string = pair.privateKey,
): string {
  const now = Math.floor(Date.now() / 1000)
  const head = { typ: 'JWT', alg: 'RS256', kid: 'key-1', ...header }
  const body = {
    iss: 'https://api.botframework.com',
    aud: appId,
    serviceurl: `${url}/`,
    nbf: now - 60,
    exp: now + 3600,
    ...claims,
  }
  const text = `${part(head)}.${part(body)}`
  if (head.alg === 'none') return `${text}.`
  if (head.alg === 'HS256')
    return `${text}.${createHmac('sha256', key as string)
      .update(text)
      .digest('base64url')}`
  return `${text}.${createSign('RSA-SHA256')
    .update(text)
    .sign(key as KeyObject)
    .toString('base64url')}`
}

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The first public key as text, which an attacker could try as an HMAC secret. */
export const publicPem = pair.publicKey.export({ type: 'spki', format: 'pem' }) as string

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const chunk of request) parts.push(chunk as Buffer)
  return Buffer.concat(parts)
}
