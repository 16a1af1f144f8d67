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

/** What deliveries say of a person of `people`, as expressions in a query that has `join` beside `people`. */
export interface Letters {
  join: SQL
  /** Whether a letter is in a send that is running or paused. */
  isQueued: SQL
  /** What has become of the last letter that counts: `sent` or `expired`, or null without one. */
  last: SQL
}

/**
 * The state as an expression on `people`. A letter counts only if it went to the present address and its link was
 * neither used nor revoked: after a connection has been removed, the person starts again.
 */
export function stateOf(now: Date, letters: Letters = lookedUp(now)): SQL<PersonState> {
  return sql<PersonState>`(case
    when ${people.connectedAt} is not null then 'connected'
    when ${people.verifiedAt} is not null and ${people.connectError} is not null then 'connect_failed'
    when ${people.verifiedAt} is not null then 'verified'
    when ${people.emailKey} is null then 'missing_email'
    when ${people.emailProblem} is not null then 'bounced'
    when ${letters.isQueued} then 'queued'
    else coalesce(${letters.last}, 'not_sent') end)`
}

/** Deliveries `d` in a send that is running or paused. */
const fromQueue = sql`from deliveries d join sends k on k.id = d.send_id
  where d.action <> 'code' and ${isUnsent} and k.state in ('running', 'paused')`

/** Letters `d` that count, with their links `l`; to any address. */
const thatCount = sql`from deliveries d left join links l on l.id = d.link_id
  where ${hasGone} and d.action = 'mail' and l.revoked_at is null and l.used_at is null`

const newestFirst = sql`d.done_at desc nulls last, d.send_id desc`

const fateOf = (now: Date) =>
  sql`case when l.expires_at > ${now.toISOString()}::timestamptz then 'sent' else 'expired' end`

/** People with a letter in a send that is running or paused, as a condition on `people`. */
export const isQueued = isThere(sql`${fromQueue} and d.person_id = ${people.id}`)

/** The same people as a set of ids, among those of a query. */
export const queuedAmong = (ids: SQL): SQL => sql`select d.person_id ${fromQueue} and d.person_id in (${ids})`

/** Found person by person, by an index. */
export const lookedUp = (now: Date): Letters => ({
  join: sql``,
  isQueued,
  last: sql`(select ${fateOf(now)} ${thatCount} and d.person_id = ${people.id} and d.email_key = ${people.emailKey}
    order by ${newestFirst} limit 1)`,
})

/** Found as whole sets: for so many people that looking them up would take longer than reading all letters. */
export const joined = (now: Date): Letters => ({
  join: sql`left join (select distinct d.person_id ${fromQueue}) queued on queued.person_id = ${people.id}
    left join (select distinct on (d.person_id, d.email_key) d.person_id, d.email_key, ${fateOf(now)} as fate ${thatCount}
      order by d.person_id, d.email_key, ${newestFirst}) letters
      on letters.person_id = ${people.id} and letters.email_key = ${people.emailKey}`,
  isQueued: sql`queued.person_id is not null`,
  last: sql`letters.fate`,
})
