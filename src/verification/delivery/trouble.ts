import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { mailTrouble } from '../../db/schema/index.ts'
import { isWaiting } from './deliveries.ts'

/** What keeps the mail server as a whole from taking letters. */
export type TroubleCause = 'tls' | 'login' | 'policy' | 'quota' | 'unreachable' | 'busy'

/**
 * How long trouble lasts before the owners are told, in milliseconds. Our login does not mend itself; that we may not
 * send is believed when no other letter has been taken meanwhile.
 */
const patience: Record<TroubleCause, number> = {
  tls: 120_000,
  unreachable: 120_000,
  busy: 120_000,
  login: 0,
  policy: 15_000,
  quota: 15_000,
}

/** Trouble that nobody has met again for this long, in milliseconds, is not believed any more: nothing is sent. */
const memory = 15 * 60_000

export interface Trouble {
  cause: TroubleCause
  /** The server's words, without addresses. */
  detail: string
  since: Date
  nextTryAt: Date
}

const hour = 3_600_000

/**
 * Milliseconds until a server that refuses us is asked again, when it has for so long: `least` at first (a minute),
 * then half of that time, at most an hour.
 */
export const untilAskedAgain = (refusedFor: number, least = 60_000): number =>
  Math.min(hour, Math.max(least, refusedFor / 2))

const only = eq(mailTrouble.id, true)

/** Records that the server was met in trouble. Its beginning is kept while it lasts; that we are refused is news. */
export async function recordTrouble(db: Db, { cause, detail, since, nextTryAt }: Trouble): Promise<void> {
  const stale = sql`(${mailTrouble.nextTryAt} < ${new Date(since.getTime() - memory).toISOString()}::timestamptz
    or (excluded.cause <> ${mailTrouble.cause} and excluded.cause in ('login', 'policy', 'quota')))`
  await db
    .insert(mailTrouble)
    .values({ cause, detail, since, nextTryAt })
    .onConflictDoUpdate({
      target: mailTrouble.id,
      set: {
        cause,
        detail,
        nextTryAt,
        since: sql`case when ${stale} then excluded.since else ${mailTrouble.since} end`,
        toldAt: sql`case when ${stale} then null else ${mailTrouble.toldAt} end`,
      },
    })
}

/** The server has taken a letter: the single letters that it has refused because of us are tried now. */
export async function endTrouble(db: Db): Promise<void> {
  await db.delete(mailTrouble).where(only)
  await db.execute(sql`update deliveries d set next_at = clock_timestamp() from sends s
    where s.state = 'running' and s.kind <> 'bulk' and d.send_id = s.id and ${isWaiting}
      and d.fault in ('login', 'policy', 'quota') and d.next_at > clock_timestamp()`)
}

/** The present trouble, or null. */
export async function presentTrouble(db: Db, now: Date): Promise<Trouble | null> {
  const [found] = await db.select().from(mailTrouble).where(only)
  if (!found || found.nextTryAt.getTime() < now.getTime() - memory) return null
  const { detail, since, nextTryAt } = found
  return { cause: found.cause as TroubleCause, detail, since, nextTryAt }
}

/** The trouble of which the owners must be told now; given once, to one process. */
export async function troubleToTell(db: Db, now: Date): Promise<Trouble | null> {
  const present = await presentTrouble(db, now)
  if (!present) return null
  const since = new Date(now.getTime() - patience[present.cause])
  const told = await db
    .update(mailTrouble)
    .set({ toldAt: now })
    .where(and(only, isNull(mailTrouble.toldAt), sql`${mailTrouble.since} <= ${since.toISOString()}::timestamptz`))
    .returning({ id: mailTrouble.id })
  return told.length > 0 ? present : null
}
