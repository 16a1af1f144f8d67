import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { deliveries, type SendKind, sends } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'

/**
 * Locks the queue until the end of the transaction. Eligibility depends on what is queued already, so nobody may judge it
 * while somebody else queues: single letters may be queued side by side, each with its person locked, but a confirmed
 * list needs the queue alone. Taken before any lock on people.
 */
export async function lockQueue(tx: Db, as: 'single' | 'list'): Promise<void> {
  const key = sql`hashtext('verifiera.confirm')`
  await tx.execute(
    as === 'list' ? sql`select pg_advisory_xact_lock(${key})` : sql`select pg_advisory_xact_lock_shared(${key})`,
  )
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

/** Queues one letter ahead of every bulk send. The caller has checked eligibility in the same transaction. */
export async function queueLetter(tx: Db, ctx: Pick<Context, 'clock'>, letter: SingleLetter): Promise<void> {
  const { kind, requester, askedByMessage, personId, emailKey, action } = letter
  const [send] = await tx
    .insert(sends)
    .values({ kind, requester, askedByMessage, priority: 0, total: 1, createdAt: ctx.clock() })
    .onConflictDoNothing({ target: sends.askedByMessage })
    .returning({ id: sends.id })
  if (!send) return
  const nextAt = sql`clock_timestamp()`
  await tx.insert(deliveries).values({ sendId: send.id, personId, action, emailKey, nextAt })
}
