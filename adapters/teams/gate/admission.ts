import type { Cloud } from '../cloud.ts'
import { type Activity, activityShape } from '../incoming/activity.ts'
import { isServiceUrl } from './hosts.ts'
import type { Claims, Refusal } from './token.ts'

/**
 * Checks the body of a request whose token is valid: it names the service that the token names, on a host of the list;
 * its channel is Teams, and the token's key may sign for that; both its tenants are configured; and its shape is known.
 * Microsoft's examples of updates of conversations have no tenant in `conversation`:
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
 */
export function admit(claims: Claims, body: unknown, cloud: Cloud): Activity | Refusal {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { status: 400, reason: 'not an object of at most 512 KB' }
  const { serviceUrl, channelId } = body as Record<string, unknown>
  if (typeof serviceUrl !== 'string' || alike(serviceUrl) !== alike(claims.serviceUrl)) return no('service')
  if (!isServiceUrl(serviceUrl, cloud.serviceHosts)) return no('service host')
  if (channelId !== 'msteams') return no('channel')
  if (!claims.endorsements.includes('msteams')) return no('endorsement')
  const parsed = activityShape.safeParse(body)
  if (!parsed.success) return { status: 400, reason: `shape: ${parsed.error.issues[0]?.path.join('.') ?? ''}` }
  const activity = parsed.data
  if (!isConfigured(activity.channelData?.tenant?.id, cloud)) return no('tenant of the channel')
  const { tenantId } = activity.conversation
  const mayLackTenant = activity.type === 'conversationUpdate' || activity.type === 'installationUpdate'
  if (!(mayLackTenant && !tenantId) && !isConfigured(tenantId, cloud)) return no('tenant of the conversation')
  return activity
}

const isConfigured = (tenant: string | null | undefined, cloud: Cloud): boolean =>
  typeof tenant === 'string' && cloud.tenants.has(tenant.toLowerCase())

/**
 * Microsoft's own check of the successor package takes two addresses for one that differ in case, or in a slash at the
 * end: `@microsoft/teams.apps` 2.0.16, `jwt-validator`. The host is compared exactly afterwards.
 */
const alike = (serviceUrl: string): string => serviceUrl.replace(/\/$/, '').toLowerCase()

const no = (reason: string): Refusal => ({ status: 401, reason })
