import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { companies, disconnects, people } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context, Service } from '../context.ts'
import { revokeLinks } from '../links/links.ts'
import { clearConnection } from './connections.ts'

/**
 * Records, in the transaction that decides it, that a person's connection is to be removed at the identity provider.
 * The person stays connected until the provider agrees. While a request is open, a second one changes nothing.
 * @throws UserError `not_connected`
 */
export async function requestDisconnect(tx: Db, ctx: Context, personId: number, code: string): Promise<void> {
  const [person] = await tx
    .select({ number: people.number, companyNumber: companies.number, connectedAt: people.connectedAt })
    .from(people)
    .innerJoin(companies, eq(companies.id, people.companyId))
    .where(eq(people.id, personId))
    .for('update', { of: people })
  if (!person?.connectedAt) throw new UserError('not_connected', 'disconnect.notConnected')
  if (await openDisconnect(tx, personId)) return
  const { number, companyNumber } = person
  const now = ctx.clock()
  const due = { nextAt: sql`clock_timestamp()`, requester: ctx.actor.id, requestedAt: now }
  await tx.insert(disconnects).values({ personId, number, companyNumber, code, ...due })
}

const isOpen = and(isNull(disconnects.doneAt), isNull(disconnects.refusedAt))

async function openDisconnect(db: Db, personId: number): Promise<boolean> {
  return (await db.$count(disconnects, and(eq(disconnects.personId, personId), isOpen))) > 0
}

/** The state of the latest request to remove a person's connection; null when there is none or it is done. */
export async function removalOf(
  db: Db,
  personId: number,
): Promise<{ state: 'open' | 'refused'; error: string | null } | null> {
  const [latest] = await db
    .select()
    .from(disconnects)
    .where(eq(disconnects.personId, personId))
    .orderBy(desc(disconnects.id))
    .limit(1)
  if (!latest || latest.doneAt) return null
  return { state: latest.refusedAt ? 'refused' : 'open', error: latest.error }
}

/** A connection to be removed. `attempts` counts this try. */
export type Disconnect = Pick<
  typeof disconnects.$inferSelect,
  'id' | 'personId' | 'companyNumber' | 'number' | 'code' | 'requester' | 'attempts'
>

/** Takes connections whose removal is due. For the next two minutes nobody else gets them. */
export const takeDisconnects = (db: Db, count: number): Promise<Disconnect[]> =>
  rows(
    db,
    sql`update disconnects d set next_at = clock_timestamp() + interval '2 minutes', attempts = d.attempts + 1
      from (select id from disconnects where next_at <= clock_timestamp() and done_at is null and refused_at is null
        order by next_at limit ${count} for no key update skip locked) due
      where d.id = due.id
      returning d.id, d.person_id as "personId", d.company_number as "companyNumber", d.number, d.code, d.requester, d.attempts`,
  )

/** Records that the provider has removed a connection. Only now is the person no longer connected. */
export async function recordDisconnected(service: Service, { id, personId, code }: Disconnect): Promise<void> {
  await service.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(disconnects)
      .set({ doneAt: service.clock(), error: null })
      .where(and(eq(disconnects.id, id), isOpen))
      .returning({ id: disconnects.id })
    if (!ended || personId === null) return
    await clearConnection(tx, service, personId)
    await revokeLinks(tx, [personId])
    await writeAudit(tx, { ...service, via: 'job' }, { action: 'person.disconnect', personId, code })
  })
}

/** Records a temporary refusal; the next try comes after `wait` seconds. `error` is as in recordConnectError. */
export async function postponeDisconnect(db: Db, id: number, error: string, wait: number): Promise<void> {
  const nextAt = sql`clock_timestamp() + make_interval(secs => ${wait})`
  await db
    .update(disconnects)
    .set({ error: error.slice(0, 200), nextAt })
    .where(and(eq(disconnects.id, id), isOpen))
}

/** Records a final refusal: the person stays connected, and the requester is told. */
export async function refuseDisconnect(service: Service, disconnect: Disconnect, error: string): Promise<void> {
  const { id, personId, code } = disconnect
  await service.db.transaction(async (tx) => {
    const refused = { refusedAt: service.clock(), error: error.slice(0, 200) }
    const [ended] = await tx
      .update(disconnects)
      .set(refused)
      .where(and(eq(disconnects.id, id), isOpen))
      .returning({ id: disconnects.id })
    if (ended) await writeAudit(tx, { ...service, via: 'job' }, { action: 'person.disconnect.refused', personId, code })
  })
}
