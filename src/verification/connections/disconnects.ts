import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { disconnects, people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context, Service } from '../context.ts'
import { revokeLinks } from '../links/links.ts'
import { clearConnection, type Refusal, unknownThere } from './connections.ts'
import { withdraw } from './withdrawals.ts'

/**
 * Records, in the transaction that decides it, that a person's connection is to be removed at the identity provider.
 * The person stays connected until the provider agrees. While a request is open, a second one changes nothing.
 * @throws UserError `not_connected`
 */
export async function requestDisconnect(tx: Db, ctx: Context, personId: number, code: string): Promise<void> {
  const [person] = await tx
    .select({ connectedAt: people.connectedAt })
    .from(people)
    .where(eq(people.id, personId))
    .for('update')
  if (!person?.connectedAt) throw new UserError('not_connected', 'disconnect.notConnected')
  await withdraw(tx, ctx, [personId], { ctx, code })
}

const isOpen = and(isNull(disconnects.doneAt), isNull(disconnects.refusedAt))

/** The state of the latest request to remove a person's connection; null when there is none or it is done. */
export async function removalOf(
  db: Db,
  personId: number,
): Promise<{ state: 'open' | 'refused'; error: string | null; reason: string | null } | null> {
  const [latest] = await db
    .select()
    .from(disconnects)
    .where(eq(disconnects.personId, personId))
    .orderBy(desc(disconnects.id))
    .limit(1)
  if (!latest || latest.doneAt) return null
  return { state: latest.refusedAt ? 'refused' : 'open', error: latest.error, reason: latest.reason }
}

/** A connection to be removed. `attempts` includes this one; `email` is null once the person is erased. */
export type Disconnect = Pick<
  typeof disconnects.$inferSelect,
  'id' | 'personId' | 'companyNumber' | 'number' | 'userId' | 'code' | 'requester' | 'attempts'
> & {
  email: string | null
  /** Of the plan that decided it. */
  reference: string | null
}

/** Takes connections whose removal is due. For the next two minutes nobody else gets them. */
export const takeDisconnects = (db: Db, count: number): Promise<Disconnect[]> =>
  rows(
    db,
    sql`update disconnects d set next_at = clock_timestamp() + interval '2 minutes', attempts = d.attempts + 1
      from (select id from disconnects where next_at <= clock_timestamp() and done_at is null and refused_at is null
        order by next_at limit ${count} for no key update skip locked) due
      where d.id = due.id
      returning d.id, d.person_id as "personId", d.company_number as "companyNumber", d.number, d.user_id as "userId", d.code,
        d.requester, d.attempts, (select pl.reference from plans pl where pl.code = d.code) as reference,
        (select p.email from people p where p.id = d.person_id and p.connected_at is not null) as email`,
  )

/**
 * Records that the provider has removed a connection. Only now is the person no longer connected. The removal of an
 * account that is nobody's connection any more changes nothing else; of an erased person it leaves no trace.
 */
export async function recordDisconnected(service: Service, { id, personId, code }: Disconnect): Promise<void> {
  await service.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(disconnects)
      .set({ doneAt: service.clock(), error: null, reason: null })
      .where(and(eq(disconnects.id, id), isOpen))
      .returning({ personId: disconnects.personId })
    if (!ended) return
    if (ended.personId === null || personId === null) {
      await tx.delete(disconnects).where(and(eq(disconnects.id, id), isNull(disconnects.personId)))
      return
    }
    const [person] = await tx
      .update(people)
      .set(unknownThere)
      .where(eq(people.id, personId))
      .returning({ connectedAt: people.connectedAt })
    if (person?.connectedAt) {
      await clearConnection(tx, service, personId)
      await revokeLinks(tx, [personId])
    }
    await writeAudit(tx, { ...service, via: 'job' }, { action: 'person.disconnect', personId, code })
  })
}

/** Records a temporary refusal; the next try comes after `wait` seconds. */
export async function postponeDisconnect(db: Db, id: number, refusal: Refusal, wait: number): Promise<void> {
  const nextAt = sql`clock_timestamp() + make_interval(secs => ${wait})`
  await db
    .update(disconnects)
    .set({ ...stored(refusal), nextAt })
    .where(and(eq(disconnects.id, id), isOpen))
}

/** Tries again after `wait` seconds, when the provider may be asked again. It was not asked, so nothing is counted. */
export async function waitToDisconnect(db: Db, id: number, wait: number): Promise<void> {
  const nextAt = sql`clock_timestamp() + make_interval(secs => ${wait})`
  const attempts = sql`greatest(${disconnects.attempts} - 1, 0)`
  await db
    .update(disconnects)
    .set({ attempts, nextAt })
    .where(and(eq(disconnects.id, id), isOpen))
}

const stored = ({ error, reason }: Refusal) => ({ error: error.slice(0, 200), reason })

/** Records a final refusal: the person stays connected, and the requester is told. */
export async function refuseDisconnect(service: Service, disconnect: Disconnect, refusal: Refusal): Promise<void> {
  const { id, personId, code } = disconnect
  await service.db.transaction(async (tx) => {
    const refused = { refusedAt: service.clock(), ...stored(refusal) }
    const [ended] = await tx
      .update(disconnects)
      .set(refused)
      .where(and(eq(disconnects.id, id), isOpen))
      .returning({ id: disconnects.id })
    if (ended) await writeAudit(tx, { ...service, via: 'job' }, { action: 'person.disconnect.refused', personId, code })
  })
}
