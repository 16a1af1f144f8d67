import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { isWaiting } from './deliveries.ts'

/** What operators watch; each is read when somebody looks. */
export function watchedNumbers(db: Db) {
  const byState = (table: 'deliveries' | 'sends') => async () => {
    const found = await rows<{ state: string; n: number }>(
      db,
      sql`select state, count(*)::int as n from ${sql.identifier(table)} group by 1`,
    )
    return Object.fromEntries(found.map(({ state, n }) => [state, Number(n)]))
  }
  return {
    deliveries: byState('deliveries'),
    sends: byState('sends'),
    /** Seconds that the oldest delivery which could go has waited. */
    async queueAge() {
      const [row] = await rows<{ age: number | null }>(
        db,
        sql`select extract(epoch from clock_timestamp() - min(d.next_at))::float8 as age from deliveries d
          join sends s on s.id = d.send_id where s.state = 'running' and ${isWaiting} and d.next_at <= clock_timestamp()`,
      )
      return Number(row!.age ?? 0)
    },
  }
}
