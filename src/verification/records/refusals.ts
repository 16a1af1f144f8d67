import { sql } from 'drizzle-orm'
import { rows } from '../../db/open.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'

const hour = 3_600_000

/**
 * Records that a command was refused. The first refusal of a kind has an entry in the audit; those that follow within
 * an hour are counted in one row, without the lock of the audit, and the next entry says how many they were. So nobody
 * can fill the audit, or hold others up, by asking for what is refused.
 */
export async function auditRefusal(ctx: Context, command: string, why: string, code: string | null = null) {
  // Codes that do not exist are guesses, and there is no end of them.
  const kind = code && why !== 'unknown_code' ? `${why} ${code}` : why
  const now = ctx.clock()
  const since = sql`${new Date(now.getTime() - hour).toISOString()}::timestamptz`
  await ctx.db.transaction(async (tx) => {
    const [counted] = await rows<{ count: number; before: number }>(
      tx,
      sql`with before as (select count from refusals where identity_id = ${ctx.actor.id} and command = ${command} and why = ${kind})
        insert into refusals as r (identity_id, command, why, since, count)
        values (${ctx.actor.id}, ${command}, ${kind}, ${now.toISOString()}::timestamptz, 1)
        on conflict (identity_id, command, why) do update set
          count = case when r.since > ${since} then r.count + 1 else 1 end,
          since = case when r.since > ${since} then r.since else excluded.since end
        returning count, coalesce((select count from before), 0) as before`,
    )
    if (Number(counted!.count) > 1) return
    const repeated = Math.max(0, Number(counted!.before) - 1)
    const details = { command, why, ...(repeated && { repeated }) }
    await writeAudit(tx, ctx, { action: 'refused', code, details })
  })
}
