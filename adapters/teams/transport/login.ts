import { z } from 'zod'
import { TransportError } from '../api.ts'
import type { Cloud } from '../cloud.ts'
import { clientAssertion } from './assertion.ts'

const shape = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().catch(3600) })
/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const refusalShape = z.object({ error_codes: z.array(z.number()).nonempty() })

/** Microsoft's own code of a refusal, such as `AADSTS7000222`. */
async function codeOf(response: Response): Promise<string | undefined> {
  const refusal = refusalShape.safeParse(await response.json().catch(() => null))
  return refusal.data && `AADSTS${refusal.data.error_codes[0]}`
}

/** That it is the bot that asks. */
async function proofOf({ appId, appPassword, certificate, tokenUrl }: Cloud): Promise<Record<string, string>> {
  if (!certificate) return { client_secret: appPassword }
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await clientAssertion(certificate, appId, tokenUrl),
  }
}

/** A token is not used in its last minutes. */
const reserve = 5 * 60

/** The bot's own token, by client credentials. It is kept, and calls at the same time share one request for it. */
export function tokenSource(cloud: Cloud): () => Promise<string> {
  let token = ''
  let validUntil = 0
  let asking: Promise<string> | undefined

  async function ask(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: cloud.appId,
      scope: `${cloud.scope}/.default`,
      ...(await proofOf(cloud)),
    })
    const signal = AbortSignal.timeout(10_000)
    const response = await fetch(cloud.tokenUrl, { method: 'POST', body, redirect: 'error', signal })
    if (!response.ok) throw new TransportError(response.status, undefined, await codeOf(response))
    const given = shape.parse(await response.json())
    token = given.access_token
    validUntil = performance.now() + Math.max(0, given.expires_in - reserve) * 1000
    return token
  }

  return () => {
    if (performance.now() < validUntil) return Promise.resolve(token)
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}
