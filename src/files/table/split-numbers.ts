import type { Layout } from './columns.ts'
import { plain } from './names.ts'
import type { RawRow, Refuse } from './rows.ts'

/** A date of birth, or what a spreadsheet has left of one; and the last four digits. */
const date = /^\s*((?:18|19|20)\d{6}|\d{5,6})\s*[-+]?\s*$/
const rest = /^\s*[-+]?\s*(\d{1,4})\s*$/

interface Pair {
  rows: number
  /** How many of them make a personal identity number. */
  whole: number
  /** Whether all of them have as many digits as there must be. */
  isComplete: boolean
  line: number
}

/** With dates in general one row in ten would make a number by chance, and one file in a thousand with three rows. */
const enough = 3

/**
 * Finds personal identity numbers that stand in two columns side by side, the date and the last digits. It is certain
 * where every row makes such a number: several of them, or one unless the date is that of an employment.
 */
export class SplitNumbers {
  private readonly layout: Layout
  private readonly refuse: Refuse
  /** By the left column. */
  private readonly pairs = new Map<number, Pair>()

  constructor(layout: Layout, refuse: Refuse) {
    this.layout = layout
    this.refuse = refuse
  }

  note(records: readonly Pick<RawRow, 'line' | 'cells'>[]): void {
    for (const { line, cells } of records) {
      if (!cells) continue
      for (let i = 0; i + 1 < cells.length; i++) this.notePair(i, line, cells[i]!, cells[i + 1]!)
    }
  }

  private notePair(i: number, line: number, left: string, right: string): void {
    // Most cells are no dates, and cost no more than this.
    const born = left.length < 5 || left.length > 24 ? null : date.exec(left)?.[1]
    const last = born && rest.exec(right)?.[1]
    const before = this.pairs.get(i)
    if (!last && (!before || left.trim() === '' || right.trim() === '')) return
    const pair = before ?? { rows: 0, whole: 0, isComplete: true, line }
    this.pairs.set(i, pair)
    pair.rows += 1
    if (!born || !last) return
    if (this.refuse(`${born.padStart(6, '0')}-${last.padStart(4, '0')}`, false)) pair.whole += 1
    if (born.length === 5 || last.length < 4) pair.isComplete = false
  }

  /** The first line with one; null if there is none for certain. */
  line(): number | null {
    for (const [i, { rows, whole, isComplete, line }] of this.pairs)
      if (whole === rows && (rows >= enough || (isComplete && !this.isEmployment(i)))) return line
    return null
  }

  private isEmployment(i: number): boolean {
    const column = this.layout.columns[i]
    const name = plain(this.layout.names[i] ?? '')
    return (
      column === 'startsOn' || column === 'endsOn' || /(anst|start|slut|tilltr|hire|employ|from|fran|tom$)/.test(name)
    )
  }
}
