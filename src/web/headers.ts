import type { ServerResponse } from 'node:http'
import { basePathOf } from './base-path.ts'
import { styleHash } from './style.ts'

/**
 * The headers of every response, including errors and the answers to the platforms. A route may replace only the
 * content policy and `X-Frame-Options`.
 */
export function secureHeaders(publicUrl: string): Record<string, string> {
  return {
    'Content-Security-Policy': `default-src 'none'; style-src ${styleHash}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'X-Robots-Tag': 'noindex, nofollow',
    ...(isHostOurs(publicUrl) && { 'Strict-Transport-Security': 'max-age=31536000' }),
  }
}

/**
 * Whether the whole host answers with our https. `Strict-Transport-Security` binds every path and port of a host (RFC
 * 6797, 8.3), so one of which we have a path or a port is for whoever runs it to bind; and it never speaks for the
 * hosts below, since no cookie of ours has to be kept from them.
 */
function isHostOurs(publicUrl: string): boolean {
  const { protocol, port } = new URL(publicUrl)
  return protocol === 'https:' && port === '' && basePathOf(publicUrl) === ''
}

/** The policy of a link's page with the employer's logo in it. */
export const picturePolicy = `default-src 'none'; style-src ${styleHash}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/** The policy of our own page that shows a letter in a frame. */
export const framePolicy = `default-src 'none'; style-src ${styleHash}; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`

/** The policy of the help with pictures, which are ours. */
export const guidePolicy = `default-src 'none'; style-src ${styleHash}; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`

/** Sets the headers before any handler runs, so that none can forget them. A later `writeHead` adds to them. */
export function setHeaders(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}

/** A complete response as text, for requests that Node cannot parse: for those it makes no response object. */
export function rawAnswer(status: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status}\r\n${lines.join('')}Content-Length: 0\r\nConnection: close\r\n\r\n`
}
