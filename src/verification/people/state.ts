import { type SQL, sql } from 'drizzle-orm'
import { isThere } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { hasGone, isUnsent } from '../delivery/deliveries.ts'

/** A person's connection state, derived from what has happened. `connected` includes direct connections. */
export const personStates = [
  'missing_email',
  'not_sent',
  'queued',
  'sent',
  'expired',
  'bounced',
  'verified',
  'connected',
  'connect_failed',
] as const
export type PersonState = (typeof personStates)[number]

/**
 * The state as an expression on `people`. A letter counts only if it went to the present address and its link was
 * neither used nor revoked: after a connection has been removed, the person starts again.
 */
export function stateOf(now: Date): SQL<PersonState> {
  return sql<PersonState>`(case
    when ${people.connectedAt} is not null then 'connected'
    when ${people.verifiedAt} is not null and ${people.connectError} is not null then 'connect_failed'
    when ${people.verifiedAt} is not null then 'verified'
    when ${people.emailKey} is null then 'missing_email'
    when ${people.emailProblem} is not null then 'bounced'
    when ${isQueued} then 'queued'
    else coalesce((
      select case when l.expires_at > ${now.toISOString()}::timestamptz then 'sent' else 'expired' end
      from deliveries d left join links l on l.id = d.link_id
      where d.person_id = ${people.id} and ${hasGone} and d.action = 'mail'
        and d.email_key = ${people.emailKey} and l.revoked_at is null and l.used_at is null
      order by d.done_at desc nulls last limit 1), 'not_sent')
    end)`
}

/** Deliveries `d` in a send that is running or paused. */
const fromQueue = sql`from deliveries d join sends k on k.id = d.send_id
  where d.action <> 'code' and ${isUnsent} and k.state in ('running', 'paused')`

/** People with a letter in a send that is running or paused, as a condition on `people`. */
export const isQueued = isThere(sql`${fromQueue} and d.person_id = ${people.id}`)

/** The same people as a set of ids, among those of a query. */
export const queuedAmong = (ids: SQL): SQL => sql`select d.person_id ${fromQueue} and d.person_id in (${ids})`
