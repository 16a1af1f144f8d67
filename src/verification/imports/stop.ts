import { and, eq, gt, sql } from 'drizzle-orm'
import { allowBulk, type Db } from '../../db/open.ts'
import { importRows, plans } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import type { ImportPlan } from '../plans/content.ts'
import { type Applied, appliedRows } from './apply.ts'

/**
 * Stops an import that is being carried out. The plan is locked, so no batch is under way: what has been applied stays,
 * and the other rows are `stopped`. Null if nothing is left to stop.
 */
export async function stopImport(tx: Db, ctx: Context, plan: ImportPlan): Promise<Applied | null> {
  const { id, code, state, appliedThrough } = plan
  if (state !== 'confirmed' || appliedThrough === null) return null
  await allowBulk(tx)
  const left = await tx
    .update(importRows)
    .set({ outcome: 'stopped' })
    .where(and(eq(importRows.planId, id), gt(importRows.line, appliedThrough)))
    .returning({ line: importRows.line })
  const counts = sql`${plans.counts} || jsonb_build_object('stopped', ${left.length}::int)`
  await tx.update(plans).set({ appliedThrough: null, appliedAt: ctx.clock(), counts }).where(eq(plans.id, id))
  const applied = await appliedRows(tx, id)
  await writeAudit(tx, ctx, { action: 'import.stop', code, details: { ...applied } })
  return applied
}
