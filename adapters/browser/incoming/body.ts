import type { IncomingMessage } from 'node:http'
import { FileBody } from './file-body.ts'
import { JsonBody } from './json-body.ts'
import type { Body } from './read.ts'

/** Room for a file of 25 MB, as base64 in JSON. */
const most = 35 * 1024 * 1024

export const json = 'application/json'
/** A line of JSON, and after it a file as it is. */
export const withFile = 'application/octet-stream'

/** The kind of content that a request names, without its parameters. */
export const kindOf = (type = ''): string => type.split(';', 1)[0]!.trim().toLowerCase()

/**
 * Reads the body of `POST /chat` from Node's own request, as it comes.
 * @returns null if it has neither form
 * @throws the error of a connection that was lost
 */
export async function readBody(incoming: IncomingMessage): Promise<Body | 'too large' | null> {
  const length = Number(incoming.headers['content-length'] ?? 0)
  if (length > most) return 'too large'
  const body = kindOf(incoming.headers['content-type']) === withFile ? new FileBody(length) : new JsonBody(length)
  let size = 0
  // What is left of a body that is too large is not waited for; the answer still reaches whoever sends it.
  for await (const part of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) return 'too large'
    body.take(part)
  }
  return body.end()
}
