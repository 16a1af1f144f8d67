import { count, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { deliveries, sends } from '../../db/schema/index.ts'
import { isDue } from './deliveries.ts'

/** The numbers that operators watch, each read when it is asked for. */
export function watchedNumbers(db: Db) {
  const byState = (table: typeof deliveries | typeof sends) => async (): Promise<Record<string, number>> => {
    const found = await db.select({ state: table.state, n: count() }).from(table).groupBy(table.state)
    return Object.fromEntries(found.map(({ state, n }) => [state, n]))
  }
  return {
    deliveries: byState(deliveries),
    sends: byState(sends),
    /** For how many seconds the oldest due delivery has waited. */
    async queueAge() {
      const [row] = await rows<{ age: number | null }>(
        db,
        sql`select extract(epoch from clock_timestamp() - min(d.next_at))::float8 as age from deliveries d
          join sends s on s.id = d.send_id where s.state = 'running' and ${isDue}`,
      )
      return Number(row!.age ?? 0)
    },
  }
}
