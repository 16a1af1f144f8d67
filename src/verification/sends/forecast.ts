import { sql } from 'drizzle-orm'
import { rows } from '../../db/open.ts'
import type { Context } from '../context.ts'
import { isUnsent } from '../delivery/deliveries.ts'

/** Letters a minute that a mail server usually takes: a cautious guess, for a card without a configured pace. */
const usual = 600

/** When the last of `count` more letters will have gone, after those that already wait. */
export async function forecast(ctx: Context, count: number): Promise<{ at: Date }> {
  const [waiting] = await rows<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from deliveries d join sends s on s.id = d.send_id where s.state = 'running' and ${isUnsent}`,
  )
  const perMinute = ctx.rules.mailRate || usual
  const minutes = Math.ceil((waiting!.n + count) / perMinute)
  return { at: new Date(ctx.clock().getTime() + minutes * 60_000) }
}
