import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../../db/open.ts'
import { type Held, mayStillGo } from '../deliveries.ts'

/** Extends the lease of a claimed delivery. Returns false, and changes nothing, if the delivery may no longer go. */
export async function renewLease(db: Db, held: Held, lease: number): Promise<boolean> {
  const renewed = await rows(
    db,
    sql`update deliveries d set lease_until = clock_timestamp() + make_interval(secs => ${lease}) from sends s, people p
      where d.send_id = ${held.sendId} and d.person_id = ${held.personId} and d.fence = ${held.fence}
        and d.state = 'claimed' ${mayStillGo}
      returning 1`,
  )
  return renewed.length > 0
}
