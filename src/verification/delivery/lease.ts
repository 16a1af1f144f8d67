import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import type { Held } from './deliveries.ts'

/** A longer lease for a delivery that is still ours in a running send; false when it is not. */
export async function renewLease(db: Db, held: Held, lease: number): Promise<boolean> {
  const renewed = await rows(
    db,
    sql`update deliveries d set lease_until = clock_timestamp() + make_interval(secs => ${lease})
      from sends s, people p where d.send_id = ${held.sendId} and d.person_id = ${held.personId} and d.fence = ${held.fence}
        and d.state = 'claimed' and d.lease_until > clock_timestamp() and s.id = d.send_id and s.state = 'running'
        and p.id = d.person_id and p.verified_at is null and p.email_key = d.email_key
      returning 1`,
  )
  return renewed.length > 0
}
