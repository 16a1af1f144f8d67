import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { type SendKind, sends } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'

/**
 * Who is mailed depends on what is queued already, so nobody decides while somebody else queues: single letters side by
 * side, each with its person locked, a confirmed list alone. Taken before any lock on people, until the transaction ends.
 */
export async function lockQueue(tx: Db, as: 'single' | 'list'): Promise<void> {
  const key = sql`hashtext('verifiera.confirm')`
  await tx.execute(
    as === 'list' ? sql`select pg_advisory_xact_lock(${key})` : sql`select pg_advisory_xact_lock_shared(${key})`,
  )
}

/** One letter to one person, now, ahead of every bulk send. The caller has checked eligibility in the same transaction. */
export async function queueLetter(
  tx: Db,
  ctx: Pick<Context, 'clock'>,
  letter: {
    kind: Exclude<SendKind, 'bulk'>
    requester: number
    personId: number
    emailKey: string
    action: 'mail' | 'direct' | 'code'
    /** The message that asked for it; the same one never mails twice. */
    cause?: string
  },
): Promise<void> {
  const now = ctx.clock()
  const [send] = await tx
    .insert(sends)
    .values({
      kind: letter.kind,
      requester: letter.requester,
      cause: letter.cause,
      priority: 0,
      total: 1,
      createdAt: now,
    })
    .onConflictDoNothing({ target: sends.cause })
    .returning({ id: sends.id })
  if (!send) return
  await tx.execute(sql`insert into deliveries (send_id, person_id, action, email_key, next_at)
    values (${send.id}, ${letter.personId}, ${letter.action}, ${letter.emailKey}, clock_timestamp())`)
}
