import { storable } from '../../base/storable.ts'
import { repaired, repairsIn } from '../letters/repair.ts'
import type { FileProblem } from '../problem.ts'
import type { FileSheet, Reading } from '../result.ts'
import { type Layout, mapColumns, missingColumns } from '../table/columns.ts'
import { type Choices, findHead, type Head } from '../table/head.ts'
import { headerKey } from '../table/known.ts'
import type { PackedRows } from '../table/packed.ts'
import { type Proposal, propose, sampleRows } from '../table/propose.ts'
import { blank, faultOf, mustRefuse, type RawRow, RowReader } from '../table/rows.ts'
import { settleColumns } from '../table/settle.ts'
import { SplitNumbers } from '../table/split-numbers.ts'
import { HiddenRows } from './rows/hidden-rows.ts'
import { linkedIn } from './rows/linked-rows.ts'
import { mayBeWrong } from './rows/mended-rows.ts'
import { delimiterWithin, dividedBy } from './rows/one-column.ts'
import type { SheetPart, SheetRow } from './workbook.ts'

export interface Found {
  kind: SheetPart['kind']
  rows: PackedRows
  layout: Layout
  /** The line of the header; null if there is none. */
  header: number | null
  sheet: FileSheet
  otherSheets: number
  /** Those of the other sheets that begin with known columns, too. */
  alternatives: FileSheet[]
  /** How many of the rows somebody has hidden by hand, and how many a filter hides, whether they are read or not. */
  hiddenRows: number
  filteredRows: number
  /** Headers of hidden columns. */
  hiddenColumns: string[]
  remembered: boolean
  /** The addresses that cells of the column for them link to, by line. */
  linked: ReadonlyMap<number, string>
}

interface Sheet extends FileSheet {
  /** Its first filled rows, until its header has been looked for. */
  first: SheetRow[] | null
  layout: Layout
  /** Once its header has been looked for. */
  split?: SplitNumbers
  hiddenColumns: Set<number>
  /** Divides the cells of a sheet with whole records in its first column. */
  divide?: (row: SheetRow) => SheetRow
}

/** How a sheet begins. */
interface Start {
  head: Head
  header: number | null
  remembered: Choices['columns']
  /** The first rows below the header. */
  samples: readonly string[][]
}

/** Whether it certainly is a list of people. */
const isWhole = ({ head, remembered }: Start) => remembered !== undefined || missingColumns(head.layout).length === 0

/**
 * Finds the people in a workbook: they are on the first sheet with a known header near its top, on a hidden one only if
 * no other may have them. The other sheets are read as well, because a personal number on any of them refuses the file.
 */
