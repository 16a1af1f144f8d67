import { sql } from 'drizzle-orm'
import { type Db, rows } from '../db/open.ts'
import { writeAudit } from './audit.ts'
import type { Service } from './context.ts'
import type { Claimed, Held, Result } from './deliveries.ts'

/** Writes what became of held deliveries; rows whose fence has moved on stay as they are. Returns how many were written. */
export async function recordResults(db: Db, results: Result[], now: Date): Promise<number> {
  const list = results.map((r) => ({
    s: r.sendId,
    p: r.personId,
    f: r.fence,
    state: r.state,
    reason: r.reason ?? null,
    code: r.code ?? null,
    wait: r.wait ?? 0,
    doubt: r.doubt ? 1 : 0,
    free: r.free ? 1 : 0,
  }))
  const bad = results.filter((r) => r.bounced).length > 0
  const written = await rows<{ person_id: number }>(
    db,
    sql`update deliveries d set state = r.state, reason = r.reason, smtp_code = coalesce(r.code, d.smtp_code),
        doubts = d.doubts + r.doubt, attempts = d.attempts - r.free, lease_owner = null, lease_until = null,
        next_at = case when r.state = 'queued' then clock_timestamp() + make_interval(secs => r.wait) else d.next_at end,
        done_at = case when r.state = 'queued' then d.done_at else ${now.toISOString()}::timestamptz end
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        as r(s bigint, p bigint, f int, state text, reason text, code int, wait float8, doubt int, free int)
      where d.send_id = r.s and d.person_id = r.p and d.fence = r.f and d.state in ('claimed', 'committing')
      returning d.person_id`,
  )
  if (bad)
    await rememberBounces(
      db,
      results.filter((r) => r.bounced),
    )
  return written.length
}

/** The address, not the person, is bad: only where it is still the one that was refused. */
async function rememberBounces(db: Db, results: Held[]): Promise<void> {
  const list = JSON.stringify(results.map(({ sendId, personId }) => ({ s: sendId, p: personId })))
  await db.execute(sql`update people p set email_problem = 'bounced'
    from jsonb_to_recordset(${list}::jsonb) as b(s bigint, p bigint), deliveries d
    where d.send_id = b.s and d.person_id = b.p and d.state = 'failed' and p.id = d.person_id and p.email_key = d.email_key`)
}

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
