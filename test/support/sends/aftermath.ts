import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../../src/db/open.ts'

/** The number of messages in the inbox that are not yet processed, or that were given up. */
export async function inInbox(db: Db, state: 'new' | 'failed'): Promise<number> {
  const [row] = await rows<{ n: number }>(db, sql`select count(*)::int as n from inbox where state = ${state}`)
  return Number(row!.n)
}

/** The number of letters for each person, whatever their state. */
export async function effects(db: Db): Promise<{ email: string; n: number }[]> {
  const found = await rows<{ email: string; n: number }>(
    db,
    sql`select p.email, count(*)::int as n from deliveries d join people p on p.id = d.person_id group by p.id, p.email order by p.id`,
  )
  return found.map(({ email, n }) => ({ email, n: Number(n) }))
}
