import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { allowedDomains } from '../db/schema/index.ts'

/** Whether addresses of a domain may be stored and mailed, as a condition. While no domain is listed, all may. */
export const isAllowedDomain = (domain: SQL | string): SQL<boolean> =>
  sql<boolean>`(not exists (select 1 from ${allowedDomains})
    or exists (select 1 from ${allowedDomains} where ${allowedDomains.domain} = ${domain}))`

/** Whether a domain is verified now, so that its addresses are connected without a link, as a condition. */
export const isTrusted = (domain: SQL): SQL<boolean> =>
  sql<boolean>`coalesce(${domain} in (select v.domain from verified_domains v where v.proved_at is not null), false)`

/** The domain, as A-label, of an address key in a column, as an expression. */
export const domainOf = (emailKey: SQLWrapper): SQL<string> => sql<string>`split_part(${emailKey}, '@', 2)`
