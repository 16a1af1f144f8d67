import { and, gt, isNull, max, or, sql } from 'drizzle-orm'
import { type Db, idList } from '../../db/open.ts'
import { deliveries, type SendKind, sends } from '../../db/schema/index.ts'
import { reference } from '../../trace/reference.ts'
import type { Context } from '../context.ts'
import { hasGone, isUnsent } from './deliveries.ts'

/**
 * Locks the queue until the end of the transaction. Eligibility depends on what is queued already, so nobody may judge
 * it while somebody else queues: single letters may be queued side by side, each with its person locked before it is
 * judged. A confirmed list judges and queues first, which may take long and holds up nobody, and locks the queue alone
 * only to skip whoever has got another letter meanwhile. Taken before the locks on people that are stronger than a
 * foreign key's.
 */
export async function lockQueue(tx: Db, as: 'single' | 'list'): Promise<void> {
  const key = sql`hashtext('verifiera.confirm')`
  await tx.execute(
    as === 'list' ? sql`select pg_advisory_xact_lock(${key})` : sql`select pg_advisory_xact_lock_shared(${key})`,
  )
}

/** The sends that a judgement has seen. */
export interface SeenSends {
  unsettled: number[]
  newest: number
}

/** Asked before a judgement begins: what it then does not see is asked for again. */
export async function seenSends(tx: Db): Promise<SeenSends> {
  const unsettled = await tx.select({ id: sends.id }).from(sends).where(isNull(sends.final))
  const [last] = await tx.select({ id: max(sends.id) }).from(sends)
  return { unsettled: unsettled.map(({ id }) => id), newest: last?.id ?? 0 }
}

/**
 * Skips everybody of a list who has got a letter by a send that its judgement has not seen, maybe at a new address.
 * Locks the queue.
 */
export async function skipQueuedMeanwhile(tx: Db, sendId: number, seen: SeenSends, now: Date): Promise<void> {
  await lockQueue(tx, 'list')
  const unseen = await tx
    .select({ id: sends.id })
    .from(sends)
    .where(
      and(
        or(isNull(sends.final), gt(sends.id, seen.newest)),
        sql`${sends.id} not in ${idList([sendId, ...seen.unsettled])}`,
      ),
    )
  if (!unseen.length) return
  await tx.execute(sql`update deliveries mine set state = 'skipped', done_at = ${now.toISOString()}::timestamptz,
      reason = case when p.email_key = mine.email_key then 'in_another_send' else 'address_changed' end
    from deliveries d join people p on p.id = d.person_id
    where d.send_id in ${idList(unseen.map(({ id }) => id))}
      and d.action <> 'code' and (${isUnsent} or ${hasGone})
      and mine.send_id = ${sendId} and mine.person_id = d.person_id and mine.state = 'queued'`)
}

/** A request for one letter to one person. */
export interface SingleLetter {
  kind: Exclude<SendKind, 'bulk'>
  requester: number
  personId: number
  emailKey: string
  action: 'mail' | 'direct' | 'code'
  /** Idempotency key of the message that asked for it: the same message never mails twice. */
  askedByMessage?: string
}

/** The letter in force at the company of this person, as `sends.letters` has it. */
const letterOf = (personId: number) =>
  sql`(select jsonb_build_object(e.company_id::text, e.id) from employer_letters e join people p on p.company_id = e.company_id
    where p.id = ${personId} and e.in_force_at is not null and e.ended_at is null)`

/** Queues one letter ahead of every bulk send. The caller has checked eligibility in the same transaction. */
export async function queueLetter(tx: Db, ctx: Pick<Context, 'clock'>, letter: SingleLetter): Promise<void> {
  const { kind, requester, askedByMessage, personId, emailKey, action } = letter
  const [send] = await tx
    .insert(sends)
    .values({
      kind,
      requester,
      askedByMessage,
      reference: reference(),
      priority: 0,
      total: 1,
      letters: letterOf(personId),
      createdAt: ctx.clock(),
    })
    .onConflictDoNothing({ target: sends.askedByMessage })
    .returning({ id: sends.id })
  if (!send) return
  const nextAt = sql`clock_timestamp()`
  await tx.insert(deliveries).values({ sendId: send.id, personId, action, emailKey, nextAt })
}
