import type { FileProblem } from '../problem.ts'
import { type Layout, mapColumns } from '../table/columns.ts'
import { type Choices, findHead, type Head } from '../table/head.ts'
import { headerKey, type Known } from '../table/known.ts'
import { type Proposal, propose, sampleRows } from '../table/propose.ts'
import { blank, type FileRow, faultOf, mustRefuse, type RawRow, type Refuse, RowReader } from '../table/rows.ts'
import type { SheetPart, SheetRow } from './workbook.ts'

export interface Found {
  rows: FileRow[]
  layout: Layout
  /** The line of the header; null if there is none. */
  header: number | null
  sheet: number
  otherSheets: number
  /** How many of the rows the spreadsheet hides, whether they are read or not. */
  hiddenRows: number
  /** Headers of hidden columns. */
  hiddenColumns: string[]
  remembered: boolean
}

interface Sheet {
  number: number
  /** Its first filled rows, until its header has been looked for. */
  first: SheetRow[] | null
  layout: Layout
  hiddenColumns: Set<number>
}

/**
 * Finds the people in a workbook: they are on the first sheet with a known header near its top. The other sheets are
 * read as well, because a personal number on any of them refuses the file. The sheets must come in order.
 */
export class PeopleSheet {
  private readonly refuse: Refuse
  private readonly choices: Choices
  private readonly known: Known
  private current: Sheet | null = null
  private chosen: (Omit<Found, 'rows' | 'otherSheets'> & { reader: RowReader; problem: FileProblem | null }) | null =
    null
  /** What to say if no sheet has a known header. */
  private fault: FileProblem = { code: 'empty_file' }
  private proposal: Proposal | null = null
  private proposedSheet = 0
  private filled = 0

  constructor(refuse: Refuse, choices: Choices, known: Known) {
    this.refuse = refuse
    this.choices = choices
    this.known = known
  }

  /** @returns why the file cannot be used, as soon as it is known */
  take({ sheet, rows, hiddenColumns }: SheetPart): FileProblem | null {
    if (this.current?.number !== sheet) {
      const problem = this.begin()
      if (problem) return problem
      this.current = { number: sheet, first: [], layout: mapColumns([]), hiddenColumns: new Set() }
    }
    const current = this.current!
    for (const i of hiddenColumns ?? []) current.hiddenColumns.add(i)
    const written = rows.filter((row) => !row.cells.every(blank))
    if (!current.first) return this.read(written)
    current.first.push(...written)
    return current.first.length < sampleRows ? null : this.begin()
  }

  /** The result, once all sheets have been read. */
  found(): Found | { problem: FileProblem; proposal?: Proposal; sheet?: number } {
    const problem = this.begin() ?? this.chosen?.problem
    if (problem) return { problem, ...this.asked() }
    if (!this.chosen) return { problem: this.fault, ...this.asked() }
    const { reader, problem: _, ...found } = this.chosen
    return { ...found, rows: reader.rows, otherSheets: this.filled - 1 }
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
    const remembered = this.known.remembered.get(headerKey(head.layout.names))
    const isChosen = this.choices.sheet
      ? this.choices.sheet === current.number
      : !this.chosen && (head.known > 1 || remembered)
    // On a sheet that is not read, the first row may say which column holds telephone numbers.
    current.layout = head.index < 0 ? mapColumns(first[0]!.cells) : head.layout
    if (isChosen) this.choose(current, head, header, remembered)
    else if (!this.chosen) this.proposeFor(current, head, header, first)
    const above = first.slice(0, head.index + 1)
    for (const { line, cells } of above)
      if (cells.some((cell) => this.refuse(cell, true)))
        return isChosen ? { code: 'refused', line } : { code: 'refused_on_sheet', sheet: current.number, line }
    const problem = this.read(first.slice(head.index + 1))
    if (isChosen && this.chosen?.problem) this.proposeFor(current, head, header, first)
    return problem
  }

  private choose(current: Sheet, head: Head, header: number | null, remembered?: Choices['columns']): void {
    const columns = this.choices.columns ?? (faultOf(head.layout) ? remembered : undefined)
    const layout = columns ? mapColumns(head.layout.names, columns) : head.layout
    current.layout = layout
    const hiddenColumns = [...current.hiddenColumns].flatMap((i) =>
      layout.columns[i] ? layout.names[i] || String(i + 1) : [],
    )
    const reader = new RowReader(layout, this.refuse)
    const sheet = current.number
    this.chosen = {
      layout,
      header,
      sheet,
      reader,
      problem: faultOf(layout, this.choices.company),
      hiddenRows: 0,
      hiddenColumns,
      remembered: columns !== undefined && !this.choices.columns,
    }
  }

  private proposeFor(current: Sheet, head: Head, header: number | null, first: readonly SheetRow[]): void {
    const fault = faultOf(head.layout) ?? this.chosen?.problem
    if (fault && (this.filled === 1 || this.chosen)) this.fault = fault
    if (this.proposal) return
    const rows = first.slice(head.index + 1).map(({ cells }) => cells)
    this.proposal = propose(head.layout.names, rows, header, this.known)
    this.proposedSheet = current.number
  }

  private read(written: readonly SheetRow[]): FileProblem | null {
    const { number: sheet, layout } = this.current!
    if (this.chosen?.sheet !== sheet) {
      const refused = written.find((row) => mustRefuse(asRaw(row), layout, this.refuse))
      return refused ? { code: 'refused_on_sheet', sheet, line: refused.line } : null
    }
    const { reader } = this.chosen
    this.chosen.hiddenRows += written.filter(({ hidden }) => hidden).length
    const taken = this.choices.hidden === 'skip' ? written.filter(({ hidden }) => !hidden) : written
    return reader.take(taken.map((row) => ({ ...asRaw(row), cells: reader.fits(row.cells) ? row.cells : null })))
  }
}

const asRaw = ({ line, cells, faults }: SheetRow): RawRow => ({
  line,
  cells,
  raw: cells.join(';'),
  ...(faults && { faults: new Map(faults) }),
})
