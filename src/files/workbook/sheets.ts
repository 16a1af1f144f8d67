import type { FileProblem } from '../problem.ts'
import type { Reading } from '../result.ts'
import { type Layout, mapColumns } from '../table/columns.ts'
import { type Choices, findHead, type Head } from '../table/head.ts'
import { headerKey } from '../table/known.ts'
import type { PackedRows } from '../table/packed.ts'
import { type Proposal, propose, sampleRows } from '../table/propose.ts'
import { blank, faultOf, mustRefuse, type RawRow, RowReader } from '../table/rows.ts'
import { SplitNumbers } from '../table/split-numbers.ts'
import { HiddenRows } from './hidden-rows.ts'
import type { SheetPart, SheetRow } from './workbook.ts'

export interface Found {
  kind: SheetPart['kind']
  rows: PackedRows
  layout: Layout
  /** The line of the header; null if there is none. */
  header: number | null
  sheet: number
  otherSheets: number
  /** How many of the rows somebody has hidden by hand, and how many a filter hides, whether they are read or not. */
  hiddenRows: number
  filteredRows: number
  /** Headers of hidden columns. */
  hiddenColumns: string[]
  remembered: boolean
}

interface Sheet {
  number: number
  /** Its first filled rows, until its header has been looked for. */
  first: SheetRow[] | null
  layout: Layout
  /** Once its header has been looked for. */
  split?: SplitNumbers
  hiddenColumns: Set<number>
}

/**
 * Finds the people in a workbook: they are on the first sheet with a known header near its top. The other sheets are
 * read as well, because a personal number on any of them refuses the file. The sheets must come in order.
 */
export class PeopleSheet {
  private readonly how: Reading
  private current: Sheet | null = null
  private chosen:
    | (Pick<Found, 'layout' | 'header' | 'sheet' | 'hiddenColumns' | 'remembered'> & {
        reader: RowReader
        hidden: HiddenRows
        problem: FileProblem | null
      })
    | null = null
  /** What to say if no sheet has a known header. */
  private fault: FileProblem = { code: 'empty_file' }
  private proposal: Proposal | null = null
  private proposedSheet = 0
  private filled = 0
  private kind: Found['kind'] = 'xlsx'

  constructor(how: Reading) {
    this.how = how
  }

  /** @returns why the file cannot be used, as soon as it is known */
  take({ kind, sheet, rows, hiddenColumns, filters }: SheetPart): FileProblem | null {
    this.kind = kind
    if (this.current?.number !== sheet) {
      const problem = this.end()
      if (problem) return problem
      this.current = { number: sheet, first: [], layout: mapColumns([]), hiddenColumns: new Set() }
    }
    const current = this.current!
    for (const i of hiddenColumns ?? []) current.hiddenColumns.add(i)
    const written = rows.filter((row) => !row.cells.every(blank))
    current.first?.push(...written)
    const isBegun = current.first && current.first.length < sampleRows && !filters
    const problem = isBegun ? null : current.first ? this.begin() : this.read(written)
    if (filters && this.chosen?.sheet === sheet) this.chosen.hidden.areFilteredIn(filters)
    return problem
  }

  /** The result, once all sheets have been read. */
  found(): Found | { problem: FileProblem; proposal?: Proposal; sheet?: number } {
    const refused = this.end()
    if (refused) return { problem: refused }
    const problem = this.chosen?.problem
    if (problem) return { problem, ...this.asked() }
    if (!this.chosen) return { problem: this.fault, ...this.asked() }
    const { reader, hidden, problem: _, ...found } = this.chosen
    return { kind: this.kind, ...found, ...hidden.found(reader.rows, this.how.choices), otherSheets: this.filled - 1 }
  }

  /** Ends the current sheet. */
  private end(): FileProblem | null {
    const problem = this.begin()
    const line = this.current?.split?.line() ?? null
    return problem ?? (line === null ? null : this.refusedAt(line))
  }

