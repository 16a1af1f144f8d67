import { sql } from 'drizzle-orm'
import { trimAudit } from '../audit.ts'
import type { Service } from '../context.ts'

const day = 86_400_000

/** Removes what is kept no longer. Each step is small and may be repeated; people are kept until an owner erases them. */
export async function removeOld({ db, clock }: Pick<Service, 'db' | 'clock'>): Promise<void> {
  const ago = (days: number) => sql`${new Date(clock().getTime() - days * day).toISOString()}::timestamptz`
  await db.execute(sql`update plans set state = 'expired', decided_at = expires_at
    where state in ('open', 'awaiting') and expires_at < ${ago(0)}`)
  await db.execute(sql`update import_rows r set row = null from plans p
    where p.id = r.plan_id and r.row is not null and p.created_at < ${ago(1)}`)
  await db.execute(sql`delete from limit_hits where at < ${ago(2)}`)
  await db.execute(sql`delete from tie_codes where expires_at < ${ago(1)}`)
  await db.execute(sql`delete from inbox where state <> 'new' and received_at < ${ago(7)}`)
  await db.execute(sql`delete from links where expires_at < ${ago(30)}`)
  // The numbers of a send stay with it (`final`); who was in it goes.
  await db.execute(sql`delete from deliveries d using sends s
    where s.id = d.send_id and s.final is not null and s.finished_at < ${ago(365)}`)
  await db.execute(sql`delete from answers where at < ${ago(1)}`)
  await trimAudit(db, new Date(clock().getTime() - 730 * day))
}
