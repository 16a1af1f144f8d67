import { type SQL, sql } from 'drizzle-orm'
import { allowedDomains } from '../../db/schema/index.ts'

/** Whether addresses of a domain may be stored and mailed, as a condition. While no domain is listed, all may. */
export const isAllowedDomain = (domain: SQL | string): SQL<boolean> =>
  sql<boolean>`(not exists (select 1 from ${allowedDomains})
    or exists (select 1 from ${allowedDomains} where ${allowedDomains.domain} = ${domain}))`
