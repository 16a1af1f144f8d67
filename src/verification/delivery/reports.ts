import { and, eq, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { companies, deliveries, follows, people, reportMailboxes, sends } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import { markBounced } from '../bounces/marks.ts'
import type { Service } from '../context.ts'
import { tallyKey } from './deliveries.ts'
import { letterName, readLetterName } from './message-id.ts'
import type { FailedLetter } from './waits.ts'

/** What a report says about a letter. */
export interface ReportedLetter {
  kind: 'bounced' | 'failed' | 'delayed' | 'complaint'
  /** The words of the server that gave up, without addresses. */
  words: string
  code?: number
}

/** Everything in a text that could name a letter of ours. */
const named = new RegExp(letterName.source, 'gi')

/**
 * Records what a report says about the letter that it quotes. `quoted` is all text of the report; a name in it counts
 * only with our signature, and only if it is the one name there is. The same report may come again. Returns `unknown`
 * if it is about no letter of ours, `early` if what became of the letter is not written yet, and a single letter that
 * has now failed, of which whoever asked for it must be told.
 */
export async function recordReport(
  service: Service,
  report: ReportedLetter,
  quoted: string,
): Promise<'known' | 'unknown' | 'early' | FailedLetter> {
  const letters = [...new Set(quoted.toLowerCase().match(named) ?? [])].flatMap(
    (text) => readLetterName(service.keys, text) ?? [],
  )
  const [letter, other] = letters
  if (!letter || other) return 'unknown'
  const { sendId, personId } = letter
  return service.db.transaction(async (tx) => {
    const [found] = await tx
      .select({
        state: deliveries.state,
        messageId: deliveries.messageId,
        code: sends.code,
        kind: sends.kind,
        requester: sends.requester,
        person: { number: people.number, companyNumber: companies.number },
      })
      .from(deliveries)
      .innerJoin(sends, eq(sends.id, deliveries.sendId))
      .innerJoin(people, eq(people.id, deliveries.personId))
      .innerJoin(companies, eq(companies.id, people.companyId))
      .where(and(eq(deliveries.sendId, sendId), eq(deliveries.personId, personId)))
      .for('no key update', { of: deliveries })
    if (!found?.messageId?.startsWith(`<${letter.local}@`)) return 'unknown'
    if (report.kind === 'delayed') return 'known'
    if (found.state === 'claimed' || found.state === 'committing') return 'early'
    if (report.kind === 'complaint') {
      await audit(tx, service, 'person.complaint', personId, found.code)
      return 'known'
    }
    // A letter that was given up is not sent any more, and one that may have arrived has not.
    if (found.state !== 'sent' && found.state !== 'in_doubt') return 'known'
    const reason = await fail(tx, service, letter, report, found.code)
    const { kind, requester, person } = found
    return kind === 'bulk' ? 'known' : { kind, requester, person, reason, words: report.words }
  })
}

async function fail(
  tx: Db,
  service: Service,
  { sendId, personId }: { sendId: number; personId: number },
  { kind, words, code }: ReportedLetter,
  sendCode: string | null,
): Promise<'bounced' | 'returned'> {
  const reason = kind === 'bounced' ? 'bounced' : 'returned'
  await tx
    .update(deliveries)
    .set({ state: 'failed', reason, smtpCode: code, serverWords: words })
    .where(and(eq(deliveries.sendId, sendId), eq(deliveries.personId, personId)))
  if (kind === 'bounced') await markBounced(tx, [{ sendId, personId, words }], service.clock())
  await recount(tx, sendId)
  await audit(tx, service, kind === 'bounced' ? 'person.bounced' : 'person.returned', personId, sendCode)
  return reason
}

const audit = (tx: Db, service: Service, action: string, personId: number, code: string | null) =>
  writeAudit(tx, { ...service, via: 'job' }, { action, personId, code })

/** Corrects the final numbers of a send that has ended, and lets its cards show them. */
async function recount(tx: Db, sendId: number): Promise<void> {
  const counted = await rows<{ id: number }>(
    tx,
    sql`update sends s set final = coalesce((select jsonb_object_agg(t.key, t.n) from (
        select ${tallyKey} as key, count(*)::int as n from deliveries d where d.send_id = s.id group by 1) t), '{}'::jsonb)
      where s.id = ${sendId} and s.final is not null returning s.id`,
  )
  if (counted.length > 0) await tx.update(follows).set({ done: false }).where(eq(follows.sendId, sendId))
}

/** How far a mailbox has been read; null before the first time. */
export async function mailboxState(db: Db, id: string): Promise<{ uidValidity: number; lastUid: number } | null> {
  const [found] = await db.select().from(reportMailboxes).where(eq(reportMailboxes.id, id))
  return found ?? null
}

/** Records how far a mailbox has been read. Several processes may read the same one. */
export async function keepMailboxState(
  { db, clock }: Pick<Service, 'db' | 'clock'>,
  id: string,
  { uidValidity, lastUid }: { uidValidity: number; lastUid: number },
): Promise<void> {
  const readAt = clock()
  const further = sql`case when ${reportMailboxes.uidValidity} = excluded.uid_validity
    then greatest(${reportMailboxes.lastUid}, excluded.last_uid) else excluded.last_uid end`
  await db
    .insert(reportMailboxes)
    .values({ id, uidValidity, lastUid, readAt })
    .onConflictDoUpdate({ target: reportMailboxes.id, set: { uidValidity, lastUid: further, readAt } })
}
