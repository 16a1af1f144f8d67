import { prefixOf, storable } from '../../base/storable.ts'
import { unguard } from '../formulas.ts'
import type { FileProblem } from '../problem.ts'
import { columnOf, type Layout, missingColumns } from './columns.ts'
import type { CellFault, FileRow } from './file-row.ts'
import { type Column, columns, guards, headers, likely, plain, saysInactive } from './names.ts'
import { PackedRows } from './packed.ts'

/** A record before its columns are known. `cells` is null if it is unreadable; `raw` is its whole text. */
export interface RawRow {
  line: number
  cells: string[] | null
  raw: string
  /** The cells of an unreadable one, as well as they can be told apart. */
  pieces?: string[]
  /** By position, from 0. */
  faults?: ReadonlyMap<number, CellFault>
}

/** `mayLackZero`: a spreadsheet may have taken the zero from the number in this cell. */
export type Refuse = (text: string, mayLackZero: boolean) => boolean

export const limits = { columns: 16_384, cell: 1024 }

/** Turns records into rows with the columns of the header. */
export class RowReader {
  readonly rows: PackedRows
  readonly width: number
  private readonly layout: Layout
  private readonly refuse: Refuse
  private readonly email: number
  private readonly header: string[]
  private readonly titles: ReadonlySet<string>
  private readonly most: number
  /** Whether *yes* below the header of who is active says that somebody has left. */
  private readonly isTurned: boolean
  /** What each cell holds, by the header last seen above the row. */
  private places: Layout['columns']
  /** A column that this header lacks, and that rows cannot do without. */
  private lacks: Column | undefined

  /**
   * @param most how many rows the file may have
   * @param titles the records above the header, which come again at the top of each printed page
   */
  constructor(layout: Layout, refuse: Refuse, most: number, titles: readonly string[] = []) {
    this.rows = new PackedRows(layout.columns)
    this.layout = layout
    this.places = layout.columns
    this.refuse = refuse
    this.most = most
    this.width = layout.columns.length
    this.email = layout.columns.indexOf('email')
    this.isTurned = saysInactive.test(plain(layout.names[layout.columns.indexOf('active')] ?? ''))
    this.header = layout.names.map(plain)
    this.titles = new Set(titles.map((title) => title.trim()))
  }

  /**
   * Whether the cells stand in their columns. What is missing at the end is empty. What is too much may have pushed the
   * others aside, unless the address still stands in its place.
   */
  readonly fits = (cells: readonly string[]): boolean => {
    if (cells.length <= this.width) return true
    const beyond = cells.slice(this.width)
    if (beyond.every(blank)) return !this.isPushed(cells)
    return (cells[this.email] ?? '').includes('@') && !beyond.some((cell) => cell.includes('@'))
  }

  /** Whether the address stands behind its place, and something else in it: the last column was empty in such a row. */
  private isPushed(cells: readonly string[]): boolean {
    const [there = '', behind = ''] = this.email < 0 ? [] : cells.slice(this.email, this.email + 2)
    const isOther = /mail|post/.test(this.header[this.email + 1] ?? '')
    return !blank(there) && !there.includes('@') && behind.includes('@') && !isOther
  }

  take(records: readonly RawRow[]): FileProblem | null {
    for (const record of records) {
      if (mustRefuse(record, this.layout, this.refuse)) return { code: 'refused', line: record.line }
      if (!isEmpty(record)) this.rows.push(this.toRow(record))
    }
    return this.rows.length > this.most ? { code: 'too_many_rows', limit: this.most } : null
  }

  private toRow({ line, cells, pieces, faults, raw }: RawRow): FileRow {
    if (this.titles.has(raw.trim())) return { line, cells: {}, problem: 'header' }
    const said = cells ?? pieces ?? []
    const isMoved = this.isInOtherOrder(said)
    if (isMoved || (cells && this.isHeader(cells))) {
      this.places = isMoved ? this.placesIn(said) : this.layout.columns
      this.lacks = lostIn(this.places, this.layout.columns)
      return { line, cells: {}, problem: 'header' }
    }
    if (!cells) return { line, cells: this.guessed(pieces ?? []), problem: 'unreadable' }
    const { origin } = this.layout
    const corrected = lineIn(origin && cells[origin.at])
    const row: FileRow = {
      line,
      cells: {},
      ...(corrected && { origin: corrected }),
      ...(this.lacks && { lacks: this.lacks }),
    }
    for (const [i, column] of this.places.entries()) {
      if (!column) continue
      const fault = faults?.get(i)
      // A cell that is far too long is cut, so that it is still seen to be too long.
      const cell = fault ? '' : prefixOf(storable(unguard(cells[i] ?? '')), limits.cell + 1)
      row.cells[column] = column === 'active' && this.isTurned ? turnedRound(cell) : cell
      if (fault) row.faults = { ...row.faults, [column]: fault }
    }
    return row
  }

