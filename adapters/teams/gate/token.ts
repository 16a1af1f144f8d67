import { decodeJwt, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Cloud } from '../cloud.ts'
import { KeysUnavailable, type SigningKeys } from './keys.ts'

/** What a valid token says: the service that sent the request, and the channels that its key may sign for. */
export interface Claims {
  serviceUrl: string
  endorsements: readonly string[]
}

/** Why a request is turned away. `reason` goes into the log; the sender learns only the status. */
export interface Refusal {
  status: 400 | 401 | 503
  reason: string
}

export const isRefusal = (value: object): value is Refusal => 'reason' in value

const clockTolerance = 5 * 60
const maxLength = 8192
const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i
const claimsShape = z.object({ aud: z.string(), serviceurl: z.string() })

/**
 * Checks the Authorization header: signed with RS256 by one of Microsoft's keys, issued by the Bot Framework for this
 * bot, valid within five minutes of the present, and with a `serviceurl` claim.
 */
export async function readToken(
  header: string | undefined,
  cloud: Cloud,
  keys: SigningKeys,
  now: Date,
): Promise<Claims | Refusal> {
  const token = header && header.length <= maxLength ? bearer.exec(header)?.[1] : undefined
  if (!token) return no('no token')
  try {
    // Judged before the signature, at a tenth of its cost: most tokens that are not for this bot end here.
    const claims = claimsShape.safeParse(decodeJwt(token))
    if (!claims.success) return no('claims')
    // Compared here, because jose distinguishes case and accepts a list of audiences that includes ours.
    if (claims.data.aud.toLowerCase() !== cloud.appId) return no('audience')
    const { protectedHeader } = await jwtVerify(token, keys.find, {
      algorithms: ['RS256'],
      issuer: cloud.issuer,
      requiredClaims: ['exp'],
      clockTolerance,
      currentDate: now,
    })
    return { serviceUrl: claims.data.serviceurl, endorsements: keys.endorsementsOf(protectedHeader.kid) }
  } catch (error) {
    if (error instanceof KeysUnavailable) return { status: 503, reason: 'no keys yet' }
    return no(error instanceof errors.JOSEError ? error.code : String(error))
  }
}

const no = (reason: string): Refusal => ({ status: 401, reason })
