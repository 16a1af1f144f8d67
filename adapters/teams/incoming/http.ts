import type { IncomingMessage, ServerResponse } from 'node:http'

const maxBytes = 512 * 1024

/** The body as JSON; undefined if it is too long, incomplete or not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length
      if (size > maxBytes) return undefined
      parts.push(part)
    }
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    return undefined
  }
}

/** Answers at once; if the rest of the body is too long to discard, the connection is closed afterwards. */
export function respond(request: IncomingMessage, response: ServerResponse, status: number, body?: unknown): void {
  if (response.headersSent || response.destroyed) return
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  if (!request.complete && !(length <= maxBytes)) response.setHeader('connection', 'close')
  response.statusCode = status
  response.setHeader('cache-control', 'no-store')
  if (body === undefined) response.end()
  else response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(body))
  request.resume()
}
