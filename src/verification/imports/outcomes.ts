import type { Db } from '../../db/open.ts'
import { type Holders, isTaken, readHolders } from '../addresses/holders.ts'
import type { Context } from '../context.ts'
import type { Companies, Place } from './companies.ts'
import { nearNotes } from './founding.ts'
import { KeySet } from './key-set.ts'
import { doubtOf, namedAs, whoIsMeant, type Zeros, zerosOf } from './meant.ts'
import type { PersonRow, ReadRow } from './rows.ts'
import { agrees, type Fields, keyOf, knownAs, readAlike, readStored, type Stored } from './stored.ts'

export const importOutcomes = [
  'created',
  'updated',
  'unchanged',
  'looks_like',
  'already_connected',
  'invalid_email',
  'ambiguous_person',
  'duplicate_in_file',
  'email_taken',
  'outside_your_scope',
  'unreadable',
  'stopped',
] as const
export type ImportOutcome = (typeof importOutcomes)[number]

/** How many rows have each outcome. */
export type Outcomes = Partial<Record<ImportOutcome, number>>

/** A row of the file with its outcome. `row` is null when the line could not be read. */
export interface ImportRow extends ReadRow {
  outcome: ImportOutcome
  /** The person that the row changes or, once it has been applied, has created. */
  personId: number | null
}

/** A judged row, with the person as it should be stored; `write` is null when nothing changes. */
export interface Judged extends ImportRow {
  /** The row is about a protected identity: it is counted and never shown. */
  hidden: boolean
  /** The number that the row's company or person probably has. */
  looksLike?: string
  /** Whoever has that number has another name and address: no answer about all numbers makes them the same. */
  isUnlike?: boolean
  /** Stored with the names of the file in the other order: given name first, where the file is read as turned. */
  isTurned?: boolean
  /** A new person, whose number differs by leading zeros only from that of somebody else, stored or in the file. */
  hasTwin?: boolean
  /**
   * The person whom the row is about, as they are stored; null for a new one, and for one who is not to be known here.
   */
  was: Pick<Stored, 'id' | 'companyId' | 'givenName' | 'familyName' | 'emailKey' | 'active'> | null
  /**
   * What the row says of a protected person, whom this actor may not change; kept for the owners.
   * `fields` is null where files have said it before.
   */
  proposal: { personId: number; companyId: number; fields: Fields | null; isNewAddress: boolean } | null
  write: (Fields & { id: number | null; companyId: number; newAddress: boolean; respelt: boolean }) | null
}

/** Rows that are judged, stored or written at once: few enough that others hardly notice. */
export const batch = 500

/** Judges rows in batches, in the order of the file. Each batch costs one query. Writes nothing. */
export class Judge {
  private readonly ctx: Context
  private readonly companies: Companies
  private readonly seen = new KeySet()
  private readonly zeros: Zeros

  constructor(ctx: Context, companies: Companies, zeros: Zeros = {}) {
    this.ctx = ctx
    this.companies = companies
    this.zeros = zeros
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
    return keyIn(place, row.number)
  }

