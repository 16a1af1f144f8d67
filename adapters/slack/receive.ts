import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse as parseForm } from 'node:querystring'
import { finished } from 'node:stream/promises'
import {
  type BufferedIncomingMessage,
  HTTPModuleFunctions,
  HTTPReceiver,
  isValidSlackRequest,
  type ReceiverProcessEventErrorHandlerArgs,
} from '@slack/bolt'
import type { Webhook } from '#bot'
import { type BoltParts, InboxApp, MalformedRequest } from './bolt/app.ts'
import { slackLogger } from './bolt/logger.ts'

const SLACK_PATH = '/slack/events'
const FORM = 'application/x-www-form-urlencoded'
const BODY_LIMIT = 1024 * 1024
/** How many seconds a request's time may differ from ours. */
const WINDOW = 300

/**
 * Slack over HTTP. Bolt's HTTPReceiver verifies and parses; before it stand only checks that Bolt 5.1.0 lacks, each
 * with its reason. `processBeforeResponse` holds the acknowledgement of events back until the inbox has stored them.
 */
export function receiveHttp(parts: BoltParts): Webhook {
  const { config, host } = parts
  const receiver = new HTTPReceiver({
    signingSecret: config.signingSecret,
    endpoints: [SLACK_PATH],
    processBeforeResponse: true,
    logger: slackLogger(host.log, host.clock),
    async processEventErrorHandler({ error, response }: ReceiverProcessEventErrorHandlerArgs) {
      const isFinal = error instanceof MalformedRequest
      if (!isFinal) host.log.error({ reason: error.message }, 'A request from Slack was not acknowledged')
      if (!response.headersSent) end(response, isFinal ? 400 : 500)
      return true
    },
  })
  new InboxApp(receiver, parts)

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') return end(response, 405)
    const buffered = await readBuffered(request)
    if (!buffered) return end(response, 413)
    if (!isTimely(request, host.clock())) return end(response, 401)
    // Bolt parses a form as JSON when its content type has a parameter, such as `; charset=utf-8`.
    if (isForm(request)) request.headers['content-type'] = FORM
    const refusal = refuse(buffered, config.signingSecret)
    if (refusal) return end(response, refusal)
    receiver.requestListener(buffered, response)
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

/** The request with its whole body in `rawBody`, where HTTPReceiver looks for it; undefined when that is too large. */
async function readBuffered(request: IncomingMessage): Promise<BufferedIncomingMessage | undefined> {
  try {
    return await HTTPModuleFunctions.bufferIncomingMessage(request, BODY_LIMIT)
  } catch (error) {
    if (HTTPModuleFunctions.isRawBodyError(error) && error.statusCode === 413) return undefined
    throw error
  }
}

/** Bolt refuses requests that are older than five minutes, but accepts any from the future. */
function isTimely(request: IncomingMessage, now: Date): boolean {
  const time = request.headers['x-slack-request-timestamp']
  if (typeof time !== 'string' || !/^\d{1,12}$/.test(time)) return false
  return Math.abs(now.getTime() / 1000 - Number(time)) <= WINDOW
}

/**
 * Two kinds of body must not reach HTTPReceiver before their signature has been checked here. A body `null` ends the
 * process: Bolt reads a property of it in an async function whose rejection nobody handles. A form with `ssl_check=1`
 * is answered with 200 without a look at its signature.
 */
function refuse(request: BufferedIncomingMessage, secret: string): 400 | 401 | undefined {
  const body = request.rawBody.toString()
  const form = isForm(request) ? parseForm(body) : undefined
  const json = form ? form.payload : body
  // JSON text that does not begin with a brace is no object. Parsing it is left to Bolt, after the signature.
  const isObject = typeof json !== 'string' || json.trimStart().startsWith('{')
  if (isObject && form?.ssl_check !== '1') return undefined
  if (!isSigned(request, body, secret)) return 401
  return isObject ? undefined : 400
}

function isSigned(request: IncomingMessage, body: string, signingSecret: string): boolean {
  const signature = String(request.headers['x-slack-signature'])
  const time = Number(request.headers['x-slack-request-timestamp'])
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': time }
  return isValidSlackRequest({ signingSecret, body, headers })
}

const isForm = (request: IncomingMessage): boolean =>
  request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === FORM

function end(response: ServerResponse, status: number): void {
  // The rest of a body that is too large stays unread, so the connection cannot be used again.
  if (status === 413) response.setHeader('connection', 'close')
  response.writeHead(status, { 'content-length': 0 }).end()
}
