/** How to reach the identity provider. */
export interface WireOptions {
  /** The SCIM base address, without a slash at the end; `/Users` follows. */
  url: string
  /** The bearer token. It is sent to this address and nowhere else. */
  token: string
  fetch?: typeof globalThis.fetch
  /** Milliseconds for one request, including the body of its answer. */
  timeout?: number
  /** The length of the longest body that is read. */
  maxBytes?: number
}

/** An answer to act on: 2xx, or a 4xx that is about this request. `text` is null if the body was too long. */
export interface WireAnswer {
  status: number
  text: string | null
}

/** Makes one request to `path` below the base address. Throws ScimError. `ends` aborts it. */
export type Ask = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  ends: AbortSignal,
  body?: object,
) => Promise<WireAnswer>

/** What went wrong at the provider, in our own words: the provider's may contain addresses. */
export class ScimError extends Error {
  readonly retry: boolean

  constructor(message: string, { retry }: { retry: boolean }) {
    super(message)
    this.name = 'ScimError'
    this.retry = retry
  }
}

const type = 'application/scim+json'

export function createAsk({
  url,
  token,
  fetch = globalThis.fetch,
  timeout = 10_000,
  maxBytes = 1_000_000,
}: WireOptions) {
  const ask: Ask = async (method, path, ends, body) => {
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          accept: `${type}, application/json;q=0.5`,
          authorization: `Bearer ${token}`,
          ...(body && { 'content-type': type }),
        },
        body: body && JSON.stringify(body),
        // The token must not be sent to where a redirect leads.
        redirect: 'manual',
        signal: AbortSignal.any([ends, AbortSignal.timeout(timeout)]),
      })
      const text = await readUpTo(response, maxBytes)
      judge(response)
      return { status: response.status, text }
    } catch (error) {
      throw error instanceof ScimError ? error : unreached(error)
    }
  }
  return ask
}

/** Throws if the answer is about us, the moment or the base address, rather than about this request. */
function judge({ status, type }: Response): void {
  if (status === 401 || status === 403) {
    throw new ScimError(`The identity provider refuses the token (${status})`, { retry: true })
  }
  if (status === 408 || status === 429 || status >= 500) {
    throw new ScimError(`The identity provider is busy or out of order (${status})`, { retry: true })
  }
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    throw new ScimError('The identity provider redirects, which is not followed', { retry: false })
  }
}

function unreached(error: unknown): ScimError {
  const { name, cause } = error as { name?: string; cause?: { code?: string } }
  if (name === 'TimeoutError') return new ScimError('The identity provider did not answer in time', { retry: true })
  // The messages of network errors contain host names, those of header errors the values of headers.
  const code = /^[A-Z0-9_]{1,40}$/.exec(cause?.code ?? '')?.[0] ?? 'no code'
  return new ScimError(`The identity provider was not reached (${code})`, { retry: true })
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
