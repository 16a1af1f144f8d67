import { setTimeout as sleep } from 'node:timers/promises'
import { span, tell } from '../trace/span.ts'
import type { DirectoryReason } from './directory.ts'
import { createGate } from './gate.ts'

/** How to reach the identity provider. */
export interface WireOptions {
  /** The SCIM base address, without a slash at the end; `/Users` follows. */
  url: string
  /** The bearer token. It is sent to this address and nowhere else. */
  token: string
  /** The time in milliseconds; only differences matter. */
  now(): number
  fetch?: typeof globalThis.fetch
  /** Milliseconds for one request, including the body of its answer. */
  timeout?: number
  /** The length of the longest body that is read. */
  maxBytes?: number
}

/** An answer to act on: 2xx, or a refusal of this request. `text` is null if the body was too long. */
export interface WireAnswer {
  status: number
  text: string | null
  etag: string | null
}

export interface WireRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT'
  /** Below the base address. */
  path: string
  body?: object
  ifMatch?: string
}

/** The deadline of a call, of which each request is a part. */
export interface Ends {
  signal: AbortSignal
  /** Milliseconds left. */
  left(): number
}

/** Makes one request. Throws ScimError. */
export type Ask = (request: WireRequest, ends: Ends) => Promise<WireAnswer>

/** What went wrong at the provider, in our own words: the provider's may contain addresses. */
export class ScimError extends Error {
  readonly reason: DirectoryReason
  readonly retry: boolean
  /** Seconds until the gate opens, where that is why nothing was asked. */
  readonly wait: number | undefined

  constructor(message: string, { reason, retry, wait }: { reason: DirectoryReason; retry: boolean; wait?: number }) {
    super(message)
    this.name = 'ScimError'
    this.reason = reason
    this.retry = retry
    this.wait = wait
  }
}

const scimType = 'application/scim+json'
/** Milliseconds before a request is repeated that a lost connection or a 5xx has ended. */
const repeats = [200, 800]

export function createAsk({
  url,
  token,
  now,
  fetch = globalThis.fetch,
  timeout = 10_000,
  maxBytes = 1_000_000,
}: WireOptions): Ask {
  const gate = createGate(now)
  // A server that has once refused `application/scim+json` is not asked in that type again.
  let type = scimType

  /** The path may hold an address, so the span has its first word only. */
  const once = (request: WireRequest, ends: Ends): Promise<WireAnswer | 'held'> =>
    span('scim', { method: request.method, kind: /^\/?(\w*)/.exec(request.path)?.[1] }, () => exchange(request, ends))

  async function exchange({ method, path, body, ifMatch }: WireRequest, ends: Ends): Promise<WireAnswer | 'held'> {
    const response = await fetch(url + path, {
      method,
      headers: {
        accept: `${scimType}, application/json;q=0.5`,
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': type }),
        ...(ifMatch && { 'if-match': ifMatch }),
      },
      body: body && JSON.stringify(body),
      // The token must not be sent to where a redirect leads.
      redirect: 'manual',
      signal: AbortSignal.any([ends.signal, AbortSignal.timeout(timeout)]),
    }).catch(unreached)
    tell({ status: response.status })
    const text = await readUpTo(response, maxBytes).catch(unreached)
    if (isHeld(response)) {
      gate.close(response.headers.get('retry-after'))
      return 'held'
    }
    judge(response)
    gate.answered()
    return { status: response.status, text, etag: response.headers.get('etag') }
  }

  /** Waits for the gate, if it opens before the call must end, and asks until the provider takes the request. */
  async function throughGate(request: WireRequest, ends: Ends): Promise<WireAnswer> {
    while (true) {
      const left = gate.left()
      if (left > 0 && left + 1000 > ends.left()) {
        throw new ScimError('The identity provider asks for a pause (429)', {
          reason: 'busy',
          retry: true,
          wait: left / 1000,
        })
      }
      if (left > 0) await sleep(left, undefined, { signal: ends.signal }).catch(unreached)
      else {
        const answer = await once(request, ends)
        if (answer !== 'held') return answer
      }
    }
  }

  return async (request, ends) => {
    for (let tried = 0; ; tried++) {
      try {
        const answer = await throughGate(request, ends)
        if (answer.status !== 415 || type !== scimType) return answer
        type = 'application/json'
      } catch (error) {
        const pause = repeats[tried]
        const again = error instanceof PassingError && request.method !== 'POST' && pause && pause + 1000 < ends.left()
        if (!again) throw error
        await sleep(pause, undefined, { signal: ends.signal }).catch(unreached)
      }
    }
  }
}

/** A fault that has often passed a moment later; the request may have been carried out. */
export class PassingError extends ScimError {}

const isHeld = ({ status, headers }: Response): boolean =>
  status === 429 || (status === 503 && headers.get('retry-after') !== null)

/** Throws if the answer is about us, the moment or the base address, rather than about this request. */
function judge({ status, type }: Response): void {
  if (status === 401)
    throw new ScimError('The identity provider refuses the token (401)', { reason: 'token', retry: true })
  // 501 says that this request is not supported, which no time will change.
  if (status === 408 || (status >= 500 && status !== 501)) {
    throw new PassingError(`The identity provider is busy or out of order (${status})`, { reason: 'busy', retry: true })
  }
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new ScimError('The identity provider redirects, which is not followed', {
      reason: 'unreadable',
      retry: false,
    })
  }
}

function unreached(error: unknown): never {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  if (name === 'TimeoutError' || name === 'AbortError') {
    throw new ScimError('The identity provider did not answer in time', { reason: 'unreachable', retry: true })
  }
  // The messages of network errors contain host names, those of header errors the values of headers.
  const code = /^[A-Z0-9_]{1,40}$/.exec(cause?.code ?? '')?.[0] ?? 'no code'
  throw new PassingError(`The identity provider was not reached (${code})`, { reason: 'unreachable', retry: true })
}

async function readUpTo({ body }: Response, maxBytes: number): Promise<string | null> {
  if (!body) return ''
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    // Leaving the loop closes the connection.
    if (length > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
