import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import { unmarked } from '../bounces/marks.ts'
import type { Service } from '../context.ts'
import { hasOpenRemoval, withdraw, withdrawAccount } from './withdrawals.ts'

type PersonRow = typeof people.$inferSelect

/** Somebody who is to be connected at the identity provider. */
export interface Unconnected extends Pick<PersonRow, 'id' | 'number' | 'givenName' | 'familyName' | 'language'> {
  companyNumber: string
  email: string
  emailKey: string
  /** The provider's id of the user, from an earlier connection. */
  userId: string | null
  /** Is connected already, and to be brought back to that at the provider (`koppla igen`). */
  again: boolean
  /** Number of attempts, including this one. */
  attempts: number
}

/** Why the provider did not connect somebody. `error` is in English, for operators, and holds no address. */
export interface Refusal {
  error: string
  reason: string
}

/**
 * Takes people whose connection is due. For the next two minutes nobody else gets them. That the provider is asked is
 * stored before it is. Nobody is taken while a removal is open: the two would overtake each other.
 */
export const takeUnconnected = (db: Db, count: number): Promise<Unconnected[]> => take(db, sql`true`, count)

/** `takeUnconnected` for one person, who has just verified and should not wait behind others. */
export const takeConnection = (db: Db, personId: number): Promise<Unconnected[]> => take(db, sql`id = ${personId}`, 1)

const take = (db: Db, which: SQL, count: number): Promise<Unconnected[]> =>
  rows(
    db,
    sql`update people p set connect_next_at = clock_timestamp() + interval '2 minutes', connect_attempts = p.connect_attempts + 1,
        connect_asked_at = clock_timestamp()
      from companies c, (select id from people where ${which} and connect_next_at <= clock_timestamp()
        and (connected_at is not null or verified_at is not null) and not ${hasOpenRemoval(sql`people.id`)}
        order by connect_next_at limit ${count} for no key update skip locked) due
      where p.id = due.id and c.id = p.company_id
      returning p.id, c.number as "companyNumber", p.number, p.email, p.email_key as "emailKey", p.given_name as "givenName",
        p.family_name as "familyName", p.language, p.provider_user_id as "userId", p.connected_at is not null as again,
        p.connect_attempts as attempts`,
  )

/**
 * Stores that the provider is about to be asked to connect a person directly. False while a removal is open, or when
 * the person has another address by now.
 */
export async function noteAsked(db: Db, { id, emailKey }: { id: number; emailKey: string }): Promise<boolean> {
  const asked = await db
    .update(people)
    .set({ connectAskedAt: sql`clock_timestamp()` })
    .where(and(eq(people.id, id), eq(people.emailKey, emailKey), sql`not ${hasOpenRemoval(sql`${id}`)}`))
    .returning({ id: people.id })
  return asked.length > 0
}

/** What the provider was asked to connect. */
export type Asked = Pick<Unconnected, 'id' | 'emailKey' | 'companyNumber' | 'number'>

/**
 * Records that the identity provider has connected a person: by a verification link (`link`) or by a verified domain
 * (`domain`). If the person has another address by now, or, for `link`, is no longer verified, or was erased, nobody is
 * to be connected: then the removal becomes due.
 */
export async function markConnected(
  service: Service,
  asked: Asked & { userId: string | null },
  by: 'link' | 'domain',
): Promise<void> {
  const { id, emailKey, userId } = asked
  await service.db.transaction(async (tx) => {
    const now = service.clock()
    const same = and(eq(people.id, id), eq(people.emailKey, emailKey))
    const [again] = await tx
      .update(people)
      .set(shownConnected(now, userId))
      .where(and(same, isNotNull(people.connectedAt)))
      .returning({ id: people.id })
    if (again) return
    const still = and(same, isNull(people.connectedAt))
    const [changed] = await tx
      .update(people)
      .set(newlyConnected(now, by, userId))
      .where(by === 'link' ? and(still, isNotNull(people.verifiedAt)) : still)
      .returning({ id: people.id })
    if (!changed) return withdrawAccount(tx, service, asked, userId)
    await writeAudit(tx, { ...service, via: 'job' }, { action: 'person.connected', personId: id, details: { by } })
  })
}

