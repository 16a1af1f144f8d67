import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'

/** Somebody verified whose connection is to be made at the identity provider. */
export interface Unconnected {
  id: number
  companyNumber: string
  number: string
  email: string
  givenName: string
  familyName: string
  language: 'sv' | 'en' | null
  attempts: number
}

/** Takes verified people whose connection is due; another taker sees them again only after two minutes. */
export function takeUnconnected(db: Db, count: number): Promise<Unconnected[]> {
  return rows(
    db,
    sql`update people p set connect_next_at = clock_timestamp() + interval '2 minutes', connect_attempts = p.connect_attempts + 1
      from companies c, (select id from people where connect_next_at <= clock_timestamp() and connected_at is null
        and verified_at is not null order by connect_next_at limit ${count} for no key update skip locked) due
      where p.id = due.id and c.id = p.company_id
      returning p.id, c.number as "companyNumber", p.number, p.email, p.given_name as "givenName",
        p.family_name as "familyName", p.language, p.connect_attempts as attempts`,
  )
}

/** The connection is made (S3); nothing changes for somebody who is no longer verified at that address. */
export async function recordConnected(service: Service, person: Unconnected): Promise<void> {
  await service.db.transaction(async (tx) => {
    const now = service.clock().toISOString()
    const done = await rows(
      tx,
      sql`update people set connected_at = ${now}::timestamptz, connected_by = 'link', connect_error = null, connect_attempts = 0,
          connect_next_at = null, updated_at = ${now}::timestamptz
        where id = ${person.id} and connected_at is null and verified_at is not null and email = ${person.email} returning 1`,
    )
    if (done.length === 0) return
    await writeAudit(
      tx,
      { ...service, via: 'job' },
      { action: 'person.connected', personId: person.id, details: { by: 'link' } },
    )
  })
}

/** The provider refused; tried again after `wait` seconds. `error` is shown to admins and holds no address. */
export async function recordConnectError(db: Db, personId: number, error: string, wait: number): Promise<void> {
  await db.execute(sql`update people set connect_error = ${error.slice(0, 200)},
      connect_next_at = clock_timestamp() + make_interval(secs => ${wait})
    where id = ${personId} and connected_at is null and verified_at is not null`)
}
