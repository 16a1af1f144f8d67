import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'
import type { Claimed, Held } from './deliveries.ts'

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

/** A verified domain has connected this person (S4); with its audit. */
export async function recordDirect(service: Service, held: Claimed): Promise<void> {
  await service.db.transaction(async (tx) => {
    const now = service.clock().toISOString()
    const done = await rows(
      tx,
      sql`update people set connected_at = ${now}::timestamptz, connected_by = 'domain', connect_error = null,
          connect_next_at = null, updated_at = ${now}::timestamptz
        where id = ${held.personId} and connected_at is null and email_key = ${held.person.emailKey} returning 1`,
    )
    if (done.length)
      await writeAudit(
        tx,
        { ...service, via: 'job' },
        { action: 'person.connected', personId: held.personId, details: { by: 'domain' } },
      )
  })
}

/** Stops a running send from going on by itself; the admin is shown why. `detail` holds no address. False if it had stopped. */
export async function pauseSend(
  service: Service,
  sendId: number,
  because: 'authentication' | 'policy' | 'equal_errors',
  detail: string,
): Promise<boolean> {
  return service.db.transaction(async (tx) => {
    const [paused] = await rows<{ code: string | null }>(
      tx,
      sql`update sends set state = 'paused', paused_because = ${because}, paused_detail = ${detail}
        where id = ${sendId} and state = 'running' returning code`,
    )
    if (paused)
      await writeAudit(
        tx,
        { ...service, via: 'job' },
        { action: 'send.pause', code: paused.code, details: { because } },
      )
    return Boolean(paused)
  })
}
