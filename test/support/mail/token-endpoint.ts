import { createServer } from 'node:http'

/** A token endpoint, as strict as RFC 6749 where we use it. */
export interface TokenEndpoint {
  readonly url: string
  /** Every token that it has given, oldest first. */
  readonly given: string[]
  /** Those that have not ended. */
  live(): string[]
  /** Where a server asks whether a token is good (RFC 7662). */
  readonly introspectionUrl: string
  /** The forms that it was sent. */
  readonly asked: URLSearchParams[]
  /** Answers so from now on, instead of with a token. */
  refuse(status: number, answer?: object): void
  accept(): void
  close(): Promise<void>
}

export async function startTokenEndpoint(
  client: { id: string; secret: string; refreshToken?: string },
  { lifetime = 3600, user = 'hr@acme.example' } = {},
): Promise<TokenEndpoint> {
  const given: string[] = []
  const ends = new Map<string, number>()
  const live = () => given.filter((token) => (ends.get(token) ?? 0) > Date.now())
  const asked: URLSearchParams[] = []
  let refusal: { status: number; answer: object } | undefined
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const reply = (status: number, answer: object) =>
      // Section 5.1: neither tokens nor errors may be cached.
      response
        .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
        .end(JSON.stringify(answer))
    const form = new URLSearchParams(body)
    if (request.url === '/introspect') {
      const active = live().includes(form.get('token') ?? '')
      return reply(200, active ? { active, username: user } : { active })
    }
    asked.push(form)
    if (refusal) return reply(refusal.status, refusal.answer)
    // Section 3.2: POST, and a form.
    if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      return reply(400, { error: 'invalid_request' })
    if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret)
      return reply(401, {
        error: 'invalid_client',
        error_description: 'AADSTS7000215: Invalid client secret.\r\nTrace ID: 1',
      })
    const wanted = client.refreshToken ? 'refresh_token' : 'client_credentials'
    if (form.get('grant_type') !== wanted) return reply(400, { error: 'unsupported_grant_type' })
    if (client.refreshToken && form.get('refresh_token') !== client.refreshToken)
      return reply(400, { error: 'invalid_grant' })
    given.push(`token-${given.length + 1}`)
    ends.set(given.at(-1)!, Date.now() + lifetime * 1000)
    return reply(200, { access_token: given.at(-1), token_type: 'Bearer', expires_in: lifetime })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    url: `${base}/token`,
    introspectionUrl: `${base}/introspect`,
    given,
    live,
    asked,
    refuse(status, answer = {}) {
      refusal = { status, answer }
    },
    accept() {
      refusal = undefined
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}
