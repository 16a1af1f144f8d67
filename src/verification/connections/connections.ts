import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'

/** Somebody verified whose connection is to be made at the identity provider. */
export interface Unconnected {
  id: number
  companyNumber: string
  number: string
  email: string
  emailKey: string
  givenName: string
  familyName: string
  language: 'sv' | 'en' | null
  /** Counts this try. */
  attempts: number
}

/** Makes the connection of somebody who has just verified due at once; what was refused before no longer counts. */
export async function makeConnectionDue(tx: Db, personId: number): Promise<void> {
  const due = { connectError: null, connectAttempts: 0, connectNextAt: sql`clock_timestamp()` }
  await tx
    .update(people)
    .set(due)
    .where(and(eq(people.id, personId), isNull(people.connectedAt)))
}

/** Takes verified people whose connection is due; another taker sees them again only after two minutes. */
export const takeUnconnected = (db: Db, count: number): Promise<Unconnected[]> => take(db, sql`true`, count)

/** The same for one person: whoever has just clicked does not wait behind others. */
export const takeConnection = (db: Db, personId: number): Promise<Unconnected[]> => take(db, sql`id = ${personId}`, 1)

const take = (db: Db, which: SQL, count: number): Promise<Unconnected[]> =>
  rows(
    db,
    sql`update people p set connect_next_at = clock_timestamp() + interval '2 minutes', connect_attempts = p.connect_attempts + 1
      from companies c, (select id from people where ${which} and connect_next_at <= clock_timestamp() and connected_at is null
        and verified_at is not null order by connect_next_at limit ${count} for no key update skip locked) due
      where p.id = due.id and c.id = p.company_id
      returning p.id, c.number as "companyNumber", p.number, p.email, p.email_key as "emailKey", p.given_name as "givenName",
        p.family_name as "familyName", p.language, p.connect_attempts as attempts`,
  )

/**
 * The identity provider has connected this address: after a click (`link`, S3), or by a verified domain (`domain`, S4).
 * Nothing changes where the address is another one meanwhile, or the verification is gone.
 */
export async function markConnected(
  service: Service,
  { id, emailKey }: { id: number; emailKey: string },
  by: 'link' | 'domain',
): Promise<void> {
  await service.db.transaction(async (tx) => {
    const now = service.clock()
    const connected = { connectedAt: now, connectedBy: by, updatedAt: now, ...nothingDue }
    const still = and(eq(people.id, id), isNull(people.connectedAt), eq(people.emailKey, emailKey))
    const [marked] = await tx
      .update(people)
      .set(connected)
      .where(by === 'link' ? and(still, sql`${people.verifiedAt} is not null`) : still)
      .returning({ id: people.id })
    if (marked)
      await writeAudit(tx, { ...service, via: 'job' }, { action: 'person.connected', personId: id, details: { by } })
  })
}

/** Neither a try nor a complaint of the provider's is left over. */
const nothingDue = { connectError: null, connectAttempts: 0, connectNextAt: null }
const unverified = { verifiedAt: null, emailProblem: null, ...nothingDue }

/** What was proved or refused of people's addresses no longer counts: they have other addresses now. */
export async function forgetVerification(tx: Db, personIds: readonly number[]): Promise<void> {
  const ids = sql`(select value::bigint from jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb))`
  await tx.update(people).set(unverified).where(sql`${people.id} in ${ids}`)
}

/** The connection is gone; a new one needs a new verification. */
export async function clearConnection(tx: Db, service: Pick<Service, 'clock'>, personId: number): Promise<void> {
  await tx
    .update(people)
    .set({ connectedAt: null, connectedBy: null, ...unverified, updatedAt: service.clock() })
    .where(eq(people.id, personId))
}

/** The provider refused; tried again after `wait` seconds. `error` is shown to admins and holds no address. */
export async function recordConnectError(db: Db, personId: number, error: string, wait: number): Promise<void> {
  await db
    .update(people)
    .set({
      connectError: error.slice(0, 200),
      connectNextAt: sql`clock_timestamp() + make_interval(secs => ${wait})`,
    })
    .where(and(eq(people.id, personId), isNull(people.connectedAt), sql`${people.verifiedAt} is not null`))
}
