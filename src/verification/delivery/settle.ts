import { sql } from 'drizzle-orm'
import { type Db, isThere, rows } from '../../db/open.ts'
import type { Service } from '../context.ts'
import { isHeld, isWaiting, tallyKey } from './deliveries.ts'

/** A send that has just ended. */
export interface Settled {
  id: number
  code: string | null
  state: 'done' | 'stopped'
  reference: string | null
}

/**
 * Ends the sends that have nothing left to do, and stores their final numbers. Deliveries of a stopped send that still
 * wait are skipped. Deliveries in doubt do not keep a send running.
 */
export async function settleSends(service: Pick<Service, 'db' | 'clock'>): Promise<Settled[]> {
  const { db } = service
  const now = service.clock().toISOString()
  await db.execute(sql`with rest as (select d.send_id, d.person_id from deliveries d join sends s on s.id = d.send_id
      where s.state = 'stopped' and s.final is null and ${isWaiting} limit 5000 for update of d skip locked)
    update deliveries d set state = 'skipped', reason = 'stopped', fence = d.fence + 1, done_at = ${now}::timestamptz
    from rest where d.send_id = rest.send_id and d.person_id = rest.person_id`)
  const over = await rows<{ id: number }>(
    db,
    sql`select s.id from sends s where s.final is null and s.state <> 'done'
      and not ${isThere(sql`from deliveries d where d.send_id = s.id and ${isWaiting}`)}
      and not ${isThere(sql`from deliveries d where d.send_id = s.id and ${isHeld}`)}`,
  )
  const settled: Settled[] = []
  for (const { id } of over) settled.push(...(await settleOne(db, id, now)))
  return settled
}

const settleOne = (db: Db, id: number, now: string): Promise<Settled[]> =>
  rows<Settled>(
    db,
    sql`with uncounted as (delete from send_tallies where send_id = ${id})
      update sends s set state = case when s.state = 'stopped' then 'stopped' else 'done' end, paused_because = null,
        paused_detail = null, finished_at = coalesce(s.finished_at, ${now}::timestamptz),
        final = coalesce((select jsonb_object_agg(t.key, t.n) from (
          select ${tallyKey} as key, count(*)::int as n from deliveries d where d.send_id = s.id group by 1) t), '{}'::jsonb)
      where s.id = ${id} and s.final is null returning s.id, s.code, s.state, s.reference`,
  )
