import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import type { people } from '../../db/schema/index.ts'
import { foldName } from '../people/companies.ts'
import { otherForms } from './cells/number.ts'
import type { Companies } from './companies.ts'
import type { PersonRow } from './rows.ts'

type PersonFields = typeof people.$inferSelect

/** The columns of a person that a file may set. */
export type Fields = Pick<
  PersonFields,
  | 'number'
  | 'givenName'
  | 'familyName'
  | 'email'
  | 'emailKey'
  | 'unit'
  | 'role'
  | 'active'
  | 'startsOn'
  | 'endsOn'
  | 'language'
  | 'protected'
>

export interface Stored extends Fields, Pick<PersonFields, 'id' | 'companyId' | 'human'> {
  /** What admins' files have said of a protected person. */
  proposed: Fields | null
  verified: boolean
  connected: boolean
}

export const keyOf = (company: number | string, number: string) => `${company}\n${number}`

/** The people with exactly the companies and numbers of these rows, by `keyOf`. */
export async function readStored(
  db: Db,
  companies: Companies,
  part: readonly PersonRow[],
): Promise<Map<string, Stored>> {
  const asked = part.flatMap((row) => {
    const company = existing(companies, row)
    return company ? [{ c: company, n: row.number }] : []
  })
  const found = await rows<Stored>(
    db,
    sql`select ${fields} from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(c bigint, n text)
      join people p on p.company_id = a.c and p.number = a.n left join proposals pr on pr.person_id = p.id`,
  )
  return new Map(found.map((person) => [keyOf(person.companyId, person.number), person]))
}

/**
 * By row, the person whose number differs from the row's by leading zeros only, as spreadsheets drop them. The name or
 * the address must agree, and only one person may fit.
 */
export async function readAlike(
  db: Db,
  companies: Companies,
  part: readonly PersonRow[],
  stored: ReadonlyMap<string, Stored>,
): Promise<Map<PersonRow, Stored>> {
  const asked = part.flatMap((row, i) => {
    const company = existing(companies, row)
    if (!company || stored.has(keyOf(company, row.number))) return []
    return otherForms(row.number).map((form) => ({ i, c: company, n: form }))
  })
  if (asked.length === 0) return new Map()
  const found = await rows<Stored & { i: number }>(
    db,
    sql`select a.i, ${fields} from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(i int, c bigint, n text)
      join people p on p.company_id = a.c and p.number = a.n left join proposals pr on pr.person_id = p.id`,
  )
  const alike = new Map<PersonRow, Stored[]>()
  for (const { i, ...person } of found) {
    const row = part[i]!
    if (agrees(row, person)) alike.set(row, [...(alike.get(row) ?? []), person])
  }
  return new Map([...alike].flatMap(([row, [person, another]]) => (person && !another ? [[row, person] as const] : [])))
}

/** Whether a row may be about this person: the address or the name is the same, or the row has neither. */
function agrees(row: PersonRow, person: Stored): boolean {
  if (row.emailKey && row.emailKey === person.emailKey) return true
  const names = wordsOf(row.givenName, row.familyName)
  if (names.length === 0) return !row.emailKey
  const known = wordsOf(person.givenName, person.familyName)
  return names.every((name) => known.includes(name))
}

const wordsOf = (...names: (string | undefined)[]) =>
  foldName(names.join(' '))
    .split(/[\s-]+/)
    .filter((word) => word !== '')

function existing(companies: Companies, row: PersonRow): number | undefined {
  const place = companies.placeOf(row)
  return typeof place === 'object' && 'company' in place ? place.company : undefined
}

const fields: SQL = sql`p.id, p.company_id as "companyId", p.number, p.given_name as "givenName", p.family_name as "familyName",
  p.email, p.email_key as "emailKey", p.unit, p.role, p.active, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn",
  p.language, p.protected, p.human, p.verified_at is not null as verified, p.connected_at is not null as connected,
  pr.fields as proposed`
