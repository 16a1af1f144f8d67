import { foldName } from '../people/companies.ts'
import { type DayOrder, type DayOrders, ordersOf, styleOf } from './cells/days.ts'
import type { Cell, NoteCode } from './cells/notes.ts'
import { cleanText, cutText, yesOrNo } from './cells/text.ts'
import { namesApart } from './cells/whole-name.ts'
import type { Companies } from './companies.ts'
import { type Founded, foundingKey } from './founding.ts'
import type { FirstImport } from './kept/corrections.ts'
import { isStored, isToCorrect } from './kept/to-correct.ts'
import type { ImportOutcome, Judged, Outcomes } from './outcomes.ts'
import type { FileRow, PersonRow } from './rows.ts'

/** What is told of one kind of note. */
interface Noted {
  cells: number
  columns: Cell[]
  /** The first lines. */
  lines: number[]
  /** What the cells say there, of numbers that are refused. */
  said: string[]
}
export type Notes = { [why in NoteCode]?: Noted }

export interface Example {
  line: number
  number: string
  name: string
  company: string
  /** The number that the row's number looks like, and whose it is if the row has another name. */
  looksLike?: string
  known?: string
}

/** Names that stand in one cell, without a comma. */
export interface WholeNames {
  /** How many of them were divided. */
  n: number
  /** The first of them, divided. */
  samples: string[]
  /** How many people are stored with the same names in the other order. */
  turned: number
}

/** What an import would do. */
export interface Findings {
  outcomes: Outcomes
  /** How many rows would change anything. */
  changes: number
  /** Rows that somebody should correct and send again. */
  toCorrect: number
  /** How many of these are stored all the same, with a cell that is in doubt or left out. */
  storedToCorrect: number
  /** How many new people the file gives no address, not even a wrong one. */
  missing: number
  /** Some rows of each outcome, without protected identities, for the actor to see. */
  examples: { [outcome in ImportOutcome]?: Example[] }
  /** How many of those that look like others have another name and address than these. */
  unlike: number
  /** What is wrong with cells, or was put right in them. */
  notes: Notes
  names: WholeNames
  /** Orders in which days of the file can be read, if there are several and nobody has said which. */
  dayOrders: DayOrder[]
  /** How many of the unreadable rows could not be divided into cells; of the others, the notes say what is wrong. */
  undivided: number
  /** Companies that the import founds, with the number of their rows. */
  founded: readonly (Founded & { rows: number })[]
  /** The same of those that it does not found until somebody says so. */
  held: readonly (Founded & { rows: number })[]
  /** Of a file with rows of an earlier import: how many were to be corrected there, and how many of them now are. */
  corrects: { code: string; confirmed: boolean; rows: number; done: number } | null
}

/** Gathers the findings as rows are judged. */
export class Summary {
  private readonly outcomes: Outcomes = {}
  private changes = 0
  private toCorrect = 0
  private storedToCorrect = 0
  private missing = 0
  private unlike = 0
  private readonly examples: Findings['examples'] = {}
  private readonly notes: Notes = {}
  private readonly names: WholeNames = { n: 0, samples: [], turned: 0 }
  private readonly founded: Findings['founded']
  private readonly held: Findings['held']
  private readonly newBy: ReadonlyMap<string, { rows: number }>
  private readonly first: FirstImport | null
  private readonly corrected = new Set<number>()
  private readonly orders: DayOrders
  private readonly twoDays = new Set<string>()
  private undivided = 0

  constructor(
    { missing, held }: Pick<Companies, 'missing' | 'held'>,
    first: FirstImport | null,
    orders: DayOrders = {},
  ) {
    this.orders = orders
    const counted = (each: Founded) => ({ ...each, rows: 0 })
    this.founded = missing.map(counted)
    this.held = [...held.values()].map(counted)
    this.newBy = new Map([...this.founded, ...this.held].map((each) => [each.key, each]))
    this.first = first
  }