export class PeopleSheet {
  private readonly how: Reading
  private current: Sheet | null = null
  private chosen:
    | (Pick<Found, 'layout' | 'header' | 'sheet' | 'hiddenColumns' | 'remembered' | 'linked'> & {
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
  private readonly alternatives: FileSheet[] = []
  private kind: Found['kind'] = 'xlsx'

  constructor(how: Reading) {
    this.how = how
  }

  /** @returns why the file cannot be used, as soon as it is known */
  take({ kind, sheet, rows, hiddenColumns, filters, asides, links }: SheetPart): FileProblem | null {
    this.kind = kind
    if (this.current?.number !== sheet.number) {
      const problem = this.end()
      if (problem) return problem
      this.current = { ...sheet, first: [], layout: mapColumns([]), hiddenColumns: new Set() }
      if (this.how.refuse(sheet.name, true)) return { code: 'refused', line: 0 }
    }
    const current = this.current!
    for (const i of hiddenColumns ?? []) current.hiddenColumns.add(i)
    const written = rows.filter((row) => !row.cells.every(blank))
    current.first?.push(...written)
    const isBegun = current.first && current.first.length < sampleRows && !filters && !asides && !links
    const problem = isBegun
      ? null
      : current.first
        ? this.begin()
        : this.read(current.divide ? written.map(current.divide) : written)
    const aside = asides?.find(([, text]) => this.how.refuse(text, true))
    if (aside && !problem) return this.refusedAt(aside[0])
    if (this.chosen?.sheet.number === sheet.number) {
      if (filters) this.chosen.hidden.areFilteredIn(filters)
      if (links) this.chosen.linked = linkedIn(links, this.chosen.layout)
    }
    return problem
  }

  /** The result, once all sheets have been read. */
  found(): Found | { problem: FileProblem; proposal?: Proposal; sheet?: number } {
    const refused = this.end()
    if (refused) return { problem: refused }
    const problem = this.chosen?.problem
    if (problem) return { problem, ...this.asked() }
    const said = this.how.choices.sheet
    if (!this.chosen && said) return { problem: { code: 'no_sheet', sheet: said } }
    if (!this.chosen) return { problem: this.fault, ...this.asked() }
    const { reader, hidden, problem: _, ...found } = this.chosen
    const { kind, alternatives } = this
    const others = { otherSheets: this.filled - 1, alternatives }
    return { kind, ...found, ...hidden.found(reader.rows, this.how.choices), ...others }
  }

  /** Ends the current sheet. */
  private end(): FileProblem | null {
    const problem = this.begin()
    const line = this.current?.split?.line() ?? null
    return problem ?? (line === null ? null : this.refusedAt(line))
  }

  private refusedAt(line: number): FileProblem {
    if (line === 0) return { code: 'refused', line }
    const { number: sheet } = this.current!
    return this.chosen?.sheet.number === sheet ? { code: 'refused', line } : { code: 'refused_on_sheet', sheet, line }
  }

  private asked() {
    return this.proposal ? { proposal: this.proposal, sheet: this.proposedSheet } : {}
  }

  /** Looks for the header of the current sheet and reads the rows below it. */
  private begin(): FileProblem | null {
    const { current } = this
    if (!current?.first?.length) return null
    const within = delimiterWithin(mended(current.first))
    if (within) current.divide = dividedBy(within)
    const first = current.divide ? current.first.map(current.divide) : current.first
    current.first = null
    this.filled += 1
    const letters = mended(first)
    const head = findHead(letters)
    const header = first[head.index]?.line ?? null
    const remembered = this.how.known.remembered.get(headerKey(head.layout.names))
    const start = { head, header, remembered, samples: letters.slice(head.index + 1) }
    const isChosen = this.isChosen(current, start)
    // On a sheet that is not read, the first row may say which column holds telephone numbers.
    current.layout = head.index < 0 ? mapColumns(first[0]!.cells) : head.layout
    if (isChosen) this.choose(current, start)
    else if (isWhole(start)) this.alternatives.push(named(current))
    else if (!this.chosen) this.proposeFor(current, start)
    const above = first.slice(0, head.index + 1)
    for (const { line, cells } of above)
      if (cells.some((cell) => this.how.refuse(cell, true))) return this.refusedAt(line)
    current.split = new SplitNumbers(current.layout, this.how.refuse)
    const problem = this.read(first.slice(head.index + 1))
    if (isChosen && this.chosen?.problem) {
      this.proposal = null
      this.proposeFor(current, start)
    }
    return problem
  }

  /** A list that begins with a few known columns, such as one of companies, gives way to one of people. */
  private isChosen({ number, isHidden }: Sheet, start: Start): boolean {
    if (this.how.choices.sheet) return this.how.choices.sheet === number
    if (isHidden && this.proposal) return false
    const isOpen = !this.chosen || missingColumns(this.chosen.layout, this.how.choices.company).length > 0
    return isOpen && (isWhole(start) || (!this.chosen && start.head.known > 1))
  }

  private choose(current: Sheet, { head, header, samples, remembered }: Start): void {
    const { layout, problem, isRemembered } = settleColumns(head, samples, this.how.choices, remembered)
    current.layout = layout
    const hiddenColumns = [...current.hiddenColumns].flatMap((i) =>
      layout.columns[i] ? layout.names[i] || String(i + 1) : [],
    )
    const reader = new RowReader(layout, this.how.refuse, this.how.limits.rows)
    this.chosen = {
      layout,
      header,
      sheet: named(current),
      reader,
      problem,
      hidden: new HiddenRows(),
      hiddenColumns,
      linked: new Map(),
      remembered: isRemembered,
    }
  }

  private proposeFor(current: Sheet, { head, header, samples }: Start): void {
    const fault = faultOf(head.layout) ?? this.chosen?.problem
    if (fault && (this.filled === 1 || this.chosen)) this.fault = fault
    if (this.proposal) return
    this.proposal = propose(head.layout.names, samples, header, this.how.known)
    this.proposedSheet = current.number
  }

  private read(written: readonly SheetRow[]): FileProblem | null {
    const { number: sheet, layout, split } = this.current!
    split?.note(written)
    if (this.chosen?.sheet.number !== sheet) {
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

const named = ({ number, name, isHidden }: FileSheet): FileSheet => ({ number, name: storable(name).trim(), isHidden })

/** The cells of the first rows, with their letters put right. */
function mended(first: readonly SheetRow[]): string[][] {
  const beyond = first.flatMap(({ cells }) => cells.filter(mayBeWrong))
  const repairs = repairsIn(beyond.join('\n'))
  const each = (cell: string) => (mayBeWrong(cell) ? repaired(cell, repairs) : cell)
  return first.map(({ cells }) => (repairs.length > 0 ? cells.map(each) : cells))
}

const asRaw = ({ line, cells, faults }: SheetRow): RawRow => ({
  line,
  cells,
  raw: cells.join(';'),
  ...(faults && { faults: new Map(faults) }),
})
