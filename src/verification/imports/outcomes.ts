import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import type { people } from '../../db/schema/index.ts'
import { type Holders, isTaken, readHolders } from '../addresses/holders.ts'
import type { Context } from '../context.ts'
import type { Companies } from './companies.ts'
import type { PersonRow } from './rows.ts'

export const importOutcomes = [
  'created',
  'updated',
  'unchanged',
  'already_connected',
  'invalid_email',
  'ambiguous_person',
  'duplicate_in_file',
  'email_taken',
  'outside_your_scope',
  'unreadable',
] as const
export type ImportOutcome = (typeof importOutcomes)[number]

/** How many rows have each outcome. */
export type Outcomes = Partial<Record<ImportOutcome, number>>

/** A row of the file with its outcome. `row` is null when the line could not be read. */
export interface ImportRow {
  line: number
  outcome: ImportOutcome
  /** The person that the row changes or, once it has been applied, has created. */
  personId: number | null
  row: PersonRow | null
}

/** A judged row, with the person as it should be stored; `write` is null when nothing changes. */
export interface Judged extends ImportRow {
  /** The row is about a protected identity: it is counted and never shown. */
  hidden: boolean
  /** What the row says of a protected person, whom this actor may not change; kept for the owners. */
  proposal: { personId: number; fields: Fields } | null
  write: (Fields & { id: number | null; companyId: number; newAddress: boolean; respelt: boolean }) | null
}

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

interface Stored extends Fields, Pick<PersonFields, 'id' | 'companyId' | 'human'> {
  /** What admins' files have said of a protected person. */
  proposed: Fields | null
  verified: boolean
  connected: boolean
}

/** Rows that are judged, stored or written at once. */
export const batch = 1000

/** Judges rows in batches, in the order of the file. Each batch costs one query. Writes nothing. */
export class Judge {
  private readonly ctx: Context
  private readonly companies: Companies
  private readonly seen = new Set<string>()

  constructor(ctx: Context, companies: Companies) {
    this.ctx = ctx
    this.companies = companies
  }

  /** Remembers rows that were judged before: whoever comes again in the file is seen. */
  note(part: readonly { row: PersonRow | null }[]): void {
    for (const { row } of part) {
      const key = row && this.keyOf(row)
      if (key) this.seen.add(key)
    }
  }

  private keyOf(row: PersonRow): string | null {
    const place = this.companies.placeOf(row)
    if (typeof place === 'string') return null
    return keyOf('company' in place ? place.company : `new ${place.creates}`, row.number)
  }

  async judge(db: Db, part: readonly { line: number; row: PersonRow | null }[]): Promise<Judged[]> {
    const rows = part.flatMap(({ row }) => row ?? [])
    const stored = await this.readStored(db, rows)
    const holders = await readHolders(
      db,
      this.ctx.actor,
      rows.flatMap(({ emailKey }) => emailKey ?? []),
    )
    return part.map(({ line, row }) => {
      const nothing = { line, row, personId: null, hidden: row?.protected ?? false, proposal: null, write: null }
      if (!row) return { ...nothing, outcome: 'unreadable' }
      const place = this.companies.placeOf(row)
      if (place === 'ambiguous') return { ...nothing, outcome: 'ambiguous_person' }
      if (place === 'outside') return { ...nothing, outcome: 'outside_your_scope' }
      const key = keyOf('company' in place ? place.company : `new ${place.creates}`, row.number)
      const person = stored.get(key)
      const isHidden = nothing.hidden || (person?.protected === true && !this.isVeiled(person))
      if (this.seen.has(key)) return { ...nothing, outcome: 'duplicate_in_file', hidden: isHidden }
      this.seen.add(key)
      if (person && this.isVeiled(person)) return { line, row, ...this.propose(row, person, holders) }
      return { line, row, ...this.compare(row, person, 'company' in place ? place.company : 0, holders) }
    })
  }

  /** Whether the actor must not learn that the person exists. */
  private isVeiled(person: Stored): boolean {
    return person.protected && this.ctx.actor.role !== 'owner'
  }

