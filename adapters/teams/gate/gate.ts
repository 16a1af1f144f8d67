import type { Cloud } from '../transport/cloud.ts'
import { type Activity, activityShape } from './activity.ts'
import { isService } from './hosts.ts'
import type { Claims, Refusal } from './token.ts'

/**
 * Judges the activity that came with a good token: the claimed service is the one it names, its host is on the list, the
 * channel is Teams and the key may sign for it, both tenants are let in, and the shape is one we read.
 */
export function admit(claims: Claims, body: unknown, cloud: Cloud): Activity | Refusal {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { status: 400, reason: 'not an object' }
  const { serviceUrl, channelId } = body as Record<string, unknown>
  if (typeof serviceUrl !== 'string' || serviceUrl !== claims.serviceUrl) return no('service')
  if (!isService(serviceUrl, cloud.serviceHosts)) return no('service host')
  if (channelId !== 'msteams') return no('channel')
  if (!claims.endorsements.includes('msteams')) return no('endorsement')
  const parsed = activityShape.safeParse(body)
  if (!parsed.success) return { status: 400, reason: `shape: ${parsed.error.issues[0]?.path.join('.') ?? ''}` }
  const activity = parsed.data
  if (!isLetIn(activity.channelData?.tenant?.id, cloud)) return no('tenant of the channel')
  if (!isLetIn(activity.conversation.tenantId, cloud)) return no('tenant of the conversation')
  return activity
}

const isLetIn = (tenant: string | null | undefined, cloud: Cloud): boolean =>
  typeof tenant === 'string' && cloud.tenants.has(tenant.toLowerCase())

const no = (reason: string): Refusal => ({ status: 401, reason })
