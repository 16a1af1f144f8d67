import { sql } from 'drizzle-orm'
import { type Db, idList, rows } from '../../../db/open.ts'

/** Fewer numbers with zeros in front may be an accident. */
const fewest = 9

/**
 * By companies.id, how wide the stored numbers are in companies where nearly all are filled up with zeros to one width.
 * Of protected people nothing is counted.
 */
export async function usualWidths(db: Db, companies: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (companies.length === 0) return new Map()
  const found = await rows<{ id: number; width: number }>(
    db,
    sql`select id, width from (
        select p.company_id as id, length(p.number) as width, count(*) as n, sum(count(*)) over (partition by p.company_id) as people,
          count(*) filter (where p.number like '0%') as led
        from people p
        where p.company_id in ${idList([...companies])} and not p.protected and p.number ~ '^[0-9]{1,12}$'
        group by p.company_id, length(p.number)) w
      where led >= ${fewest} and n >= 0.9 * people`,
  )
  return new Map(found.map(({ id, width }) => [Number(id), width]))
}
