import { wholeNameColumns } from '../../base/columns.ts'
import { foldName } from '../people/companies.ts'
import { looksPersonal } from '../people/personnummer.ts'
import { readAddressCell } from './cells/address.ts'
import { numberAndName } from './cells/company.ts'
import { type DayOrder, type DayOrders, dayIn, readDay } from './cells/days.ts'
import type { Cell, Note, NoteCode } from './cells/notes.ts'
import { isNoName, isNothing, isNull } from './cells/nothing.ts'
import { readNumber } from './cells/number.ts'
import { kindOfRow } from './cells/row-kinds.ts'
import { isActive } from './cells/status.ts'
import { cleanText, cutText, hasLostLetters, isError, language, yesOrNo } from './cells/text.ts'
import { dividedBeside, namesApart } from './cells/whole-name.ts'

/** A line of a file, as the reader of files hands it over: raw cells. */
export interface FileRow {
  line: number
  cells: { [column in Cell]?: string }
  /** Its cells could not be told apart, so they are a guess; or it is the header again. */
  problem?: 'unreadable' | 'header'
  /** A header above the row lacks this column, which a row cannot do without. */
  lacks?: Cell
  /** The address that the cell for it links to, and does not say. */
  linked?: string
  /** The line of an earlier import that this row corrects. */
  origin?: number
  /** There it came again in its file, and it still has the company and number of the row that counts. */
  repeats?: true
  /** Cells whose value the file does not hold. */
  faults?: { [column in Cell]?: 'error' | 'no_result' }
  /** Letters of it may be wrong: they are in another encoding than the rest, or were put right in this row alone. */
  letters?: true
}

/** The rows of a file, to be gone through any number of times. */
export type Rows = Iterable<FileRow> & { readonly length: number }

/** What a line says about a person. An absent field changes nothing. Stored as JSON with the plan. */
export interface PersonRow {
  companyNumber?: string
  company?: string
  number: string
  /** The number as it stands in the file, if that is another: somebody may be stored under it. */
  written?: string
  /** Somebody has said that it is not the number that it looks like. */
  own?: true
  givenName?: string
  familyName?: string
  /** The names stand in one cell, without a comma; `turned`: the family name is read first there. */
  wholeName?: string
  turned?: true
  unit?: string
  role?: string
  email?: string
  emailKey?: string
  /** The line has an address that is not valid; the address itself is not stored. */
  badEmail?: true
  active?: boolean
  startsOn?: string
  endsOn?: string
  language?: 'sv' | 'en'
  protected?: boolean
  /** The line of an earlier import that this row corrects, and whether it still repeats another row of it. */
  origin?: number
  repeats?: true
}

/** A line that was read. `row` is null when it has no company or number; the notes say what is wrong with its cells. */
export interface ReadRow {
  line: number
  row: PersonRow | null
  notes: Note[]
}

/** What is said about the whole file. */
export interface RowOptions {
  /** The orders of day, month and year that the dates may have, and the one that somebody has said. */
  orders?: DayOrders
  dayOrder?: DayOrder
  /** The number of the company of rows that name none, and the name if it is a new one. */
  company?: string
  companyName?: string
  /** Domains that several of its addresses have, the longest first. */
  domains?: readonly string[]
}

const texts = {
  company: 200,
  givenName: 100,
  familyName: 100,
  wholeName: 200,
  turnedName: 200,
  unit: 200,
  role: 200,
} as const
const names = ['givenName', 'familyName', ...wholeNameColumns] as const
/** With a hyphen, or with the century: other numbers of ten digits begin like a day by chance. */
const shapedAsPersonal = /^\d{6}[-+]\d{4}$|^(18|19|20)\d{6}[-+]?\d{4}$/
/** The longest cell that is read. */
const longestCell = 1024

