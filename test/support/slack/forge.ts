import { createHmac, randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { SlackPeople } from './people.ts'
import { SIGNING_SECRET } from './state.ts'

export interface Forged {
  body: string
  headers: Record<string, string>
  /** What the gate must say; a replay is acknowledged like any doubled delivery, without effect. */
  expects: 401 | 200
}

const FORM = 'application/x-www-form-urlencoded'
const sign = (body: string, time: number | string, secret = SIGNING_SECRET, version = 'v0') =>
  `${version}=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`

/** One request nobody at Slack has sent, of one of a dozen kinds; `captured` is a real one an attacker has seen. */
export function forge(people: SlackPeople, kind: number, captured: Forged): Forged {
  const body = people.slashBody('U0ANNA', `bekräfta ${kind}`)
  const now = Math.floor(Date.now() / 1000)
  const off = 301 + Math.floor(Math.random() * 1e6)
  const make = (signature: string, time: number | string = now, said = body): Forged => ({
    body: said,
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': String(time) },
    expects: 401,
  })
  const kinds: (() => Forged)[] = [
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

/** A real request, as somebody on the wire has seen it. */
export function capture(people: SlackPeople): Forged {
  const body = people.slashBody('U0ANNA', 'status')
  const time = Math.floor(Date.now() / 1000)
  const headers = { 'x-slack-signature': sign(body, time), 'x-slack-request-timestamp': String(time) }
  return { body, headers, expects: 401 }
}

/** Sends requests a few at a time over kept connections; the unexpected statuses, and into `took` the milliseconds. */
export async function sendAll(
  url: string,
  count: number,
  make: (at: number) => Forged,
  slots = 16,
  took: number[] = [],
): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: slots })
  const wrong: string[] = []
  let at = 0
  const slot = async () => {
    while (at < count) {
      const mine = at++
      const forged = make(mine)
      const started = performance.now()
      const status = await sendOne(agent, url, forged)
      took.push(performance.now() - started)
      if (status !== forged.expects) wrong.push(`${mine}: ${status} instead of ${forged.expects}`)
    }
  }
  await Promise.all(Array.from({ length: slots }, slot))
  agent.destroy()
  return wrong
}

function sendOne(agent: Agent, url: string, { body, headers }: Forged): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'POST', headers: { 'content-type': FORM, ...headers } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode!))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
