import { and, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import { unmarked } from '../bounces/marks.ts'
import type { Service } from '../context.ts'

type PersonRow = typeof people.$inferSelect

/** Somebody verified who is to be connected at the identity provider. */
export interface Unconnected extends Pick<PersonRow, 'id' | 'number' | 'givenName' | 'familyName' | 'language'> {
  companyNumber: string
  email: string
  emailKey: string
  /** Counts this try. */
  attempts: number
}

/** Makes the connection of somebody who has just verified due at once. Earlier refusals no longer count. */
export async function makeConnectionDue(tx: Db, personId: number): Promise<void> {
  const due = { ...nothingDue, connectNextAt: sql`clock_timestamp()` }
  await tx
    .update(people)
    .set(due)
    .where(and(eq(people.id, personId), isNull(people.connectedAt)))
}

/** Takes verified people whose connection is due. For the next two minutes nobody else gets them. */
export const takeUnconnected = (db: Db, count: number): Promise<Unconnected[]> => take(db, sql`true`, count)

/** The same for one person, who has just verified and should not wait behind others. */
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
 * Records that the identity provider has connected a person: by a verification link (`link`) or by a verified domain
 * (`domain`). Nothing changes if the person has another address by now, or, for `link`, is no longer verified.
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
    const [changed] = await tx
      .update(people)
      .set(connected)
      .where(by === 'link' ? and(still, isNotNull(people.verifiedAt)) : still)
      .returning({ id: people.id })
    if (changed)
      await writeAudit(tx, { ...service, via: 'job' }, { action: 'person.connected', personId: id, details: { by } })
  })
}

/** No further try, and no refusal of the provider to show. */
const nothingDue = { connectError: null, connectAttempts: 0, connectNextAt: null }
const unverified = { verifiedAt: null, ...unmarked, ...nothingDue }

/** Forgets what was proved or refused of people's addresses, because they have other addresses now. */
export async function forgetVerification(tx: Db, personIds: readonly number[]): Promise<void> {
  await tx
    .update(people)
    .set(unverified)
    .where(inArray(people.id, idList(personIds)))
}

/** Records that a connection was removed. A new one needs a new verification. */
export async function clearConnection(tx: Db, service: Pick<Service, 'clock'>, personId: number): Promise<void> {
  await tx
    .update(people)
    .set({ connectedAt: null, connectedBy: null, ...unverified, updatedAt: service.clock() })
    .where(eq(people.id, personId))
}

/** Records a refusal; the next try comes after `wait` seconds. `error` is shown to admins and holds no address. */
export async function recordConnectError(db: Db, personId: number, error: string, wait: number): Promise<void> {
  await db
    .update(people)
    .set({
      connectError: error.slice(0, 200),
      connectNextAt: sql`clock_timestamp() + make_interval(secs => ${wait})`,
    })
    .where(and(eq(people.id, personId), isNull(people.connectedAt), isNotNull(people.verifiedAt)))
}
