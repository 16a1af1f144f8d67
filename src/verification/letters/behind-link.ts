import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { type Employer, employerById, employerOf } from '../employers/employers.ts'

/** What the page of a link shows besides the link itself. */
export interface BehindLink {
  companyName: string
  connected: boolean
  /**
   * The look of the last letter that carried the link or, where none is known, the one that letters of the company have
   * now: the page must show what the letter has shown.
   */
  employer: Employer | null
}

/** Null when the link is gone. */
export async function behindLink(db: Db, linkId: number): Promise<BehindLink | null> {
  const [found] = await rows<Row>(
    db,
    sql`select p.company_id::float8 as company_id, c.name, p.connected_at is not null as connected, last.letters,
        last.send_id is not null as sent
      from links l join people p on p.id = l.person_id join companies c on c.id = p.company_id
      left join lateral (select d.send_id, s.letters from deliveries d join sends s on s.id = d.send_id
        where d.link_id = l.id order by d.send_id desc limit 1) last on true
      where l.id = ${linkId}`,
  )
  if (!found) return null
  const employer = await employerIn(db, found)
  return { companyName: employer?.name || found.name, connected: found.connected, employer }
}

interface Row {
  company_id: number
  name: string
  connected: boolean
  letters: Record<string, number> | null
  sent: boolean
}

async function employerIn(db: Db, { company_id, letters, sent }: Row): Promise<Employer | null> {
  if (!sent) return employerOf(db, company_id)
  const version = letters?.[String(company_id)]
  return version === undefined ? null : employerById(db, version)
}
