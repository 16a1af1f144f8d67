import { isOfNobody } from '../cells/notes.ts'
import type { ImportOutcome, ImportRow } from '../outcomes.ts'

/** Outcomes of rows that are not stored as their sender meant, or not at all, and that the sender can correct. */
const refused: ReadonlySet<ImportOutcome> = new Set<ImportOutcome>([
  'looks_like',
  'invalid_email',
  'ambiguous_person',
  'duplicate_in_file',
  'email_taken',
  'unreadable',
])

/** Whether anything is stored of a row with this outcome. */
export const isStored = (outcome: ImportOutcome): boolean => !refused.has(outcome) && outcome !== 'outside_your_scope'

/**
 * Whether somebody should correct the row and send it again. Cells that were only cleaned or divided need nothing, nor
 * rows that are no person.
 */
export const isToCorrect = ({ outcome, notes }: Pick<ImportRow, 'outcome' | 'notes'>): boolean =>
  !notes.some(isOfNobody) && (refused.has(outcome) || notes.some(({ why }) => why !== 'cleaned' && why !== 'divided'))
