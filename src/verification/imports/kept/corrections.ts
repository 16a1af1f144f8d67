import { and, asc, eq, isNotNull, or, sql } from 'drizzle-orm'
import { importRows } from '../../../db/schema/index.ts'
import { UserError } from '../../../errors.ts'
import type { Context } from '../../context.ts'
import type { ImportForm } from '../../plans/content.ts'
import { findPlan } from '../../plans/plans.ts'
import type { Note } from '../cells/notes.ts'
import type { FileRow } from '../rows.ts'

export interface RowToCorrect {
  line: number
  outcome: string
  notes: Note[]
  /** As they were in the file; null if the line could not be divided into cells. */
  cells: FileRow['cells'] | null
}

/**
 * The rows of an import that were refused or are doubtful, for whoever imported them, while they are kept.
 * @throws UserError `unknown_code`, `not_yours`
 */
export async function rowsToCorrect(ctx: Context, code: string): Promise<{ form: ImportForm; rows: RowToCorrect[] }> {
  const plan = await findPlan(ctx.db, code)
  if (plan?.kind !== 'import') throw new UserError('unknown_code', 'plan.unknown', { code: code.toUpperCase() })
  if (plan.requester !== ctx.actor.id) throw new UserError('not_yours', 'plan.notYours', { code: plan.code })
  const kept = or(isNotNull(importRows.cells), eq(importRows.outcome, 'unreadable'))
  const rows = await ctx.db
    .select({
      line: importRows.line,
      outcome: importRows.outcome,
      notes: sql<Note[]>`coalesce(${importRows.notes}, '[]')`,
      cells: sql<FileRow['cells'] | null>`${importRows.cells}`,
    })
    .from(importRows)
    .where(and(eq(importRows.planId, plan.id), kept))
    .orderBy(asc(importRows.line))
  return { form: plan.form ?? { format: 'csv', headers: {} }, rows }
}
