import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { markBounced, unmarkDelivered } from '../bounces/marks.ts'
import type { Service } from '../context.ts'
import { isLive } from '../links/links.ts'
import { type DeliveryReason, type Held, keyOf, mayConnect, mayStillGo, type Result } from './deliveries.ts'

/** `go`: the final dot may be sent. `lost`: the delivery is no longer ours. Otherwise: what to record instead. */
export type CommitAnswer = 'go' | 'lost' | Result

const heldList = (held: Held[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(held.map(({ sendId, personId, fence }) => ({ s: sendId, p: personId, f: fence })))}::jsonb)
    as m(s bigint, p bigint, f int)`

const linkLives = (now: Date) =>
  sql`(d.action <> 'mail' or exists (select 1 from links l where l.id = d.link_id and ${isLive(now)}))`

/**
 * Writes results and commit checks in one statement. `results` records what became of letters. `checks` moves letters
 * that are about to be sent to `committing`: the final dot may follow only if the delivery has the same fence, may
 * still go (`mayStillGo`), and has a live link. Returns an answer for each of `checks`. If a check changes no row, a
 * second statement finds out why. Results with an old fence change nothing.
 *
 * `coalesce` hides the state from the planner, which would otherwise read all rows of that state instead of using the
 * key.
 */
export async function writeDeliveries(
  { db, keyed }: Pick<Service, 'db' | 'keyed'>,
  { results, checks }: { results: Result[]; checks: Held[] },
  { now, lease }: { now: Date; lease: number },
): Promise<CommitAnswer[]> {
  const committed = await rows<{ send_id: number; person_id: number }>(
    keyed,
    sql`with recorded as (update deliveries d set state = r.state, reason = r.reason, smtp_code = coalesce(r.code, d.smtp_code),
          fault = coalesce(r.fault, d.fault), server_words = coalesce(r.words, d.server_words),
          doubts = d.doubts + r.uncertain, attempts = d.attempts - r.refund, lease_owner = null, lease_until = null,
          next_at = case when r.state = 'queued' then clock_timestamp() + make_interval(secs => r.wait) else d.next_at end,
          done_at = case when r.state = 'queued' then d.done_at else ${now.toISOString()}::timestamptz end
        from ${resultList(results)}
        where d.send_id = r.s and d.person_id = r.p and d.fence = r.f and coalesce(d.state, '') in ('claimed', 'committing'))
      update deliveries d set state = 'committing', lease_until = clock_timestamp() + make_interval(secs => ${lease})
      from ${heldList(checks)}, sends s, people p
      where d.send_id = m.s and d.person_id = m.p and d.fence = m.f and coalesce(d.state, '') = 'claimed'
        ${mayStillGo} and ${linkLives(now)}
      returning d.send_id, d.person_id`,
  )
  const bounced = results.flatMap((result) => (result.bounced ? [{ ...result, words: result.words ?? '' }] : []))
  if (bounced.length > 0) await markBounced(db, bounced, now)
  const unmarked = results.filter((result) => result.unmark)
  if (unmarked.length > 0) await unmarkDelivered(db, unmarked)
  if (committed.length === checks.length) return checks.map(() => 'go')
  const go = new Set(committed.map((row) => `${row.send_id}:${row.person_id}`))
  const why = await askWhy(
    db,
    checks.filter((one) => !go.has(keyOf(one))),
  )
  return checks.map((one) => (go.has(keyOf(one)) ? 'go' : (why.get(keyOf(one)) ?? 'lost')))
}

const resultList = (results: Result[]) => {
  const list = results.map((r) => ({
    s: r.sendId,
    p: r.personId,
    f: r.fence,
    state: r.state,
    reason: r.reason ?? null,
    code: r.code ?? null,
    fault: r.fault ?? null,
    words: r.words ?? null,
    wait: r.wait ?? 0,
    uncertain: r.uncertain ? 1 : 0,
    refund: r.refundAttempt ? 1 : 0,
  }))
  return sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
    as r(s bigint, p bigint, f int, state text, reason text, code int, fault text, words text, wait float8, uncertain int, refund int)`
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
  may_connect: boolean
}

/** Why these deliveries may not go now, by `keyOf`. */
export async function askWhy(db: Db, held: Held[]): Promise<Map<string, CommitAnswer>> {
  const found = await rows<WhyRow>(
    db,
    sql`select d.send_id, d.person_id, d.fence, d.state, d.lease_until > clock_timestamp() as leased, s.state as send_state,
        p.verified_at is not null and d.action <> 'code' as verified, p.email_key = d.email_key as same_address,
        ${mayConnect} as may_connect
      from ${heldList(held)} join deliveries d on d.send_id = m.s and d.person_id = m.p
      join sends s on s.id = d.send_id join people p on p.id = d.person_id
      where d.fence = m.f`,
  )
  const rowOf = new Map(found.map((row) => [`${row.send_id}:${row.person_id}`, row]))
  return new Map(held.map((one) => [keyOf(one), explain(one, rowOf.get(keyOf(one)))]))
}

function explain(one: Held, row: WhyRow | undefined): CommitAnswer {
  // Erased, claimed again, or without a lease: recovery decides about it.
  if (!row?.leased) return 'lost'
  // An earlier statement did this, but its answer was lost with the connection to the database.
  if (row.state === 'committing') return 'go'
  if (row.state !== 'claimed') return 'lost'
  const skip = (reason: DeliveryReason): Result => ({ ...one, state: 'skipped', reason })
  if (row.send_state === 'stopped') return skip('stopped')
  if (!row.same_address) return skip('address_changed')
  if (row.verified) return skip('already_verified')
  if (!row.may_connect) return skip('domain_removed')
  // The send is paused or the link has ended: the next claim decides.
  return { ...one, state: 'queued', refundAttempt: true }
}
