import { type SQL, sql } from 'drizzle-orm'
import { allowBulk, type Db, rows } from '../../db/open.ts'
import { trimAudit } from '../audit.ts'
import type { Service } from '../context.ts'

const day = 86_400_000

/** Rows of one transaction: a fraction of a second's work, also with all that hangs on them. */
const batch = 1000

/** What is changed in the rows of a table for which `where` holds; without `set` they are removed. */
interface Step {
  table: string
  set?: SQL
  where: SQL
}

/**
 * Removes what is no longer kept, and closes plans that have expired: in batches, so that nobody waits for it. Every
 * step may be repeated, by several processes at once. People are kept until an owner erases them. `stopping` is asked
 * between batches.
 */
export async function removeOld(
  { db, clock }: Pick<Service, 'db' | 'clock'>,
  stopping: () => boolean = () => false,
): Promise<void> {
  const ago = (days: number) => sql`${new Date(clock().getTime() - days * day).toISOString()}::timestamptz`
  // A draft that is an hour old will not be finished.
  const drafts = sql`(select id from plans where state = 'draft' and created_at < ${ago(1 / 24)})`
  const steps: Step[] = [
    { table: 'import_rows', where: sql`plan_id in ${drafts}` },
    { table: 'plan_people', where: sql`plan_id in ${drafts}` },
    { table: 'plans', where: sql`id in ${drafts}` },
    {
      table: 'plans',
      set: sql`state = 'expired', decided_at = expires_at`,
      where: sql`state in ('open', 'awaiting') and expires_at < ${ago(0)}`,
    },
    {
      table: 'import_rows',
      set: sql`row = null`,
      where: sql`row is not null and plan_id in (select id from plans where kind = 'import' and created_at < ${ago(1)})`,
    },
    // A mark ends by itself. One by the release before, which kept no time, counts from when it is first seen here.
    {
      table: 'people',
      set: sql`bounced_at = ${ago(0)}`,
      where: sql`email_problem = 'bounced' and bounced_at is null`,
    },
    {
      table: 'people',
      set: sql`email_problem = null, bounced_at = null, bounce_words = null`,
      where: sql`email_problem = 'bounced' and bounced_at < ${ago(90)}`,
    },
    { table: 'limit_hits', where: sql`at < ${ago(2)}` },
    { table: 'tie_codes', where: sql`expires_at < ${ago(1)}` },
    { table: 'answers', where: sql`at < ${ago(1)}` },
    { table: 'inbox', where: sql`state <> 'new' and received_at < ${ago(7)}` },
    { table: 'links', where: sql`expires_at < ${ago(30)}` },
    // The numbers of a send are kept in `final`; who was in it is not.
    {
      table: 'deliveries',
      where: sql`send_id in (select id from sends where final is not null and finished_at < ${ago(365)})`,
    },
  ]
  for (const step of steps) await inBatches(db, step, stopping)
  const twoYearsAgo = new Date(clock().getTime() - 730 * day)
  while (!stopping() && (await trimAudit(db, twoYearsAgo, batch)) === batch);
}

/** Each batch begins on disk where the one before ended: what that has removed is not read again. */
async function inBatches(db: Db, { table, set, where }: Step, stopping: () => boolean): Promise<void> {
  const name = sql.identifier(table)
  const change = set ? sql`update ${name} set ${set}` : sql`delete from ${name}`
  for (let after = '(0,0)'; !stopping(); ) {
    const [found] = await db.transaction(async (tx) => {
      await allowBulk(tx)
      return rows<{ n: number; last: string | null }>(
        tx,
        sql`with picked as materialized (select ctid as place from ${name} where ctid > ${after}::tid and ${where} limit ${batch}),
          changed as (${change} where ctid = any(array(select place from picked)) and ${where})
          select count(*)::int as n, max(place)::text as last from picked`,
      )
    })
    if (!found?.last || found.n < batch) return
    after = found.last
  }
}
