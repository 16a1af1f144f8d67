import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

/**
 * Tells the planner how large the tables are that imports and sends fill, after they have. A server finds out by itself
 * once a minute, an embedded database never; until then, statements are planned for tables as small as they were. Skips
 * tables that somebody else maintains. Outside of transactions.
 */
export async function refreshStatistics(db: Db): Promise<void> {
  await db.execute(sql`analyze (skip_locked) people, import_rows, plan_people, sends, deliveries, links`)
}