/** Reads one line. A cell that cannot be read is left out and named; it never takes the rest of the line with it. */
export function readRow(
  { line, cells, problem, lacks, origin, repeats, letters, linked, faults = {} }: FileRow,
  options: RowOptions = {},
): ReadRow {
  if (problem === 'unreadable') return { line, row: null, notes: [] }
  const nobody: Note | null = problem ? { cell: 'number', why: 'header_again' } : kindOfRow(cells)
  if (nobody) return { line, row: null, notes: [nobody] }
  if (lacks) return { line, row: null, notes: [{ cell: lacks, why: 'no_column' }] }
  const link = linked && readAddressCell(linked).address?.email
  const notes: Note[] = Object.entries(faults).map(([cell, why]) => ({
    cell: cell as Cell,
    why,
    ...(cell === 'email' && link && { proposal: link }),
  }))
  const note = (cell: Cell, why: NoteCode, proposal?: string) =>
    void notes.push({ cell, why, ...(proposal && { proposal }) })
  const row: Partial<PersonRow> & Pick<FileRow['cells'], 'turnedName'> = {}
  const cellOf = (name: Cell) => {
    const cell = cells[name] ?? ''
    if (cell.length <= longestCell) return cell
    note(name, 'too_long')
    return ''
  }
  for (const name of ['companyNumber', 'number'] as const) {
    const cell = cellOf(name)
    const read = readNumber(cell, name)
    const both = name === 'companyNumber' && 'fault' in read ? calledIn(cell, cells.company) : null
    if (both) {
      row.companyNumber = both.number
      row.company = both.name
      note(name, 'cleaned', both.number)
    } else if ('fault' in read) note(name, read.fault, read.proposal)
    else if (read.text.length > 40) note(name, 'too_long')
    else if (read.text) row[name] = read.text
    if (name === 'number' && shapedAsPersonal.test(row.number ?? '') && looksPersonal(row.number!))
      note(name, 'personal')
    if (!('cleaned' in read)) continue
    note(name, 'cleaned', read.text)
    if (name === 'number' && read.written) row.written = read.written
  }
  for (const [name, longest] of Object.entries(texts) as [keyof typeof texts, number][]) {
    const text = cleanText(cellOf(name))
    const isName = names.some((each) => each === name)
    if (isName ? isNoName(text) : name === 'company' ? isNothing(text) : isNull(text)) continue
    const astray = text.includes('@') ? readAddressCell(text).address?.email : undefined
    if (isError(text)) note(name, 'error')
    else if (hasLostLetters(text, isName)) note(name, 'lost_letters')
    else if (astray) note(name, 'address_astray', astray)
    else if (isName && /^[\p{N}\p{P}\s]+$/u.test(text)) note(name, 'no_name')
    else if (text) row[name] = cutText(text, longest)
    if (row[name] && row[name] !== text) note(name, 'too_long')
    // Only letters beyond ASCII differ between encodings.
    if (letters && row[name] && /[^ -~]/.test(text)) note(name, 'letters')
  }
  const called = row.companyNumber || !row.company ? null : readNumber(row.company, 'companyNumber')
  // As in a line (`företag=100`), a company may be called by its number alone.
  if (called && 'text' in called && /^\d+$/.test(called.text)) {
    row.companyNumber = called.text
    delete row.company
  }
  const both = row.company ? numberAndName(row.company) : null
  if (both?.isSure && both.number === row.companyNumber) row.company = both.name
  divideName(row, (cell, proposal) => note(cell, 'divided', proposal))
  if (options.company && !row.companyNumber && !row.company) {
    row.companyNumber = options.company
    if (options.companyName) row.company = options.companyName
  }
  row.active = known(isActive(cellOf('active')), () => note('active', 'yes_no'))
  row.startsOn = day(cellOf('startsOn'), options, (why) => note('startsOn', why))
  row.endsOn = day(cellOf('endsOn'), options, (why) => note('endsOn', why))
  if (row.startsOn && row.endsOn && row.endsOn < row.startsOn) note('endsOn', 'ends_first')
  row.language = known(language(cellOf('language')), () => note('language', 'language'))
  Object.assign(
    row,
    email(cellOf('email'), options, (why, proposal) => note('email', why, proposal ?? link)),
  )
  // Whether somebody is protected must not be guessed: without an answer the line waits.
  const hidden = faults.protected ? null : yesOrNo(cellOf('protected'))
  if (hidden === null && !faults.protected) note('protected', 'yes_no')
  row.protected = hidden ?? undefined
  row.origin = origin
  row.repeats = repeats
  const isNamed = (...cells: Cell[]) =>
    notes.some(({ cell, why }) => cells.includes(cell) && why !== 'cleaned' && why !== 'personal')
  if (!row.number && !isNamed('number')) note('number', 'missing')
  if (!row.companyNumber && !row.company && !isNamed('companyNumber', 'company')) note('companyNumber', 'missing')
  // Half a number could be somebody else's.
  const lost = isNamed('number', 'companyNumber')
  if (lost || hidden === null || !row.number || !(row.companyNumber || row.company)) return { line, row: null, notes }
  return { line, row: JSON.parse(JSON.stringify(row)) as PersonRow, notes }
}

/** The company that the cell for its number calls by its name, too, unless its name is another. */
function calledIn(cell: string, company = '') {
  const both = numberAndName(cleanText(cell))
  const isOther = both && !isNothing(company) && foldName(cleanText(company)) !== foldName(both.name)
  return isOther ? null : both
}

/**
 * Divides a whole name, unless the file has the names of this person apart. What else it says of one of them is taken
 * at its word. How it was divided is told of a guess.
 */
function divideName(
  row: Partial<PersonRow> & { turnedName?: string },
  tell: (cell: Cell, proposal: string) => void,
): void {
  const { turnedName, wholeName = turnedName } = row
  delete row.turnedName
  delete row.wholeName
  if (!wholeName || (row.givenName && row.familyName)) return
  const { isGuess, ...names } = dividedBeside(wholeName, turnedName !== undefined, row)
  for (const name of ['givenName', 'familyName'] as const)
    if (names[name]) row[name] = cutText(names[name], texts[name])
  if (isGuess) tell(turnedName ? 'turnedName' : 'wholeName', namesApart(row))
  if (wholeName.includes(',')) return
  row.wholeName = wholeName
  if (turnedName) row.turned = true
}

function known<T>(read: T | undefined | null, unclear: () => void): T | undefined {
  if (read === null) unclear()
  return read ?? undefined
}

function day(cell: string, { orders = {}, dayOrder }: RowOptions, unclear: (why: 'day' | 'two_days') => void) {
  if (/^[\s-]*$/.test(cell)) return undefined
  const readings = readDay(cell)
  const found = readings && dayIn(readings, orders, dayOrder)
  if (found && found !== 'two') return found
  unclear(found ? 'two_days' : 'day')
  return undefined
}

function email(
  cell: string,
  { domains }: RowOptions,
  tell: (why: NoteCode, proposal?: string) => void,
): Pick<PersonRow, 'email' | 'emailKey' | 'badEmail'> {
  if (!cell.trim() || isNull(cell.trim())) return {}
  const { address, why, proposal } = readAddressCell(cell, domains)
  if (why) tell(why, proposal)
  if (address) return { email: address.email, emailKey: address.key }
  return why ? { badEmail: true } : {}
}