/**
 * Connects people who are being verified, in that transaction, where no provider is outside who would have to agree.
 * Returns whom: not those who are connected already, nor those with an open removal, whose connection stays due.
 */
export async function connectHere(
  tx: Db,
  service: Pick<Service, 'clock'>,
  personIds: readonly number[],
): Promise<Set<number>> {
  const wants = and(inArray(people.id, idList(personIds)), isNotNull(people.verifiedAt), isNull(people.connectedAt))
  const connected = await tx
    .update(people)
    .set(newlyConnected(service.clock(), 'link', null))
    .where(and(wants, sql`not ${hasOpenRemoval(sql`${people.id}`)}`))
    .returning({ id: people.id })
  return new Set(connected.map(({ id }) => id))
}

/** No further try, and no refusal of the provider to show. */
const nothingDue = { connectError: null, connectReason: null, connectAttempts: 0, connectNextAt: null }

const shownConnected = (now: Date, userId: string | null) => ({
  providerUserId: userId,
  providerState: 'connected' as const,
  providerCheckedAt: now,
  ...nothingDue,
})

const newlyConnected = (now: Date, by: 'link' | 'domain', userId: string | null) => ({
  connectedAt: now,
  connectedBy: by,
  updatedAt: now,
  ...shownConnected(now, userId),
})

/** Makes the connection of somebody who verifies due at once, unless it is there. Earlier refusals no longer count. */
export const connectionDue = {
  ...nothingDue,
  connectNextAt: sql`case when ${people.connectedAt} is null then clock_timestamp() end`,
}

const unverified = { verifiedAt: null, ...unmarked, ...nothingDue }

/**
 * Forgets what was proved or refused of people's addresses, because they have other addresses now. Whoever the provider
 * may know by the old address is removed there.
 */
export async function forgetVerification(
  tx: Db,
  service: Pick<Service, 'clock'>,
  personIds: readonly number[],
): Promise<void> {
  await withdraw(tx, service, personIds)
  await tx
    .update(people)
    .set(unverified)
    .where(inArray(people.id, idList(personIds)))
}

/** Nothing is left of the person at the provider. */
export const unknownThere = { connectAskedAt: null, providerState: null, providerCheckedAt: null }

/** Records that a connection was removed. A new one needs a new verification. */
export async function clearConnection(tx: Db, service: Pick<Service, 'clock'>, personId: number): Promise<void> {
  await tx
    .update(people)
    .set({ connectedAt: null, connectedBy: null, ...unverified, ...unknownThere, updatedAt: service.clock() })
    .where(eq(people.id, personId))
}

/**
 * Records a refusal; the next try comes after `wait` seconds, or never if `wait` is null. If nobody is to be connected
 * by this address any more, the removal becomes due: what was asked may have been done.
 */
export async function recordConnectError(
  service: Service,
  asked: Asked,
  { error, reason }: Refusal,
  wait: number | null,
): Promise<void> {
  await service.db.transaction(async (tx) => {
    const next = wait === null ? null : sql`clock_timestamp() + make_interval(secs => ${wait})`
    const [still] = await tx
      .update(people)
      .set({ connectError: error.slice(0, 200), connectReason: reason, connectNextAt: next })
      .where(wanted(asked))
      .returning({ id: people.id })
    if (!still) await withdrawAccount(tx, service, asked, null)
  })
}

/** Tries again after `wait` seconds, when the provider may be asked again. It was not asked, so nothing is counted. */
export async function postponeConnect(db: Db, personId: number, wait: number): Promise<void> {
  await db
    .update(people)
    .set({
      connectAttempts: sql`greatest(${people.connectAttempts} - 1, 0)`,
      connectNextAt: sql`clock_timestamp() + make_interval(secs => ${wait})`,
    })
    .where(and(eq(people.id, personId), isNotNull(people.connectNextAt)))
}

/** The person is still to be connected by the address that the provider was asked with. */
const wanted = ({ id, emailKey }: Asked): SQL | undefined =>
  and(eq(people.id, id), eq(people.emailKey, emailKey), or(isNotNull(people.verifiedAt), isNotNull(people.connectedAt)))
