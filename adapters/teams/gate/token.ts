import { verify } from 'node:crypto'
import { z } from 'zod'
import type { Cloud } from '../transport/cloud.ts'
import type { Keys } from './keys.ts'

/** What a good token says: the service it came from, and what its key may sign for. */
export interface Claims {
  serviceUrl: string
  endorsements: readonly string[]
}

/** `reason` is for the log; the sender learns the status only. */
export interface Refusal {
  status: 400 | 401 | 503
  reason: string
}

export const refused = (value: object): value is Refusal => 'reason' in value

const skew = 5 * 60
const maxLength = 8192
const bearer = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i
const headerShape = z.object({ alg: z.literal('RS256'), kid: z.string().max(256), crit: z.never().optional() })
const claimsShape = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
})

/**
 * Judges the Authorization header: RS256 by one of Microsoft's keys, issuer, audience, times within five minutes and the
 * `serviceurl` claim. What needs no key is judged first, so that a forged token costs next to nothing.
 */
export async function readToken(
  header: string | undefined,
  cloud: Cloud,
  keys: Keys,
  now: Date,
): Promise<Claims | Refusal> {
  if (!header || header.length > maxLength) return no('no token')
  const parts = bearer.exec(header)
  if (!parts) return no('not a token')
  const [, head, body, signature] = parts as unknown as [string, string, string, string]
  const top = headerShape.safeParse(readPart(head))
  if (!top.success) return no('header')
  const claims = claimsShape.safeParse(readPart(body))
  if (!claims.success) return no('claims')
  const { iss, aud, exp, nbf, serviceurl } = claims.data
  const seconds = now.getTime() / 1000
  if (iss !== cloud.issuer) return no('issuer')
  if (aud.toLowerCase() !== cloud.appId) return no('audience')
  if (!(seconds <= exp + skew) || (nbf !== undefined && !(seconds >= nbf - skew))) return no('times')
  const found = await keys.find(top.data.kid)
  if (found === 'unavailable') return { status: 503, reason: 'no keys yet' }
  if (found === 'unknown') return no('unknown key')
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), found.key, Buffer.from(signature, 'base64url')))
    return no('signature')
  return { serviceUrl: serviceurl, endorsements: found.endorsements }
}

function readPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

const no = (reason: string): Refusal => ({ status: 401, reason })
