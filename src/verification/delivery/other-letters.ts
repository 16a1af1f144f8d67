import { and, eq, sql } from 'drizzle-orm'
import { type Db, idList, isCopy, isThere, rows } from '../../db/open.ts'
import { otherLetters } from '../../db/schema/index.ts'
import type { Service } from '../context.ts'
import { isSentLetter } from './deliveries.ts'

type Row = typeof otherLetters.$inferSelect

/** For how long a letter is tried, in hours; after that it is old news. */
const patience = 72

/** Queues a letter that belongs to no send. */
export async function queueLetter(
  tx: Db,
  service: Pick<Service, 'clock' | 'random'>,
  letter: Pick<Row, 'kind' | 'personId' | 'email' | 'emailKey' | 'language' | 'details'>,
): Promise<void> {
  const messageId = Buffer.from(service.random(16)).toString('hex')
  await tx
    .insert(otherLetters)
    .values({ ...letter, messageId, createdAt: service.clock(), nextAt: sql`clock_timestamp()` })
}

/** People `p` whose present address was mailed or verified. */
const isKnownByMail = sql`(p.email_key is not null and (p.verified_at is not null or ${isThere(sql`from deliveries d
  where d.person_id = p.id and d.email_key = p.email_key and ${isSentLetter}`)}))`

/**
 * Queues the notice to the present addresses of these people, who are about to get others. Only to addresses that were
 * mailed or verified. Whether somebody else has the address is asked when the notice is sent.
 */
export async function queueMovedNotices(
  tx: Db,
  service: Pick<Service, 'clock'>,
  personIds: readonly number[],
): Promise<void> {
  await tx.execute(
    sql`insert into other_letters (kind, person_id, email, email_key, language, details, message_id, created_at, next_at)
      select 'moved', p.id, p.email, p.email_key, p.language, '{}', gen_random_uuid()::text,
        ${service.clock().toISOString()}::timestamptz, clock_timestamp()
      from people p where p.id in ${idList(personIds)} and ${isKnownByMail}`,
  )
}

/** How many of these people would be sent a notice if they got another address now. */
export async function countMovedNotices(db: Db, personIds: readonly number[]): Promise<number> {
  if (personIds.length === 0) return 0
  const [found] = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from people p where p.id in ${idList(personIds)} and ${isKnownByMail}`,
  )
  return found?.n ?? 0
}

/** An import is being carried out: one of its rows may yet give an old address to somebody else. */
const isImporting = isThere(sql`from plans where applied_through is not null`)

/** A letter to send. `company` is that of the person; null for a trial. */
export interface OtherLetter {
  id: number
  kind: Row['kind']
  email: string
  emailKey: string
  language: Row['language']
  company: string | null
  companyId: number | null
  /** What a trial shows; only letters/previews.ts reads it. */
  details: unknown
  messageId: string
  createdAt: Date
  attempts: number
}

/**
 * Takes letters that are due; for two minutes nobody else gets them. A notice to an address that somebody else has by
 * now, or that the person has again, is given up instead.
 */
export async function takeLetters(
  { db, oneSession }: Pick<Service, 'db' | 'oneSession'>,
  count: number,
): Promise<OtherLetter[]> {
  const found = await db.transaction(async (tx) => {
    await tx.execute(
      sql`delete from other_letters a where a.next_at <= clock_timestamp() and a.kind = 'moved'
        and ${isThere(sql`from people o where o.email_key = a.email_key`)}`,
    )
    // The statement before keeps a restore from replacing the table until the end of this transaction.
    if (!oneSession && (await isCopy(tx))) return []
    return rows<Omit<OtherLetter, 'createdAt'> & { createdAt: string }>(
      tx,
      sql`update other_letters a set next_at = clock_timestamp() + interval '2 minutes', attempts = a.attempts + 1
        from (select id from other_letters where next_at <= clock_timestamp() and (kind <> 'moved' or not ${isImporting})
          order by next_at limit ${count}
          for no key update skip locked) due
        where a.id = due.id
        returning a.id, a.kind, a.email, a.email_key as "emailKey", a.language, a.details, a.message_id as "messageId",
          a.created_at as "createdAt", a.attempts,
          (select c.name from people p join companies c on c.id = p.company_id where p.id = a.person_id) as company,
          (select p.company_id::float8 from people p where p.id = a.person_id) as "companyId"`,
    )
  })
  return found.map((letter) => ({ ...letter, createdAt: new Date(letter.createdAt) }))
}

/** The letter has gone, or will never go; nothing of the address is kept. */
export const endLetter = async (db: Db, id: number): Promise<void> => {
  await db.delete(otherLetters).where(eq(otherLetters.id, id))
}

/** Tries again after `wait` seconds, unless the letter is too old by then. */
export async function retryLetter(db: Db, id: number, wait: number): Promise<void> {
  await db
    .delete(otherLetters)
    .where(
      and(
        eq(otherLetters.id, id),
        sql`${otherLetters.createdAt} < clock_timestamp() - make_interval(hours => ${patience})`,
      ),
    )
  await db
    .update(otherLetters)
    .set({ nextAt: sql`clock_timestamp() + make_interval(secs => ${wait})` })
    .where(eq(otherLetters.id, id))
}
