import { sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'

/** No mark, as columns of `people`. */
export const unmarked = { emailProblem: null, bouncedAt: null, bounceWords: null }

/** No mark, in SQL. */
export const toUnmarked = sql`email_problem = null, bounced_at = null, bounce_words = null`

/** A delivery. */
interface Which {
  sendId: number
  personId: number
}

const listOf = (which: readonly (Which & { words?: string })[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(which.map(({ sendId, personId, words }) => ({ s: sendId, p: personId, words })))}::jsonb)
    as b(s bigint, p bigint, words text)`

/**
 * Marks the addresses to which these deliveries went as bounced, with the server's words, unless the people have
 * another address by now. The deliveries have been recorded as failed.
 */
export async function markBounced(db: Db, failed: readonly (Which & { words: string })[], now: Date): Promise<void> {
  await db.execute(sql`update people p set email_problem = 'bounced', bounced_at = ${now.toISOString()}::timestamptz,
      bounce_words = b.words
    from ${listOf(failed)}, deliveries d
    where d.send_id = b.s and d.person_id = b.p and d.state = 'failed' and p.id = d.person_id and p.email_key = d.email_key`)
}

/** Ends the marks of addresses that have got these letters. */
export async function unmarkDelivered(db: Db, sent: readonly Which[]): Promise<void> {
  await db.execute(sql`update people p set ${toUnmarked} from ${listOf(sent)}, deliveries d
    where d.send_id = b.s and d.person_id = b.p and d.state = 'sent' and p.id = d.person_id and p.email_key = d.email_key`)
}
