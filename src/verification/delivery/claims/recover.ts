import { eq, lt, or, sql } from 'drizzle-orm'
import { type Db, rows } from '../../../db/open.ts'
import { workers } from '../../../db/schema/index.ts'
import { type Held, isHeld } from '../deliveries.ts'

/** Records a heartbeat of this worker. Returns its time on the database's clock, in milliseconds. */
export async function beat(db: Db, worker: string): Promise<number> {
  const now = sql`clock_timestamp()`
  const [row] = await db
    .insert(workers)
    .values({ id: worker, startedAt: now, beatAt: now })
    .onConflictDoUpdate({ target: workers.id, set: { beatAt: now } })
    .returning({ beatAt: workers.beatAt })
  return row!.beatAt.getTime()
}

/** Removes this worker after a clean stop, when it holds nothing any more, and workers that died long ago. */
export async function forgetWorker(db: Db, worker: string): Promise<void> {
  await db
    .delete(workers)
    .where(or(eq(workers.id, worker), lt(workers.beatAt, sql`clock_timestamp() - interval '1 day'`)))
}

export interface Recovered {
  /** Were claimed, and are queued again. */
  requeued: number
  /** Were committing, so the server may have accepted them; are sent once more. */
  resent: number
  /** Were committing once too often; are listed for the admin. */
  inDoubt: number
}

/**
 * Takes back the deliveries that nobody works on: those whose lease is over, and those of other workers without a
 * heartbeat for `deadAfter` seconds (null: only leases count; 0: all other workers are dead).
 */
export async function recoverDeliveries(
  db: Db,
  options: { worker: string; deadAfter: number | null; maxUncertainResends: number; now: Date },
): Promise<Recovered> {
  const { worker, deadAfter } = options
  const dead =
    deadAfter === null
      ? sql`false`
      : sql`d.lease_owner <> ${worker} and not exists (select 1 from workers w where w.id = d.lease_owner
          and w.beat_at > clock_timestamp() - make_interval(secs => ${deadAfter}))`
  const again = sql`(d.state = 'claimed' or (d.doubts < ${options.maxUncertainResends} and s.state <> 'stopped'))`
  const found = await rows<{ state: string; was: string }>(
    db,
    sql`with lost as (select d.send_id, d.person_id, d.state as was from deliveries d
        where ${isHeld} and (d.lease_until < clock_timestamp() or ${dead})
        for update of d skip locked limit 2000)
      update deliveries d set
        state = case when ${again} then 'queued' else 'in_doubt' end,
        reason = case when ${again} then null else 'in_doubt' end,
        done_at = case when ${again} then d.done_at else ${options.now.toISOString()}::timestamptz end,
        doubts = d.doubts + (d.state = 'committing')::int, attempts = d.attempts - (d.state = 'claimed')::int,
        fence = d.fence + 1, lease_owner = null, lease_until = null, next_at = clock_timestamp()
      from lost, sends s where d.send_id = lost.send_id and d.person_id = lost.person_id and s.id = d.send_id
      returning d.state, lost.was`,
  )
  const count = (was: string, state: string) => found.filter((row) => row.was === was && row.state === state).length
  return {
    requeued: count('claimed', 'queued'),
    resent: count('committing', 'queued'),
    inDoubt: count('committing', 'in_doubt'),
  }
}

/** Gives back claimed deliveries that were not begun. Any worker may claim them at once. */
export async function handBack(db: Db, held: Held[]): Promise<void> {
  if (held.length === 0) return
  const list = JSON.stringify(held.map(({ sendId, personId, fence }) => ({ s: sendId, p: personId, f: fence })))
  await db.execute(sql`update deliveries d set state = 'queued', attempts = d.attempts - 1, fence = d.fence + 1,
      lease_owner = null, lease_until = null
    from jsonb_to_recordset(${list}::jsonb) as h(s bigint, p bigint, f int)
    where d.send_id = h.s and d.person_id = h.p and d.fence = h.f and coalesce(d.state, '') = 'claimed'`)
}
