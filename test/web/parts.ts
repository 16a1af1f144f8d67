import { request as rawRequest } from 'node:http'
import { connect } from 'node:net'
import type { Log } from '#bot'
import type { LinkState } from '../../src/web/pages/service.ts'
import { createWeb, type WebParts } from '../../src/web/server.ts'
import { withoutPaths } from '../support/log.ts'

export const tokens = {
  live: 'L'.repeat(43),
  used: 'U'.repeat(43),
  waiting: 'W'.repeat(43),
  expired: 'E'.repeat(43),
  english: 'N'.repeat(43),
  limited: 'T'.repeat(43),
  broken: 'B'.repeat(43),
  away: 'A'.repeat(43),
}

/** A page service in memory, with the links of fictional people. */
export function fakeLinks() {
  const calls: string[] = []
  const person = { maskedEmail: 'k***@nordan.example', companyName: 'Nordan <Bygg> & Söner AB', employer: null }
  const used = { companyName: person.companyName, employer: null }
  const lastDay = '2026-03-13'
  const states: Record<string, LinkState> = {
    [tokens.live]: { state: 'live', ...person, language: 'sv', lastDay },
    [tokens.english]: { state: 'live', ...person, language: 'en', lastDay },
    [tokens.used]: { state: 'used', ...used, connected: true, language: 'sv' },
    [tokens.waiting]: { state: 'used', ...used, connected: false, language: null },
    [tokens.expired]: { state: 'expired', ...person, language: 'sv' },
    [tokens.limited]: { state: 'limited' },
  }
  const look = (token: string) => {
    if (token === tokens.broken) throw new Error(`Failed query, params: ${token}, kim@nordan.example`)
    // As Drizzle passes on what the driver says of a server that is gone.
    if (token === tokens.away)
      throw new Error(`Failed query, params: ${token}`, { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })
    return states[token] ?? ({ state: 'unknown' } as const)
  }
  return {
    calls,
    open: async (token: string) => look(token),
    verify: async (token: string) => {
      calls.push(`verify ${token}`)
      const now = look(token)
      if (now.state === 'live') states[token] = { state: 'used', ...used, connected: true, language: now.language }
      return look(token)
    },
    resend: async (token: string) => {
      look(token)
      calls.push(`resend ${token}`)
    },
    genuine: async () => null,
    preview: async () => null,
    reportWrong: async (token: string) => {
      calls.push(`wrong ${token}`)
      return token !== tokens.limited
    },
  }
}

export function keepLog(): Log & { lines: string[] } {
  const lines: string[] = []
  const keep = (details: object, what: string) => void lines.push(withoutPaths(JSON.stringify({ ...details, what })))
  return { lines, debug: keep, info: keep, warn: keep, error: keep }
}

/** What the pages of a fictional installation need, but for their service and log. */
const webParts = {
  webhooks: [],
  health: { ready: async () => ({ ok: true as const }) },
  loginUrl: 'https://login.example/',
  supportContact: 'hr@nordan.example',
  accessibilityContact: 'webb@nordan.example',
  operatorName: 'Nordans <kommun>',
  mailFrom: { name: 'Verifiera', address: 'verifiera@nordan.example' },
  linkDays: 5,
  fourEyesAbove: 500,
  publicUrl: 'https://verifiera.example',
}

export async function startWeb(more: Partial<WebParts> = {}) {
  const page = fakeLinks()
  const log = keepLog()
  const web = createWeb({ ...webParts, page, log, ...more })
  const { port } = await web.listen('127.0.0.1', 0)
  return { web, page, log, port, base: `http://127.0.0.1:${port}`, close: () => web.close() }
}

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** Sends requests that `fetch` would not: with any path, method and header. */
export function ask(port: number, method: string, path: string, headers = {}, body?: string): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = rawRequest(
      { host: '127.0.0.1', port, method, path, headers, setHost: !('host' in headers) },
      (got) => {
        const parts: Buffer[] = []
        got.on('data', (part) => parts.push(part))
        got.on('end', () =>
          resolve({ status: got.statusCode ?? 0, headers: got.headers, body: Buffer.concat(parts).toString() }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Sends a text over a socket, and resolves to all that comes back until the server closes it. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let got = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (part) => (got += part))
    socket.on('close', () => resolve(got))
    socket.on('error', reject)
  })
}

export const form = (fields: Record<string, string>, headers = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})
