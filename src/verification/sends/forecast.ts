import { sql } from 'drizzle-orm'
import { rows } from '../../db/open.ts'
import type { Context } from '../context.ts'

/** Mails a minute that a mail server usually takes when we set no limit: a cautious guess, only for the card. */
const usual = 600

/** When the last of `count` more mails will have gone, behind those that already wait. */
export async function forecast(ctx: Context, count: number): Promise<{ at: Date }> {
  const [waiting] = await rows<{ n: number }>(
    ctx.db,
    sql`select count(*)::int as n from deliveries d join sends k on k.id = d.send_id
      where k.state = 'running' and d.state in ('queued', 'claimed', 'committing')`,
  )
  const perMinute = ctx.rules.mailRate || usual
  const minutes = Math.ceil((Number(waiting!.n) + count) / perMinute)
  return { at: new Date(ctx.clock().getTime() + minutes * 60_000) }
}
