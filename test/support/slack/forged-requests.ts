import { createHmac, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { SlackPeople } from './people.ts'
import { SIGNING_SECRET } from './state.ts'

export interface SignedRequest {
  body: string
  headers: Record<string, string>
  /** The status that the adapter must answer. A replay is acknowledged without effect, like a repeated delivery. */
  expects: 401 | 200
}

const FORM = 'application/x-www-form-urlencoded'
const sign = (body: string, time: number | string, secret = SIGNING_SECRET, version = 'v0') =>
  `${version}=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`

/**
 * A request that Slack did not send, of the kind that `kind` picks. `captured` is a genuine one that an attacker has
 * seen.
 */
export function forgedRequest(people: SlackPeople, kind: number, captured: SignedRequest): SignedRequest {
  const body = people.slashBody('U0ANNA', `bekräfta ${kind}`)
  const now = Math.floor(Date.now() / 1000)
  const off = 301 + Math.floor(Math.random() * 1e6)
  const make = (signature: string, time: number | string = now, said = body): SignedRequest => ({
    body: said,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': String(time) },
    expects: 401,
  })
  const kinds: (() => SignedRequest)[] = [
    () => make(`v0=${randomBytes(32).toString('hex')}`),
    () => make(sign(body, now, 'another secret')),
    () => make(sign(body, now, '')),
    () => make(sign(body, now - off), now - off),
    () => make(sign(body, now + off), now + off),
    () => make(sign(body, now - off), now),
    () => make(sign(body, now), now, `${body}&text=godkänn`),
    () => make(sign(body, now).slice(0, -1)),
    () => make(sign(body, now).toUpperCase()),
    () => make(sign(body, now, SIGNING_SECRET, 'v1')),
    () => make(sign(body, `0x${now.toString(16)}`), `0x${now.toString(16)}`),
    () => ({ ...make(''), headers: {} }),
    () => ({ ...captured, body: captured.body.replace('status', 'lista') }),
    () => ({ ...captured, headers: { ...captured.headers, 'x-slack-request-timestamp': String(now + 1) } }),
    () => ({ ...captured, expects: 200 }),
  ]
  return kinds[kind % kinds.length]!()
}

/** A request as Slack signs it. */
export function genuineRequest(people: SlackPeople): SignedRequest {
  const body = people.slashBody('U0ANNA', 'status')
  const time = Math.floor(Date.now() / 1000)
  const headers = { 'x-slack-signature': sign(body, time), 'x-slack-request-timestamp': String(time) }
  return { body, headers, expects: 401 }
}

/**
 * Sends `count` requests over `slots` connections. Returns the unexpected statuses, and adds the milliseconds to
 * `took`.
 */
export async function sendRequests(
  url: string,
  count: number,
  make: (at: number) => SignedRequest,
  slots = 16,
  took: number[] = [],
): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: slots })
  const wrong: string[] = []
  let at = 0
  const slot = async () => {
    while (at < count) {
      const mine = at++
      const sent = make(mine)
      const started = performance.now()
      const status = await sendOne(agent, url, sent)
      took.push(performance.now() - started)
      if (status !== sent.expects) wrong.push(`${mine}: ${status} instead of ${sent.expects}`)
    }
  }
  await Promise.all(Array.from({ length: slots }, slot))
  agent.destroy()
  return wrong
}

function sendOne(agent: Agent, url: string, { body, headers }: SignedRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers: { 'content-type': FORM, ...headers } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode!))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
