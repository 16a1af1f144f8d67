import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse as parseForm } from 'node:querystring'
import { finished } from 'node:stream/promises'
import { HTTPReceiver } from '@slack/bolt'
import type { ChatHost, Webhook } from '#bot'
import { type SlackConfig, slackLogger } from './api.ts'
import { boltBehindInbox } from './incoming/bolt.ts'
import type { Reading } from './incoming/entry.ts'
import { readBody } from './incoming/read.ts'

export const SLACK_PATH = '/slack/events'
const FORM = 'application/x-www-form-urlencoded'
const BODY_LIMIT = 1024 * 1024
/** How far a request's time may lie from ours, in seconds, before and after. */
const WINDOW = 300

/** What stands in front of Bolt has already read and checked the request; Bolt finds both on it. */
type Checked = IncomingMessage & { rawBody: Buffer; reading: Reading }

/** Slack over HTTP. Bolt neither refuses requests from the future nor survives every signed body, so we look first. */
export function receiveHttp(config: SlackConfig, host: ChatHost): Webhook {
  const receiver = new HTTPReceiver({
    signingSecret: config.signingSecret,
    endpoints: [SLACK_PATH],
    processBeforeResponse: true,
    bodyLimit: BODY_LIMIT,
    logger: slackLogger(host.log),
    customPropertiesExtractor: (request) => ({ reading: (request as unknown as Checked).reading }),
  })
  boltBehindInbox(receiver, config, host)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return end(response, 405)
    const raw = await readRaw(request)
    if (!raw) return end(response, 413)
    if (!isSigned(request, raw, config.signingSecret, host.clock())) return end(response, 401)
    const body = parseBody(raw, request.headers['content-type'])
    const reading = readBody(body, config.teams, host.clock().getTime())
    if (reading.kind === 'malformed') return end(response, 400)
    // Bolt knows a form by the bare type only.
    if (isForm(request.headers['content-type'])) request.headers['content-type'] = FORM
    request.url = SLACK_PATH
    receiver.requestListener(Object.assign(request, { rawBody: raw, reading }), response)
    await finished(response)
  }

  return {
    path: SLACK_PATH,
    async handle(request, response) {
      try {
        await handle(request, response)
      } catch (error) {
        host.log.warn({ reason: String((error as Error).message) }, 'A request from Slack could not be received')
        if (!response.headersSent) end(response, 500)
      }
    },
  }
}

/** The v0 signature over the raw bytes, in constant time, and a time within five minutes on either side. */
export function isSigned(request: IncomingMessage, raw: Buffer, secret: string, now: Date): boolean {
  const time = request.headers['x-slack-request-timestamp']
  const signature = request.headers['x-slack-signature']
  if (typeof time !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(time)) return false
  if (Math.abs(now.getTime() / 1000 - Number(time)) > WINDOW) return false
  const ours = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${time}:`).update(raw).digest('hex')}`)
  const theirs = Buffer.from(signature)
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}

/** The whole body, or undefined when it is larger than anything Slack sends. */
async function readRaw(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return undefined
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > BODY_LIMIT) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function parseBody(raw: Buffer, type: string | undefined): unknown {
  const text = raw.toString('utf8')
  try {
    if (!isForm(type)) return JSON.parse(text)
    const form = parseForm(text)
    return typeof form.payload === 'string' ? JSON.parse(form.payload) : form
  } catch {
    return undefined
  }
}

const isForm = (type: string | undefined): boolean => type?.split(';')[0]?.trim().toLowerCase() === FORM

function end(response: ServerResponse, status: number): void {
  if (status === 413) response.setHeader('connection', 'close')
  response.writeHead(status, { 'content-length': 0 }).end()
}
