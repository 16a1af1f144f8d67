import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { type Held, isHeld } from './deliveries.ts'

/** Says that this worker lives. Returns the database's time, in ms. */
export async function beat(db: Db, worker: string): Promise<number> {
  const [row] = await rows<{ at: number }>(
    db,
    sql`insert into workers (id, started_at, beat_at) values (${worker}, clock_timestamp(), clock_timestamp())
      on conflict (id) do update set beat_at = clock_timestamp()
      returning (extract(epoch from beat_at) * 1000)::float8 as at`,
  )
  return Number(row!.at)
}

/** After a clean stop: nothing is held any more. Also forgets who died long ago. */
export async function forgetWorker(db: Db, worker: string): Promise<void> {
  await db.execute(sql`delete from workers where id = ${worker} or beat_at < clock_timestamp() - interval '1 day'`)
}

export interface Recovered {
  /** Claimed but never marked: free to be claimed again. */
  freed: number
  /** Marked: the dot may have been accepted. Sent once more. */
  doubted: number
  /** Marked once too often: shown to the admin. */
  inDoubt: number
}

/**
 * Takes back what nobody works on: leases that are over, and rows of workers whose heart has not beaten for `deadAfter`
 * seconds (null: judge by leases alone; 0: everybody else is dead).
 */
export async function recoverDeliveries(
  db: Db,
  options: { worker: string; deadAfter: number | null; maxDoubts: number; now: Date },
): Promise<Recovered> {
  const { worker, deadAfter } = options
  const dead =
    deadAfter === null
      ? sql`false`
      : sql`d.lease_owner <> ${worker} and not exists (select 1 from workers w where w.id = d.lease_owner
          and w.beat_at > clock_timestamp() - make_interval(secs => ${deadAfter}))`
  const found = await rows<{ state: string; was: string }>(
    db,
    sql`with lost as (select d.send_id, d.person_id, d.state as was from deliveries d
        where ${isHeld} and (d.lease_until < clock_timestamp() or ${dead})
        for update of d skip locked limit 2000)
      update deliveries d set
        state = case when d.state = 'claimed' or (d.doubts < ${options.maxDoubts} and s.state <> 'stopped') then 'queued' else 'in_doubt' end,
        reason = case when d.state = 'claimed' or (d.doubts < ${options.maxDoubts} and s.state <> 'stopped') then null else 'in_doubt' end,
        done_at = case when d.state = 'claimed' or (d.doubts < ${options.maxDoubts} and s.state <> 'stopped') then d.done_at
          else ${options.now.toISOString()}::timestamptz end,
        doubts = d.doubts + (d.state = 'committing')::int, attempts = d.attempts - (d.state = 'claimed')::int,
        fence = d.fence + 1, lease_owner = null, lease_until = null, next_at = clock_timestamp()
      from lost, sends s where d.send_id = lost.send_id and d.person_id = lost.person_id and s.id = d.send_id
      returning d.state, lost.was`,
  )
  const count = (was: string, state: string) => found.filter((row) => row.was === was && row.state === state).length
  return {
    freed: count('claimed', 'queued'),
    doubted: count('committing', 'queued'),
    inDoubt: count('committing', 'in_doubt'),
  }
}

/** Gives claimed deliveries back that were not begun; they are due at once, for anybody. */
export async function handBack(db: Db, held: Held[]): Promise<void> {
  if (held.length === 0) return
  const list = JSON.stringify(held.map(({ sendId, personId, fence }) => ({ s: sendId, p: personId, f: fence })))
  await db.execute(sql`update deliveries d set state = 'queued', attempts = d.attempts - 1, fence = d.fence + 1,
      lease_owner = null, lease_until = null
    from jsonb_to_recordset(${list}::jsonb) as h(s bigint, p bigint, f int)
    where d.send_id = h.s and d.person_id = h.p and d.fence = h.f and coalesce(d.state, '') = 'claimed'`)
}

/**
 * Tells the planner how large the tables are now. A send fills them within seconds, while the database looks at them
 * once a minute; until then a claim would be planned for tables as small as they were.
 */
export async function measureTables(db: Db): Promise<void> {
  await db.execute(sql`analyze (skip_locked) sends, deliveries, people, links`)
}
