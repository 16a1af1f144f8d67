import { count, desc, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { planPeople, verifiedDomains } from '../../db/schema/index.ts'
import { lookalike } from '../addresses/similar-domains.ts'
import { domainOf } from '../domain-rules.ts'

export interface LookAlike {
  domain: string
  /** The domain that it resembles: a verified one, or one that at least five people of the same plan have. */
  known: string
}

/** How many people of a plan make its domain a known one. */
const enough = 5

/** Domains of a plan that resemble a known one. The card warns of them, and nobody there is connected directly. */
export async function lookAlikes(db: Db, planId: number): Promise<LookAlike[]> {
  const domain = domainOf(planPeople.emailKey)
  const used = await db
    .select({ domain, n: count() })
    .from(planPeople)
    .where(eq(planPeople.planId, planId))
    .groupBy(domain)
    .orderBy(desc(count()))
    .limit(500)
  const verified = await db
    .select({ domain: verifiedDomains.domain })
    .from(verifiedDomains)
    .where(isNotNull(verifiedDomains.provedAt))
  const proved = verified.map((v) => v.domain)
  const common = used.filter((u) => u.n >= enough).map((u) => u.domain)
  return used.flatMap(({ domain, n }) => {
    if (proved.includes(domain)) return []
    const known = lookalike(domain, [...proved, ...(n < enough ? common : [])])
    return known ? [{ domain, known }] : []
  })
}
