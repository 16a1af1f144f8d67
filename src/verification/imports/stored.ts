import { type SQL, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import type { people } from '../../db/schema/index.ts'
import type { Actor, Context } from '../context.ts'
import { foldName } from '../people/companies.ts'
import { isVeiled } from '../people/scope.ts'
import { otherForms } from './cells/number.ts'
import { type Companies, companyIn } from './companies.ts'
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
  /** Only what admins' files have said, in place of the record of somebody protected. */
  isProposal?: true
}

/**
 * Somebody as this actor may know them: of a protected person, only owners know more than admins' files have said, and
 * nobody else knows a person of whom nothing was said.
 */
export function knownAs(actor: Pick<Actor, 'role'>, person: Stored): Stored | undefined {
  if (!isVeiled(actor, person)) return person
  const { id, companyId, proposed } = person
  const record = { id, companyId, human: null, verified: false, connected: false }
  return proposed ? { ...proposed, ...record, proposed, isProposal: true } : undefined
}

export const keyOf = (company: number | string, number: string) => `${company}\n${number}`

/** By `keyOf`. Whoever is not to be known to the actor is in `secret` alone, others only in `known`. */
interface ReadStored {
  known: Map<string, Stored>
  secret: Map<string, Stored>
}

/**
 * The people with exactly the companies and numbers of these rows; also with the numbers as they stand in the file, and
 * with others that may be meant.
 */
export async function readStored(
  db: Db,
  { actor }: Pick<Context, 'actor'>,
  companies: Companies,
  part: readonly PersonRow[],
  others: ReadonlyMap<PersonRow, string | undefined> = new Map(),
): Promise<ReadStored> {
  const asked = part.flatMap((row) => {
    const company = companyIn(companies, row)
    const numbers = new Set([row.number, row.written, others.get(row)].filter((number) => number !== undefined))
    return company ? [...numbers].map((n) => ({ c: company, n })) : []
  })
  const found = await rows<Stored>(
    db,
    sql`select ${fields} from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(c bigint, n text)
      join people p on p.company_id = a.c and p.number = a.n left join proposals pr on pr.person_id = p.id`,
  )
  const read: ReadStored = { known: new Map(), secret: new Map() }
  for (const person of found) {
    const known = knownAs(actor, person)
    const key = keyOf(person.companyId, person.number)
    if (known) read.known.set(key, known)
    else read.secret.set(key, person)
  }
  return read
}

/**
 * By row, the person whose number differs from the row's by leading zeros only, as spreadsheets drop them, and who is
 * meant for one more reason. Of several, the only one whose name or address agrees is taken. Whoever is not to be known
 * to the actor is not there.
 */
export async function readAlike(
  db: Db,
  { actor }: Pick<Context, 'actor'>,
  companies: Companies,
  part: readonly PersonRow[],
  { known }: Pick<ReadStored, 'known'>,
  isMeant: (row: PersonRow, person: Stored) => boolean | undefined,
): Promise<Map<PersonRow, Stored>> {
  const asked = part.flatMap((row, i) => {
    const company = companyIn(companies, row)
    if (!company || known.has(keyOf(company, row.number))) return []
    return otherForms(row.number).map((form) => ({ i, c: company, n: form }))
  })
  if (asked.length === 0) return new Map()
  const found = await rows<Stored & { i: number }>(
    db,
    sql`select a.i, ${fields} from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(i int, c bigint, n text)
      join people p on p.company_id = a.c and p.number = a.n left join proposals pr on pr.person_id = p.id`,
  )
  const alike = new Map<PersonRow, Stored[]>()
  for (const { i, ...record } of found) {
    const row = part[i]!
    const person = knownAs(actor, record)
    if (person && isMeant(row, person)) alike.set(row, [...(alike.get(row) ?? []), person])
  }
  return new Map(
    [...alike].flatMap(([row, people]) => {
      const agreeing = people.filter((person) => agrees(row, person))
      const [person, another] = agreeing.length > 0 ? agreeing : people
      return person && !another ? [[row, person] as const] : []
    }),
  )
}

/** What a row or a record says of who somebody is. */
type Named = Partial<Pick<Stored, 'givenName' | 'familyName' | 'emailKey'>>

/**
 * Whether a row may be about this person: the address is the same, or a given name, or one of them has no name. Family
 * names change, and many share them; they count where one of the two has nothing else.
 */
export function agrees(row: Named, person: Named): boolean {
  if (row.emailKey && row.emailKey === person.emailKey) return true
  const isGiven = wordsOf(row.givenName).length > 0 && wordsOf(person.givenName).length > 0
  const namesOf = ({ givenName, familyName }: Named) => (isGiven ? wordsOf(givenName) : wordsOf(givenName, familyName))
  const [names, known] = [namesOf(row), namesOf(person)]
  return names.length === 0 || known.length === 0 || names.some((name) => known.includes(name))
}

const wordsOf = (...names: (string | undefined)[]) =>
  foldName(names.join(' '))
    .split(/[\s-]+/)
    .filter((word) => word !== '')

const fields: SQL = sql`p.id, p.company_id as "companyId", p.number, p.given_name as "givenName", p.family_name as "familyName",
  p.email, p.email_key as "emailKey", p.unit, p.role, p.active, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn",
  p.language, p.protected, p.human, p.verified_at is not null as verified, p.connected_at is not null as connected,
  pr.fields as proposed`
