import { z } from 'zod'
import { TransportError } from '../api.ts'
import type { Cloud } from './cloud.ts'

const shape = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().catch(3600) })

/** The bot's own token, by client credentials; kept until five minutes before its end, one request at a time. */
export function tokenSource(cloud: Cloud): () => Promise<string> {
  let token = ''
  let until = 0
  let asking: Promise<string> | undefined

  async function ask(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: cloud.appId,
      client_secret: cloud.appPassword,
      scope: `${cloud.scope}/.default`,
    })
    const signal = AbortSignal.timeout(10_000)
    const response = await fetch(cloud.tokenUrl, { method: 'POST', body, redirect: 'error', signal })
    if (!response.ok) throw new TransportError(response.status)
    const given = shape.parse(await response.json())
    token = given.access_token
    until = performance.now() + Math.max(0, given.expires_in - 300) * 1000
    return token
  }

  return () => {
    if (performance.now() < until) return Promise.resolve(token)
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}
