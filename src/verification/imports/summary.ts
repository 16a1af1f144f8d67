import type { Cell, NoteCode } from './cells/notes.ts'
import type { ImportOutcome, ImportRow, Judged } from './outcomes.ts'

/** By kind of note: how many cells have it, in which columns, and the first lines. */
export type Notes = { [why in NoteCode]?: { cells: number; columns: Cell[]; lines: number[] } }

export function noteImport(total: Notes, part: readonly Judged[]): void {
  for (const { line, notes } of part) {
    for (const { cell, why } of notes) {
      total[why] ??= { cells: 0, columns: [], lines: [] }
      const noted = total[why]
      noted.cells += 1
      if (!noted.columns.includes(cell)) noted.columns.push(cell)
      if (noted.lines.length < 5 && noted.lines.at(-1) !== line) noted.lines.push(line)
    }
  }
}

/** Outcomes of rows that are not stored as their sender meant, or not at all. */
const refused = new Set<ImportOutcome>([
  'looks_like',
  'invalid_email',
  'ambiguous_person',
  'duplicate_in_file',
  'email_taken',
  'unreadable',
])

/** Whether somebody should correct the row and send it again. Cells that were only cleaned need nothing. */
export const isToCorrect = ({ outcome, notes }: Pick<ImportRow, 'outcome' | 'notes'>): boolean =>
  refused.has(outcome) || notes.some(({ why }) => why !== 'cleaned')
