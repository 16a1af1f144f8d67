import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parse as parseForm } from 'node:querystring'
import { SCOPES } from '../../../adapters/slack/scopes.ts'
import { type Args, keepsLimits, methods } from './methods.ts'
import { FakeSocket } from './socket.ts'
import { APP_TOKEN, BOT_TOKEN, FakeState, TEAM } from './state.ts'

/** How many calls a minute a method takes before it answers 429 (https://docs.slack.dev/apis/web-api/rate-limits). */
const TIERS: Record<string, number> = {
  'chat.update': 50,
  'chat.postEphemeral': 100,
  'users.info': 100,
  'files.info': 100,
  'views.open': 100,
  'views.update': 100,
  'views.publish': 100,
  'conversations.open': 50,
}
/** chat.postMessage takes one call a second in a channel, and short bursts of more. */
const POST_BURST = 10
/** A response_url can be used five times within 30 minutes. */
const RESPONSE_URL_LIFE = 30 * 60_000
const RESPONSE_URL_USES = 5

export type Fault =
  | { status: number; retryAfter?: number; late?: boolean }
  | { error: string; late?: boolean }
  | { drop: 'before' | 'after' }

/**
 * Slack's Web API on loopback, as strict as Slack about tokens, rates, limits of blocks, trigger ids and response_urls.
 */
export class FakeSlack {
  readonly state = new FakeState()
  readonly calls: { method: string; args: Args; at: number }[] = []
  /** What the bot must never do, whether Slack would refuse it or not. */
  readonly violations: string[] = []
  readonly socket = new FakeSocket()
  /** The workspace does not know newer blocks, such as tables. */
  classicOnly = false
  tiersOn = true
  /** The bot tokens, each of which works in its own workspace only. */
  readonly tokens = new Map([[BOT_TOKEN, TEAM]])
  /** What Slack says in the header `x-oauth-scopes` (https://docs.slack.dev/authentication/installing-with-oauth). */
  scopes: string[] = SCOPES
  /** The same of one token. */
  readonly tokenScopes = new Map<string, string[]>()
  /**
   * Every call is refused so; `account_inactive`: the app was removed
   * (https://docs.slack.dev/reference/methods/auth.test).
   */
  refusesAll: string | undefined
  /** Milliseconds that the clock in its answers is ahead. */
  dateAhead = 0
  origin = ''
  readonly #faults: { method: string; fault: Fault }[] = []
  readonly #server: Server

  constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response))
    this.#server.on('upgrade', (request, stream) => this.socket.accept(request, stream))
  }

  get apiUrl(): string {
    return `${this.origin}/api/`
  }

  socketUrl(): string {
    return `${this.origin.replace('http', 'ws')}/socket?ticket=${this.state.nextId('W')}`
  }

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready))
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this
  }

  async stop(): Promise<void> {
    this.socket.close()
    this.#server.closeAllConnections()
    await new Promise((closed) => this.#server.close(closed))
  }

  /** Makes the next call of the method fail. `late` answers the status after the call has taken effect. */
  failNext(method: string, fault: Fault): void {
    this.#faults.push({ method, fault })
  }

  countOf(method: string): number {
    return this.calls.filter((call) => call.method === method).length
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    response.setHeader('date', new Date(Date.now() + this.dateAhead).toUTCString())
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const [, first, ...rest] = new URL(request.url!, this.origin).pathname.split('/')
    if (first === 'api') return this.#call(rest.join('/'), request, body, response)
    if (first === 'respond') return this.#respond(rest[0]!, body, response)
    if (first === 'upload') return this.#upload(rest[0]!, request, body, response)
    if (first === 'download') return this.#download(rest[0]!, request, response)
    response.writeHead(404).end()
  }

  #call(method: string, request: IncomingMessage, body: Buffer, response: ServerResponse): unknown {
    const args = parseForm(body.toString()) as Args
    const token = request.headers.authorization?.replace('Bearer ', '')
    this.calls.push({ method, args, at: Date.now() })
    const team = this.tokens.get(token ?? '')
    if (method === 'apps.connections.open' ? token !== APP_TOKEN : !team)
      return json(response, { ok: false, error: 'invalid_auth' })
    if (this.refusesAll) return json(response, { ok: false, error: this.refusesAll })
    const fault = this.#takeFault(method)
    if (fault && 'error' in fault && !fault.late) return json(response, { ok: false, error: fault.error })
    if (fault && 'drop' in fault && fault.drop === 'before') return request.socket.destroy()
    if (fault && 'status' in fault && !fault.late) return refuse(response, fault.status, fault.retryAfter)
    if (this.tiersOn && this.#isOverTier(method, args)) return refuse(response, 429, 1)
    const result = methods[method]?.(this, args, team ?? TEAM) ?? { ok: false, error: 'unknown_method' }
    if (fault && 'error' in fault) return json(response, { ok: false, error: fault.error })
    if (fault && 'drop' in fault) return request.socket.destroy()
    if (fault && 'status' in fault) return refuse(response, fault.status, fault.retryAfter)
    response.setHeader('x-oauth-scopes', (this.tokenScopes.get(token!) ?? this.scopes).join(','))
    json(response, result)
  }

  #takeFault(method: string): Fault | undefined {
    const at = this.#faults.findIndex((fault) => fault.method === method)
    return at < 0 ? undefined : this.#faults.splice(at, 1)[0]!.fault
  }

  #isOverTier(method: string, args: Args): boolean {
    const now = Date.now()
    const recent = (span: number) => this.calls.filter((call) => call.method === method && call.at > now - span)
    if (method === 'chat.postMessage') {
      return recent(POST_BURST * 1_000).filter((call) => call.args.channel === args.channel).length > POST_BURST * 2
    }
    return recent(60_000).length > (TIERS[method] ?? 1_000)
  }

  /** A message to a response_url: seen by the asker only, unless it says otherwise. */
  #respond(id: string, body: Buffer, response: ServerResponse): unknown {
    const found = this.state.responseUrls.get(id)
    const fault = this.#takeFault('response_url')
    if (fault && 'status' in fault) return refuse(response, fault.status)
    if (!found || found.uses >= RESPONSE_URL_USES || Date.now() - found.at > RESPONSE_URL_LIFE) {
      return refuse(response, 404)
    }
    const said = JSON.parse(body.toString())
    if (!said.text) this.violations.push('a message without text for notifications')
    if (said.blocks && !keepsLimits(this, said.blocks, 'message')) {
      return json(response, { ok: false, error: 'invalid_blocks' }, 400)
    }
    found.uses += 1
    const before = found.ts ? this.state.find(found.channel, found.ts) : undefined
    if (said.replace_original && before) Object.assign(before, { text: said.text, blocks: said.blocks ?? [] })
    else if (said.delete_original && before) before.deleted = true
    else {
      const to = said.response_type === 'in_channel' ? {} : { to: found.user }
      const { text, blocks = [] } = said
      this.state.messages.push({ channel: found.channel, ts: this.state.nextTs(), text, blocks, updates: 0, ...to })
    }
    response.writeHead(200).end('ok')
  }

  /** The upload is one multipart part or the bare bytes; web-api sends either. */
  #upload(id: string, request: IncomingMessage, body: Buffer, response: ServerResponse): unknown {
    const pending = this.state.pending.get(id)
    if (!pending) return refuse(response, 404)
    const boundary = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1]
    const start = boundary ? body.indexOf('\r\n\r\n') + 4 : 0
    const end = boundary ? body.lastIndexOf(`\r\n--${boundary}`) : body.length
    pending.bytes = body.subarray(start, end)
    response.writeHead(200).end('OK')
  }

  #download(id: string, request: IncomingMessage, response: ServerResponse): unknown {
    const { serve } = this.state.files.get(id) ?? {}
    if (!serve) return refuse(response, 404)
    if (serve.location) return response.writeHead(302, { location: serve.location }).end()
    const page = '<!DOCTYPE html><html><body>Logga in</body></html>'
    const isAllowed = request.headers.authorization === `Bearer ${BOT_TOKEN}`
    const type = isAllowed ? (serve.type ?? 'text/csv') : 'text/html'
    response.writeHead(serve.status ?? 200, { 'content-type': type }).end(isAllowed ? serve.bytes : page)
  }
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function refuse(response: ServerResponse, status: number, retryAfter?: number): void {
  response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }).end('no')
}