  async judge(db: Db, part: readonly ReadRow[]): Promise<Judged[]> {
    const rows = part.flatMap(({ row }) => row ?? [])
    const doubts = new Map(
      part.flatMap(({ row, notes }) => (row ? [[row, doubtOf(row, notes, this.zeros)] as const] : [])),
    )
    const stored = await readStored(db, this.ctx, this.companies, rows, doubts)
    const isMeant = (row: PersonRow, person: Stored) =>
      !row.own && (agrees(row, person) || this.zeros.lost?.has(person.companyId) || person.number === doubts.get(row))
    // Rows whose number differs by leading zeros only from that of somebody with another name and address, whom the
    // actor may know of.
    const unlike = new Set<PersonRow>()
    const alike = await readAlike(db, this.ctx, this.companies, rows, stored, (row, person) => {
      const isOne = isMeant(row, person)
      if (!isOne && !row.own) unlike.add(row)
      return isOne
    })
    const holders = await readHolders(
      db,
      this.ctx.actor,
      rows.flatMap(({ emailKey }) => emailKey ?? []),
    )
    return part.map((read) => {
      const { row } = read
      const nothing = {
        ...read,
        personId: null,
        hidden: row?.protected ?? false,
        was: null,
        proposal: null,
        write: null,
      }
      if (!row) return { ...nothing, outcome: 'unreadable' }
      const place = this.companies.placeOf(row)
      if (place === 'ambiguous') return { ...nothing, outcome: 'ambiguous_person' }
      if (place === 'outside') {
        const notes = [...read.notes, ...nearNotes(row, this.companies.meantBy(row))]
        return { ...nothing, notes, outcome: 'outside_your_scope' }
      }
      const companyId = 'company' in place ? place.company : 0
      const candidates = {
        withNumber: (number: string) => stored.known.get(keyIn(place, number)),
        alike: alike.get(row),
        doubt: doubts.get(row),
      }
      const { person, number, isExact, isOwn } = whoIsMeant(row, candidates, this.zeros)
      const zeros = zerosOf(row, place.looksLike, isExact ? row.number : number)
      const was = person ?? null
      const hidden = nothing.hidden || was?.protected === true
      const isUnlike = number !== row.number && was !== null && !agrees(row, was)
      if (zeros.length > 0 && (isUnlike || !this.zeros.areTheSame)) {
        const notes = [...read.notes.filter(({ why }) => why !== 'zeros'), ...zeros]
        const told = {
          personId: was?.isProposal ? null : (was?.id ?? null),
          was,
          hidden,
          isUnlike,
          looksLike: zeros[0]!.proposal,
          ...(was?.isProposal && {
            proposal: { personId: was.id, companyId: was.companyId, fields: null, isNewAddress: false },
          }),
        }
        return { ...nothing, ...told, notes, outcome: 'looks_like' }
      }
      const own = isOwn && { own: true as const }
      const { isSure, isTurned, ...named } = namedAs(row, person)
      const said = { ...named.row, number, ...own, ...(place.looksLike && { companyNumber: place.looksLike }) }
      const key = keyIn(place, number)
      if (row.repeats || this.seen.has(key)) return { ...nothing, row: said, outcome: 'duplicate_in_file', hidden }
      this.seen.add(key)
      const hasTwin = !person && (unlike.has(row) || this.zeros.inFile?.twinOf(row) !== undefined)
      const secret = person ? person.isProposal && person : stored.secret.get(key)
      const judged = secret ? this.propose(said, secret, holders) : this.compare(said, person, companyId, holders)
      const notes = isSure ? read.notes.filter(({ why }) => why !== 'divided') : read.notes
      return { ...read, row: said, notes, ...judged, ...(hasTwin && { hasTwin }), ...(isTurned && { isTurned }) }
    })
  }

  /** Compares the row with what admins' files have said of this person before, as if that were the record. */
  private propose(row: PersonRow, person: Stored, holders: Holders): Omit<Judged, keyof ReadRow> {
    const known = knownAs(this.ctx.actor, person)
    const { outcome, hidden, write } = this.compare(row, known, person.companyId, holders)
    const unseen = { outcome, hidden, personId: null, was: null, write: null }
    const { id: personId, companyId } = person
    if (!write) return { ...unseen, proposal: { personId, companyId, fields: null, isNewAddress: false } }
    const { id: _id, companyId: _company, newAddress, respelt: _spelling, ...fields } = write
    const isNewAddress = known ? newAddress : fields.emailKey !== null
    return { ...unseen, proposal: { personId, companyId, fields, isNewAddress } }
  }

  private compare(
    row: PersonRow,
    person: Stored | undefined,
    companyId: number,
    holders: Holders,
  ): Omit<Judged, keyof ReadRow> {
    const address = addressOf(row, person, holders)
    const fields = { ...(person ?? blank), ...fieldsOf(row), ...address.set }
    const changed = !person || (Object.keys(blank) as (keyof Fields)[]).some((name) => fields[name] !== person[name])
    const newAddress = person !== undefined && fields.emailKey !== person.emailKey
    const respelt = person !== undefined && fields.email !== person.email
    return {
      outcome: address.outcome ?? (person ? (changed ? 'updated' : 'unchanged') : 'created'),
      personId: person?.id ?? null,
      hidden: fields.protected || (person?.protected ?? false),
      was: person ?? null,
      proposal: null,
      write: changed ? { ...fields, id: person?.id ?? null, companyId, newAddress, respelt } : null,
    }
  }
}

const keyIn = (place: Place, number: string) =>
  keyOf('company' in place ? place.company : `new ${place.creates}`, number)

function fieldsOf(row: PersonRow): Partial<Fields> {
  const { companyNumber: _number, company: _name, badEmail: _bad, email: _email, emailKey: _key, ...rest } = row
  const {
    origin: _line,
    repeats: _again,
    written: _written,
    own: _own,
    wholeName: _whole,
    turned: _turned,
    ...fields
  } = rest
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