  private refusedAt(line: number): FileProblem {
    const { number: sheet } = this.current!
    return this.chosen?.sheet === sheet ? { code: 'refused', line } : { code: 'refused_on_sheet', sheet, line }
  }

  private asked() {
    return this.proposal ? { proposal: this.proposal, sheet: this.proposedSheet } : {}
  }

  /** Looks for the header of the current sheet and reads the rows below it. */
  private begin(): FileProblem | null {
    const { current } = this
    if (!current?.first?.length) return null
    const { first } = current
    current.first = null
    this.filled += 1
    const head = findHead(first.map(({ cells }) => cells))
    const header = first[head.index]?.line ?? null
    const remembered = this.how.known.remembered.get(headerKey(head.layout.names))
    const isChosen = this.how.choices.sheet
      ? this.how.choices.sheet === current.number
      : !this.chosen && (head.known > 1 || remembered)
    // On a sheet that is not read, the first row may say which column holds telephone numbers.
    current.layout = head.index < 0 ? mapColumns(first[0]!.cells) : head.layout
    if (isChosen) this.choose(current, head, header, remembered)
    else if (!this.chosen) this.proposeFor(current, head, header, first)
    const above = first.slice(0, head.index + 1)
    for (const { line, cells } of above)
      if (cells.some((cell) => this.how.refuse(cell, true))) return this.refusedAt(line)
    current.split = new SplitNumbers(current.layout, this.how.refuse)
    const problem = this.read(first.slice(head.index + 1))
    if (isChosen && this.chosen?.problem) this.proposeFor(current, head, header, first)
    return problem
  }

  private choose(current: Sheet, head: Head, header: number | null, remembered?: Choices['columns']): void {
    const columns = this.how.choices.columns ?? (faultOf(head.layout) ? remembered : undefined)
    const layout = columns ? mapColumns(head.layout.names, columns) : head.layout
    current.layout = layout
    const hiddenColumns = [...current.hiddenColumns].flatMap((i) =>
      layout.columns[i] ? layout.names[i] || String(i + 1) : [],
    )
    const reader = new RowReader(layout, this.how.refuse, this.how.limits.rows)
    const sheet = current.number
    this.chosen = {
      layout,
      header,
      sheet,
      reader,
      problem: faultOf(layout, this.how.choices.company),
      hidden: new HiddenRows(),
      hiddenColumns,
      remembered: columns !== undefined && !this.how.choices.columns,
    }
  }

  private proposeFor(current: Sheet, head: Head, header: number | null, first: readonly SheetRow[]): void {
    const fault = faultOf(head.layout) ?? this.chosen?.problem
    if (fault && (this.filled === 1 || this.chosen)) this.fault = fault
    if (this.proposal) return
    const rows = first.slice(head.index + 1).map(({ cells }) => cells)
    this.proposal = propose(head.layout.names, rows, header, this.how.known)
    this.proposedSheet = current.number
  }

  private read(written: readonly SheetRow[]): FileProblem | null {
    const { number: sheet, layout, split } = this.current!
    split?.note(written)
    if (this.chosen?.sheet !== sheet) {
      const refused = written.find((row) => mustRefuse(asRaw(row), layout, this.how.refuse))
      return refused ? this.refusedAt(refused.line) : null
    }
    const { reader, hidden } = this.chosen
    for (const row of written) if (row.hidden) hidden.add(row.line, row.hidden)
    const problem = reader.take(
      written.map((row) => (reader.fits(row.cells) ? asRaw(row) : { ...asRaw(row), cells: null, pieces: row.cells })),
    )
    this.how.onRows?.(reader.rows.length)
    return problem
  }
}

const asRaw = ({ line, cells, faults }: SheetRow): RawRow => ({
  line,
  cells,
  raw: cells.join(';'),
  ...(faults && { faults: new Map(faults) }),
})
