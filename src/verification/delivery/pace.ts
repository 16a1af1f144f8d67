import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'

/** The most that may go at once: one second's worth, never below one. */
const burst = (perMinute: number) => Math.max(1, perMinute / 60)

/**
 * Takes up to `want` letters' worth out of the one bucket that all workers share; 0 when it is empty. The bucket is
 * empty when first used and fills on the database's clock. `perMinute` 0 means no limit.
 */
export async function takeTokens(db: Db, perMinute: number, want: number): Promise<number> {
  if (perMinute === 0 || want === 0) return want
  const [taken] = await rows<{ n: number }>(
    db,
    sql`with made as (insert into mail_bucket (id, tokens, filled_at) values (true, 0, clock_timestamp()) on conflict do nothing),
      b as materialized (select clock_timestamp() as now, least(${burst(perMinute)}::float8, tokens +
          greatest(0, extract(epoch from clock_timestamp() - filled_at)) * ${perMinute / 60}::float8) as have
        from mail_bucket for update)
      update mail_bucket m set tokens = b.have - least(${want}, floor(b.have)), filled_at = b.now
      from b returning least(${want}, floor(b.have))::int as n`,
  )
  return Number(taken?.n ?? 0)
}

/** Gives back what was taken and not used. */
export async function returnTokens(db: Db, perMinute: number, count: number): Promise<void> {
  if (perMinute === 0 || count === 0) return
  await db.execute(sql`update mail_bucket set tokens = least(${burst(perMinute)}::float8, tokens + ${count})`)
}
