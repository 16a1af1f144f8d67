import { sql } from 'drizzle-orm'
import type { Db } from './database.ts'

const growing = ['people', 'import_rows', 'plan_people', 'sends', 'deliveries', 'links']

/**
 * Tells the planner how large the tables are that imports and sends fill, after they have. A server finds out by itself
 * once a minute, an embedded database never; until then, statements are planned for tables as small as they were. Skips
 * tables that somebody else maintains. Outside of transactions; table by table, so that others get their turn on a
 * database with one session.
 */
export async function refreshStatistics(db: Db): Promise<void> {
  for (const table of growing) await db.execute(sql`analyze (skip_locked) ${sql.identifier(table)}`)
}