  /** Compares the row with what admins' files have said of this person before, as if that were the record. */
  private propose(row: PersonRow, person: Stored, holders: Holders): Omit<Judged, 'line' | 'row'> {
    const record = { id: person.id, companyId: person.companyId, human: null, verified: false, connected: false }
    const known = person.proposed ? { ...person.proposed, ...record, proposed: null } : undefined
    const { outcome, hidden, write } = this.compare(row, known, person.companyId, holders)
    if (!write) return { outcome, hidden, personId: null, proposal: null, write: null }
    const { id: _id, companyId: _company, newAddress: _new, respelt: _spelling, ...fields } = write
    return { outcome, hidden, personId: null, proposal: { personId: person.id, fields }, write: null }
  }

  private compare(
    row: PersonRow,
    person: Stored | undefined,
    companyId: number,
    holders: Holders,
  ): Omit<Judged, 'line' | 'row'> {
    const address = addressOf(row, person, holders)
    const fields = { ...(person ?? blank), ...fieldsOf(row), ...address.set }
    const changed = !person || (Object.keys(blank) as (keyof Fields)[]).some((name) => fields[name] !== person[name])
    const newAddress = person !== undefined && fields.emailKey !== person.emailKey
    const respelt = person !== undefined && fields.email !== person.email
    return {
      outcome: address.outcome ?? (person ? (changed ? 'updated' : 'unchanged') : 'created'),
      personId: person?.id ?? null,
      hidden: fields.protected || (person?.protected ?? false),
      proposal: null,
      write: changed ? { ...fields, id: person?.id ?? null, companyId, newAddress, respelt } : null,
    }
  }

  private async readStored(db: Db, part: PersonRow[]): Promise<Map<string, Stored>> {
    const asked = part.flatMap((row) => {
      const place = this.companies.placeOf(row)
      return typeof place === 'object' && 'company' in place ? [{ c: place.company, n: row.number }] : []
    })
    const found = await rows<Stored>(
      db,
      sql`select p.id, p.company_id as "companyId", p.number, p.given_name as "givenName", p.family_name as "familyName", p.email,
          p.email_key as "emailKey", p.unit, p.role, p.active, p.starts_on::text as "startsOn", p.ends_on::text as "endsOn",
          p.language, p.protected, p.human, p.verified_at is not null as verified, p.connected_at is not null as connected,
          pr.fields as proposed
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(c bigint, n text)
        join people p on p.company_id = a.c and p.number = a.n left join proposals pr on pr.person_id = p.id`,
    )
    return new Map(found.map((person) => [keyOf(person.companyId, person.number), person]))
  }
}

function fieldsOf(row: PersonRow): Partial<Fields> {
  const { companyNumber: _number, company: _name, badEmail: _bad, email: _email, emailKey: _key, ...fields } = row
  return fields
}

/** The address to store, if any, or the outcome that explains why it is not stored. */
function addressOf(
  row: PersonRow,
  person: Stored | undefined,
  holders: Holders,
): { set?: Pick<Fields, 'email' | 'emailKey'>; outcome?: ImportOutcome } {
  const { email, emailKey } = row
  if (person?.connected)
    return row.badEmail || (emailKey && emailKey !== person.emailKey) ? { outcome: 'already_connected' } : {}
  if (row.badEmail) return { outcome: 'invalid_email' }
  if (!email || !emailKey) return {}
  const set = { email, emailKey }
  if (person?.verified && emailKey === person.emailKey) return { set }
  return isTaken(holders, emailKey, person ?? {}) ? { outcome: 'email_taken' } : { set }
}

const keyOf = (company: number | string, number: string) => `${company}\n${number}`

const blank: Fields = {
  number: '',
  givenName: '',
  familyName: '',
  email: null,
  emailKey: null,
  unit: '',
  role: '',
  active: true,
  startsOn: null,
  endsOn: null,
  language: null,
  protected: false,
}
