import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { mailBucket } from '../../db/schema/index.ts'

/** The size of the bucket: one second's worth of letters, but at least one. */
const burst = (perMinute: number) => Math.max(1, perMinute / 60)

/**
 * Takes tokens for up to `want` letters out of the bucket that all workers share, and returns how many it got. The
 * bucket is empty at first and fills by the database's clock. `perMinute` 0 means no limit.
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

/** Gives back tokens that were taken and not used. */
export async function returnTokens(db: Db, perMinute: number, count: number): Promise<void> {
  if (perMinute === 0 || count === 0) return
  const { tokens } = mailBucket
  await db.update(mailBucket).set({ tokens: sql`least(${burst(perMinute)}::float8, ${tokens} + ${count})` })
}
