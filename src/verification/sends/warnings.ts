import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { lookalike } from '../addresses/similar-domains.ts'

export interface LookAlike {
  domain: string
  /** The domain it resembles: a verified one, or one that many more of the same plan have. */
  known: string
}

/** Domains of a plan that look like another: warned of on the card, mailed, never connected directly. */
export async function lookAlikes(db: Db, planId: number): Promise<LookAlike[]> {
  const used = await rows<{ domain: string; n: number }>(
    db,
    sql`select split_part(email_key, '@', 2) as domain, count(*)::int as n from plan_people
      where plan_id = ${planId} group by 1 order by 2 desc limit 500`,
  )
  const verified = await rows<{ domain: string }>(
    db,
    sql`select domain from verified_domains where proved_at is not null`,
  )
  const proved = verified.map((v) => v.domain)
  const common = used.filter((u) => Number(u.n) >= 5).map((u) => u.domain)
  return used.flatMap(({ domain, n }) => {
    if (proved.includes(domain)) return []
    const known = lookalike(domain, [...proved, ...common.filter((c) => c !== domain && Number(n) < 5)])
    return known ? [{ domain, known }] : []
  })
}
