import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Database, type Db, rows } from '../../../src/db/open.ts'
import type { WorkerParts } from '../../../src/jobs/parts.ts'
import type { LetterSettings } from '../../../src/mail/compose.ts'
import type { Service } from '../../../src/verification/context.ts'
import { testService } from '../service.ts'

/** A send to fictional people of one fictional company, written straight into the tables. */
export interface Crowd {
  sendId: number
  code: string
}

export interface CrowdOptions {
  size: number
  action?: 'mail' | 'direct'
  code?: string
  kind?: 'bulk' | 'single'
  /** The domain of the addresses. */
  domain?: string
  /** Bytes of the logo in the company's letter; without, the letters are the product's own. */
  logo?: number
}

export const letters: LetterSettings = {
  from: { name: 'Verifiera', address: 'no-reply@acme.example', domain: 'acme.example' },
  publicUrl: 'https://verifiera.acme.example',
  loginUrl: 'https://connect.visma.com/',
  support: 'hr@acme.example',
}

/** A service with the real clock. */
export const service = (database: Pick<Database, 'db' | 'keyed'>, given: Partial<Service> = {}): Service =>
  testService(database, { clock: () => new Date(), ...given })

/** Short times, so that tests take seconds instead of minutes. Their order is the same as that of the real ones. */
export const quick: WorkerParts['timing'] = {
  lease: 10,
  dotLease: 30,
  beat: 0.5,
  deadAfter: 2,
  idle: 0.05,
  backoff: [0.5, 1, 2],
  confirm: 0.1,
  reports: 0.3,
  outage: [0.2, 0.5],
}

/** Makes the send in one transaction, like a confirmation, so that a worker never sees it without its deliveries. */
export function gather(db: Db, options: CrowdOptions): Promise<Crowd> {
  return db.transaction((tx) => assemble(tx, options))
}

async function assemble(db: Db, options: CrowdOptions): Promise<Crowd> {
  const { size, action = 'mail', kind = 'bulk', domain = 'acme.example' } = options
  const code = options.code ?? randomBytes(4).toString('hex').toUpperCase()
  await db.execute(sql`insert into identities (platform, workspace, "user", seen_at) values ('console', '', 'operator', now())
    on conflict do nothing`)
  await db.execute(
    sql`insert into companies (number, name, created_at) values ('001', 'Acme Bygg AB', now()) on conflict do nothing`,
  )
  // Only people of a verified domain are connected directly.
  if (action === 'direct')
    await db.execute(
      sql`insert into verified_domains (domain, challenge, proved_at, created_at) values (${domain}, 'x', now(), now()) on conflict do nothing`,
    )
  const letters = options.logo ? await makeLetter(db, options.logo) : null
  const [send] = await rows<{ id: number }>(
    db,
    sql`insert into sends (kind, code, requester, priority, total, letters, created_at)
      select ${kind}, ${kind === 'bulk' ? code : null}, id, ${kind === 'bulk' ? 1 : 0}, ${size}, ${letters}::jsonb, now()
      from identities limit 1 returning id`,
  )
  for (let from = 0; from < size; from += 50_000) {
    const to = Math.min(size, from + 50_000)
    await db.execute(sql`with made as (
        insert into people (company_id, number, given_name, family_name, email, email_key, language, created_at, updated_at)
        select c.id, ${code} || '-' || n, 'Åsa', 'Öberg ' || n, ${`${code}.`} || n || ${`@${domain}`},
          lower(${`${code}.`} || n || ${`@${domain}`}), 'sv', now(), now()
        from generate_series(${from + 1}::int, ${to}::int) n, companies c where c.number = '001' returning id, email_key)
      insert into deliveries (send_id, person_id, action, email_key, next_at)
      select ${send!.id}, id, ${action}, email_key, clock_timestamp() from made`)
  }
  return { sendId: send!.id, code }
}

/** A letter of the company with a logo of so many bytes. Returns the letters of a send, as `sends.letters` has them. */
async function makeLetter(db: Db, logo: number): Promise<string> {
  const [made] = await rows<{ letters: string }>(
    db,
    sql`insert into employer_letters (company_id, logo, logo_type, logo_width, logo_height, created_by, created_at)
      select c.id, ${randomBytes(logo)}::bytea, 'image/png', 200, 60, i.id, now()
      from companies c, (select id from identities limit 1) i where c.number = '001'
      returning jsonb_build_object(company_id::text, id)::text as letters`,
  )
  return made!.letters
}

/** The number of a send's deliveries in each state. */
export async function states(db: Db, sendId: number): Promise<Record<string, number>> {
  const found = await rows<{ state: string; n: number }>(
    db,
    sql`select state, count(*)::int as n from deliveries where send_id = ${sendId} group by 1 order by 1`,
  )
  return Object.fromEntries(found.map(({ state, n }) => [state, n]))
}
