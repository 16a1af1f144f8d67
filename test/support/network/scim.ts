import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import SCIMMY from 'scimmy'

/** A user as the server stores it. */
export type Kept = Record<string, unknown> & { id: string; userName: string; externalId?: string; active?: boolean }

export interface Asked {
  method: string
  /** The decoded path with its query. */
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/**
 * An identity provider on 127.0.0.1. The package scimmy, an independent implementation of RFC 7643 and 7644, handles
 * users, their schema and changes; HTTP and the filter are implemented here. Only one can run in a process at a time.
 */
export interface ScimServer {
  readonly url: string
  /** What every request must carry. */
  token: string
  /** Every request, oldest first. */
  readonly asked: Asked[]
  readonly users: Map<string, Kept>
  /** Adds a user, as another system would. */
  put(user: Omit<Kept, 'id'>): void
  /** Called first for every request. If it returns true, it has answered the request itself. */
  instead: ((asked: Asked, response: ServerResponse) => boolean) | undefined
  /** Makes the server ignore filters. */
  ignoresFilter: boolean
  /** Changes the text of every answer. */
  rewrite: ((text: string) => string) | undefined
  stop(): Promise<void>
}

const type = 'application/scim+json'
const { User } = SCIMMY.Resources
SCIMMY.Config.set({ patch: true, filter: true })
SCIMMY.Resources.declare(User).extend(SCIMMY.Schemas.EnterpriseUser, false)

export async function startScim(token = 'token-of-the-tests-0123456789'): Promise<ScimServer> {
  const users = new Map<string, Kept>()
  let count = 0
  const keep = (user: Omit<Kept, 'id'>, id = `u${++count}`): Kept => {
    const kept = { ...JSON.parse(JSON.stringify(user)), id } as Kept
    users.set(id, kept)
    return kept
  }
  User.ingress((resource, instance) => {
    // scimmy types a resource as its own class, but it has the fields of the user that was sent.
    const user = instance as unknown as Kept
    const taken = [...users.values()].some(
      ({ id, userName }) => id !== resource.id && userName.toLowerCase() === user.userName.toLowerCase(),
    )
    if (taken) throw new SCIMMY.Types.Error(409, 'uniqueness', `${user.userName} is taken`)
    return keep(user, resource.id)
  })
  User.egress((resource, fits: (user: Kept) => boolean) => {
    if (!resource.id) return [...users.values()].filter(fits)
    const user = users.get(resource.id)
    if (!user) throw new SCIMMY.Types.Error(404, '', `${resource.id} is not here`)
    return user
  })

  const answer = async ({ method, path, body }: Asked): Promise<[status: number, content?: unknown]> => {
    const [, id, filter] = /^\/scim\/v2\/Users(?:\/([^/?]+))?(?:\?filter=(.+))?$/.exec(path) ?? []
    if (method === 'GET' && id) return [200, await new User(id).read(undefined)]
    if (method === 'GET') return [200, await new User().read(server.ignoresFilter ? () => true : readFilter(filter))]
    if (method === 'POST') return [201, await new User().write(JSON.parse(body))]
    const changed = await new User(id).patch(JSON.parse(body))
    return changed ? [200, changed] : [204]
  }
  const http = createServer((request, response) => void serve(request, response))
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request
    const asked: Asked = { method, path: decodeURIComponent(url), headers, body: await bodyOf(request) }
    server.asked.push(asked)
    if (server.instead?.(asked, response)) return
    const [status, content] = await (wrong(asked, server.token) ?? answer(asked)).catch((error: unknown) => {
      const known = error instanceof SCIMMY.Types.Error ? error : new SCIMMY.Types.Error(500, '', String(error))
      return [known.status, new SCIMMY.Messages.ErrorResponse(known)] as [number, unknown]
    })
    const text = content === undefined ? '' : JSON.stringify(content)
    response.writeHead(status, { 'content-type': type }).end(server.rewrite?.(text) ?? text)
  }
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const server: ScimServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/scim/v2`,
    token,
    asked: [],
    users,
    put: (user) => void keep(user),
    instead: undefined,
    ignoresFilter: false,
    rewrite: undefined,
    async stop() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
  return server
}

/** Reads a filter `<attribute> eq "<text>"` (RFC 7644, 3.4.2.2). scimmy's own parser does not know escaped quotes. */
function readFilter(filter = ''): (user: Kept) => boolean {
  const [, path = '', text = ''] = /^([\w:.]+) eq ("(?:[^"\\]|\\.)*")$/.exec(filter) ?? []
  if (!path) throw new SCIMMY.Types.Error(400, 'invalidFilter', filter)
  const wanted: string = JSON.parse(text)
  const [, extension, attribute = ''] = /^(?:(urn:.*):)?(\w+)$/.exec(path) ?? []
  return (user) => {
    const value = ((extension ? user[extension] : user) as Record<string, unknown> | undefined)?.[attribute]
    if (attribute !== 'userName') return value === wanted
    return String(value).toLowerCase() === wanted.toLowerCase()
  }
}

/** Checks what RFC 6750 and RFC 7644 (3.1) require of every request. Returns the status of a refusal. */
function wrong({ method, headers }: Asked, token: string): Promise<[number]> | undefined {
  if (headers.authorization !== `Bearer ${token}`) return Promise.resolve([401])
  if (!headers.accept?.includes(type)) return Promise.resolve([406])
  return method === 'GET' || headers['content-type'] === type ? undefined : Promise.resolve([415])
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
