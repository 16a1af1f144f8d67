import { lookup } from 'node:dns'
import { type IncomingMessage, request as requestPlain } from 'node:http'
import { type RequestOptions, request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { gather } from '#bot'
import { isFileHost, isLoopback, isPrivateAddress, strictUrl } from './gate/hosts.ts'

/** Why a file could not be read or written. The application has a text for each `code`. */
export class FileError extends Error {
  readonly code: 'too_large' | 'bad_host' | 'gone' | 'unreachable' | 'page' | 'pasted' | 'elsewhere'
  constructor(code: FileError['code']) {
    super(`file: ${code}`)
    this.name = 'FileError'
    this.code = code
  }
}

/** What the bot reads of any chat. */
export const mostBytes = 25 * 1024 * 1024
const mostRedirects = 3
const timeout = 15_000

/**
 * Reads a file that somebody sent. Its address is authorised in advance, so no token is sent. The address and each
 * redirect must lead to SharePoint or OneDrive (or to a listed host on loopback), and not into a private network.
 * @throws FileError
 */
export async function download(address: string, hosts: ReadonlySet<string>): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeout)
  let url = strictUrl(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await call(url, hosts, { method: 'GET', signal })
    const status = response.statusCode ?? 0
    if (status === 200) {
      const bytes = await collect(response)
      if (isPage(response, bytes)) throw new FileError('page')
      return bytes
    }
    response.destroy()
    if (status >= 500 || status === 408 || status === 429) throw new FileError('unreachable')
    if (status < 300 || status >= 400) throw new FileError('gone')
    const next = response.headers.location ?? ''
    url = URL.canParse(next, url?.href) ? strictUrl(new URL(next, url?.href).href) : undefined
  }
  throw new FileError('bad_host')
}

/**
 * Teams on iOS sometimes gives an address at which SharePoint shows the file in a page, or asks for a login. Both run
 * programs; a list that a program has saved as a page does not, and the application knows what to say of it.
 */
function isPage(response: IncomingMessage, bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, 256 * 1024)).toString('latin1')
  if (/<td[\s>]/i.test(text) && !/<(script|form)\b/i.test(text)) return false
  if (/^text\/html\b/i.test(response.headers['content-type'] ?? '')) return true
  return /^\s*<(!doctype html|html)\b/i.test(text.slice(0, 200).replace(/^ï»¿/, ''))
}

/**
 * Writes a whole file to the upload address that came with somebody's consent.
 * @throws FileError
 */
export async function upload(address: string, bytes: Uint8Array, hosts: ReadonlySet<string>): Promise<void> {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': bytes.length,
    'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
  }
  const signal = AbortSignal.timeout(timeout)
  const response = await call(strictUrl(address), hosts, { method: 'PUT', headers, signal }, bytes)
  response.destroy()
  if (response.statusCode !== 200 && response.statusCode !== 201) throw new FileError('gone')
}

function call(
  url: URL | undefined,
  hosts: ReadonlySet<string>,
  options: RequestOptions,
  body?: Uint8Array,
): Promise<IncomingMessage> {
  if (!url || !isFileHost(url, hosts)) return Promise.reject(new FileError('bad_host'))
  const request = url.protocol === 'http:' ? requestPlain : requestSecure
  const guarded = isLoopback(url.hostname) ? options : { ...options, lookup: publicLookup }
  return new Promise((resolve, reject) => {
    const sent = request(url, guarded, resolve)
    sent.on('error', (error) => reject(error.name === 'FileError' ? error : new FileError('unreachable')))
    sent.end(body)
  })
}

async function collect(response: IncomingMessage): Promise<Uint8Array> {
  const claimed = Number(response.headers['content-length'] ?? 0)
  const bytes = await gather(response as AsyncIterable<Buffer>, mostBytes, claimed).catch(() => {
    throw new FileError('unreachable')
  })
  response.destroy()
  if (!bytes) throw new FileError('too_large')
  return bytes
}

/**
 * Refuses host names that resolve to a private network. It checks during the connection's own look-up, because a name
 * could resolve differently the next time.
 */
const publicLookup: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, '', 0)
    if (found.length === 0 || found.some(({ address }) => isPrivateAddress(address)))
      return answer(new FileError('bad_host'), '', 0)
    if (options.all) return answer(null, found)
    const [first] = found
    return answer(null, first!.address, first!.family)
  })
}