  /** What an unreadable record says, column by column. What is too much stands in the last one, if that is read. */
  private guessed(pieces: readonly string[]): FileRow['cells'] {
    if (this.places !== this.layout.columns) return {}
    const last = this.width - 1
    const cells: FileRow['cells'] = {}
    for (const [i, column] of this.layout.columns.entries()) {
      if (!column) continue
      const said = pieces.slice(i, i === last ? undefined : i + 1).filter((piece) => !blank(piece))
      cells[column] = prefixOf(storable(unguard(said.join(' '))), limits.cell + 1)
    }
    return cells
  }

  /** Whether the header comes again, as at the top of each printed page; it may be spelt a little differently there. */
  private isHeader(cells: readonly string[]): boolean {
    let found = 0
    for (const [i, column] of this.layout.columns.entries()) {
      const name = column ? plain(cells[i] ?? '') : ''
      if (!column || name === '') continue
      if (name !== this.header[i] && (/\d/.test(name) || (columnOf(name) !== column && !likely[column].test(name))))
        return false
      found += 1
    }
    return found > 1
  }

  /** The column that a name means for certain, or that it has in the first header. */
  private named(cell: string): Column | null {
    const name = plain(cell)
    const at = name === '' ? -1 : this.header.indexOf(name)
    return at < 0 ? columnOf(cell) : this.layout.columns[at]!
  }

  /** Whether a header comes again with its columns in another order, as where two lists were put together. */
  private isInOtherOrder(cells: readonly string[]): boolean {
    // Most rows hold an address or a number, and cost no more than this.
    if (cells.some((cell) => cell.includes('@') || /^[\s.,/:-]*\d[\s\d.,/:-]*$/.test(cell))) return false
    const filled = cells.filter((cell) => !blank(cell))
    const known = filled.filter((cell) => columnOf(cell) !== null || this.header.includes(plain(cell)))
    if (known.length < 3 || 2 * known.length <= filled.length) return false
    return cells.some((cell, i) => {
      const column = this.named(cell)
      return column !== null && column !== this.layout.columns[i]
    })
  }

  /** What each column below such a header holds. */
  private placesIn(cells: readonly string[]): Layout['columns'] {
    const certain = cells.map((cell) => this.named(cell))
    return certain.map((column, i) => {
      if (column) return certain.indexOf(column) === i ? column : null
      // As in `isHeader`, it may be spelt a little differently in its old place.
      const before = this.layout.columns[i]
      return before && !certain.includes(before) && likely[before].test(plain(cells[i]!)) ? before : null
    })
  }
}

/** A column that some rows lack and without which they say too little, or nothing of who has left or is protected. */
function lostIn(places: Layout['columns'], before: Layout['columns']): Column | undefined {
  const isLost = (column: Column) => before.includes(column) && !places.includes(column)
  const company = (['companyNumber', 'company'] as const).filter((column) => before.includes(column))
  return company.every(isLost) && company[0] ? company[0] : (['number', 'email', ...guards] as const).find(isLost)
}

export function mustRefuse({ cells, raw }: RawRow, layout: Layout, refuse: Refuse): boolean {
  if (!cells) return refuse(raw, false)
  // A mobile number without spaces may look like a personal number with a correct check digit.
  const isPhone = (cell: string, i: number) => layout.phones.has(i) && /^(0|\+)[\d ()-]*$/.test(cell.trim())
  const mayLackZero = (i: number) => layout.columns[i] !== 'number' && !layout.phones.has(i)
  return cells.some((cell, i) => refuse(cell, mayLackZero(i)) && !isPhone(cell, i))
}

/** A *yes* below `Slutat` in words that mean the same below any header. */
function turnedRound(cell: string): string {
  if (/^\s*(ja|j|yes|y|sant|true|1|x)\s*$/i.test(cell)) return 'Inaktiv'
  return /^\s*(nej|n|no|nei|falskt|false|0|-)\s*$/i.test(cell) ? 'Aktiv' : cell
}

/** The number of a line; undefined for whatever else somebody has written in its place. */
const lineIn = (cell = ''): number | undefined => (/^[1-9]\d{0,7}$/.test(cell.trim()) ? Number(cell) : undefined)

/** What makes a header unusable, or null. */
export function faultOf(layout: Layout, company?: string): FileProblem | null {
  const expected = columns.map((column) => headers[column]).join(', ')
  const missing = missingColumns(layout, company).map((column) => headers[column])
  if (layout.columns.length > limits.columns) return { code: 'too_many_columns', limit: limits.columns }
  if (layout.columns.every((column) => column === null)) return { code: 'no_header', expected }
  if (missing.length > 0) return { code: 'missing_columns', missing: missing.join(', '), expected }
  const [twice] = layout.twice
  return twice ? { code: 'header_twice', column: headers[twice] } : null
}

/** Whether a cell holds nothing that can be seen; some exports fill up with NUL bytes. */
export const blank = (cell: string) => /^[\s\p{C}]*$/u.test(cell)

/** Whether a record holds nothing that can be seen, delimiters apart. */
export const isEmpty = ({ raw, cells }: RawRow): boolean => /^[\s\0;,|]*$/.test(raw) || (cells?.every(blank) ?? false)
