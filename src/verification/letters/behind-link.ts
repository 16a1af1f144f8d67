import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { type Employer, employerById, employerOf } from '../employers/employers.ts'

/**
 * The look of the last letter that carried a link, or, where none is known, the one that letters of the company have
 * now: the page must show what the letter has shown.
 */
export async function employerBehind(db: Db, linkId: number): Promise<Employer | null> {
  const [found] = await rows<{ company_id: number; letters: Record<string, number> | null; sent: boolean }>(
    db,
    sql`select p.company_id::float8 as company_id, last.letters, last.send_id is not null as sent
      from links l join people p on p.id = l.person_id
      left join lateral (select d.send_id, s.letters from deliveries d join sends s on s.id = d.send_id
        where d.link_id = l.id order by d.send_id desc limit 1) last on true
      where l.id = ${linkId}`,
  )
  if (!found) return null
  if (!found.sent) return employerOf(db, found.company_id)
  const version = found.letters?.[String(found.company_id)]
  return version === undefined ? null : employerById(db, version)
}
