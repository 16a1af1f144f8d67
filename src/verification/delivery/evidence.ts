import { sql } from 'drizzle-orm'
import { type Db, isThere, rows } from '../../db/open.ts'
import { domainOf } from '../domain-rules.ts'

/**
 * The address of somebody else of the same company and domain to whom a letter has been sent; null if there is nobody.
 */
export async function colleagueReached(db: Db, personId: number): Promise<{ email: string; emailKey: string } | null> {
  const got = isThere(
    sql`from deliveries d where d.person_id = o.id and d.email_key = o.email_key and d.state = 'sent'`,
  )
  const [found] = await rows<{ email: string; email_key: string }>(
    db,
    sql`select o.email, o.email_key from people p join people o on o.company_id = p.company_id
      where p.id = ${personId} and o.id <> p.id and o.email_key <> p.email_key and o.email_problem is null
        and ${domainOf(sql`o.email_key`)} = ${domainOf(sql`p.email_key`)} and ${got} limit 1`,
  )
  return found ? { email: found.email, emailKey: found.email_key } : null
}
