import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import { type DeliveryReason, type Held, keyOf, type Result } from './deliveries.ts'

/** `go`: the final dot may be sent. `lost`: somebody else's now. Otherwise what to record instead. */
export type Marked = 'go' | 'lost' | Result

const list = (held: Held[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(held.map(({ sendId, personId, fence }) => ({ s: sendId, p: personId, f: fence })))}::jsonb)
    as m(s bigint, p bigint, f int)`

const linkLives = (now: Date) => sql`(d.action <> 'mail' or exists (select 1 from links l where l.id = d.link_id
  and l.used_at is null and l.revoked_at is null and l.expires_at > ${now.toISOString()}::timestamptz))`

/**
 * The last word before the final dots of these letters: still ours, lease running, send running, person unverified,
 * address unchanged, link alive. One statement for all that wait; where it changes no row, a second one asks why.
 */
export async function markDeliveries(db: Db, held: Held[], options: { now: Date; lease: number }): Promise<Marked[]> {
  const marked = await rows<{ send_id: number; person_id: number }>(
    db,
    sql`update deliveries d set state = 'committing', lease_until = clock_timestamp() + make_interval(secs => ${options.lease})
      from ${list(held)}, sends s, people p
      where d.send_id = m.s and d.person_id = m.p and d.fence = m.f and d.state = 'claimed'
        and d.lease_until > clock_timestamp() and s.id = d.send_id and s.state = 'running'
        and p.id = d.person_id and (p.verified_at is null or d.action = 'code') and p.email_key = d.email_key
        and ${linkLives(options.now)}
      returning d.send_id, d.person_id`,
  )
  if (marked.length === held.length) return held.map(() => 'go')
  const go = new Set(marked.map((row) => `${row.send_id}:${row.person_id}`))
  const missed = await askWhy(
    db,
    held.filter((one) => !go.has(keyOf(one))),
  )
  return held.map((one) => (go.has(keyOf(one)) ? 'go' : (missed.get(keyOf(one)) ?? 'lost')))
}

interface WhyRow {
  send_id: number
  person_id: number
  fence: number
  state: string
  leased: boolean
  send_state: string
  verified: boolean
  same_address: boolean
}

/** Why these may not go now; by `keyOf`. */
export async function askWhy(db: Db, held: Held[]): Promise<Map<string, Marked>> {
  const found = await rows<WhyRow>(
    db,
    sql`select d.send_id, d.person_id, d.fence, d.state, d.lease_until > clock_timestamp() as leased, s.state as send_state,
        p.verified_at is not null and d.action <> 'code' as verified, p.email_key = d.email_key as same_address
      from ${list(held)} join deliveries d on d.send_id = m.s and d.person_id = m.p
      join sends s on s.id = d.send_id join people p on p.id = d.person_id
      where d.fence = m.f`,
  )
  const rowOf = new Map(found.map((row) => [`${row.send_id}:${row.person_id}`, row]))
  return new Map(held.map((one) => [keyOf(one), explain(one, rowOf.get(keyOf(one)))]))
}

function explain(one: Held, row: WhyRow | undefined): Marked {
  // Gone, claimed anew, or its lease over: recovery's, never ours to judge.
  if (!row?.leased) return 'lost'
  // Marked by a statement whose answer was lost with the connection to the database.
  if (row.state === 'committing') return 'go'
  if (row.state !== 'claimed') return 'lost'
  const skip = (reason: DeliveryReason): Result => ({ ...one, state: 'skipped', reason })
  if (row.send_state === 'stopped') return skip('stopped')
  if (!row.same_address) return skip('address_changed')
  if (row.verified) return skip('already_verified')
  // Paused, or the link has ended: another claim will see to it.
  return { ...one, state: 'queued', free: true }
}