  note(judged: readonly Judged[], read: readonly FileRow[]): void {
    for (const [i, row] of judged.entries()) {
      this.outcomes[row.outcome] = (this.outcomes[row.outcome] ?? 0) + 1
      if (row.write || row.proposal?.fields) this.changes += 1
      if (row.isUnlike) this.unlike += 1
      const company = row.row && this.newBy.get(foundingKey(row.row))
      if (company) company.rows += 1
      const origin = read[i]?.origin
      if (row.outcome === 'created' && row.row && !row.row.email) this.missing += 1
      if (isToCorrect(row)) {
        this.toCorrect += 1
        if (isStored(row.outcome)) this.storedToCorrect += 1
      } else if (origin && this.first?.lines.has(origin)) this.corrected.add(origin)
      if (row.outcome === 'unreadable' && row.notes.length === 0) this.undivided += 1
      this.noteCells(row, read[i]?.cells ?? {})
      this.noteName(row)
      this.addExample(row, read[i]?.cells ?? {})
    }
  }

  found(): Findings {
    const { outcomes, changes, toCorrect, storedToCorrect, missing, examples, notes } = this
    const { names, founded, held, first, undivided, unlike } = this
    const corrects = first && {
      code: first.code,
      confirmed: first.confirmed,
      rows: first.lines.size,
      done: this.corrected.size,
    }
    const dayOrders = ordersOf(this.twoDays, this.orders)
    const counts = { outcomes, changes, toCorrect, storedToCorrect, missing, undivided, unlike }
    return { ...counts, examples, notes, names, dayOrders, founded, held, corrects }
  }

  private noteCells({ line, notes }: Judged, cells: FileRow['cells']): void {
    for (const { cell, why, proposal } of notes) {
      const style = why === 'two_days' && styleOf(cells[cell] ?? '')
      if (style) this.twoDays.add(style)
      this.notes[why] ??= { cells: 0, columns: [], lines: [], said: [] }
      const noted = this.notes[why]
      noted.cells += 1
      if (!noted.columns.includes(cell)) noted.columns.push(cell)
      if (noted.lines.length >= 5 || noted.lines.at(-1) === line) continue
      noted.lines.push(line)
      const isShown = isOpen(cells) && (why === 'no_number' || why === 'lost_digits' || why === 'divided')
      noted.said.push(isShown ? (why === 'divided' ? (proposal ?? '') : shortened(cells[cell])) : '')
    }
  }

  private noteName({ row, hidden, isTurned }: Judged): void {
    if (!row?.wholeName || hidden) return
    this.names.n += 1
    if (isTurned) this.names.turned += 1
    // Those of several words say the most.
    const { samples } = this.names
    const sample = namesApart(row)
    const isTelling = row.wholeName.split(' ').length > 2
    if (samples.length < 3 && (isTelling || samples.length < 2) && !samples.includes(sample)) samples.push(sample)
  }

  private addExample({ line, outcome, row, hidden, looksLike, was }: Judged, cells: FileRow['cells']): void {
    this.examples[outcome] ??= []
    const examples = this.examples[outcome]
    // Of rows outside the scope, only the number of them is told.
    if (outcome === 'outside_your_scope' || hidden || examples.length >= 5) return
    if (!row) {
      const company = shortened(cells.company) || shortened(cells.companyNumber)
      const name = [cells.givenName, cells.familyName].map(shortened).filter(Boolean).join(' ')
      const said = { name, number: shortened(cells.number), company }
      examples.push({ line, ...(isOpen(cells) ? said : { name: '', number: '', company: '' }) })
      return
    }
    const nameOf = (one: Pick<PersonRow, 'givenName' | 'familyName'>) =>
      [one.givenName, one.familyName].filter(Boolean).join(' ')
    const [name, known] = [nameOf(row), was && nameOf(was)]
    const alike = looksLike && { looksLike, ...(known && foldName(known) !== foldName(name) && { known }) }
    const company = row.company ?? row.companyNumber ?? ''
    examples.push({ line, number: row.number, name, company, ...alike })
  }
}

/** Whether an unreadable row may be shown: it might be about a protected identity. */
const isOpen = ({ protected: cell = '' }: FileRow['cells']) => cell.trim() === '' || yesOrNo(cell) === false

/** A cell of an unreadable row, so that it is seen what is wrong with it. */
const shortened = (cell = '') => {
  const text = cleanText(cell)
  return text.length > 20 ? `${cutText(text, 19)}…` : text
}
