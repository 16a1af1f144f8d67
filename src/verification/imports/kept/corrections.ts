import { and, asc, count, desc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import { type Db, idList } from '../../../db/open.ts'
import { importRows, people, plans } from '../../../db/schema/index.ts'
import { UserError } from '../../../errors.ts'
import type { Context } from '../../context.ts'
import { type ImportForm, type ImportPlan, readPlan } from '../../plans/content.ts'
import { findPlan } from '../../plans/plans.ts'
import type { Note } from '../cells/notes.ts'
import type { ImportRow } from '../outcomes.ts'
import type { FileRow, PersonRow } from '../rows.ts'
import { isToCorrect } from './to-correct.ts'

export interface RowToCorrect {
  /** Where it was in the first import of it. */
  line: number
  outcome: string
  notes: Note[]
  /** As they were in the file; empty if the line could not be divided into cells. */
  cells: FileRow['cells']
  /** What was read of it; nothing once that is no longer kept. */
  read: Partial<PersonRow>
  /** The stored number that it looks like. */
  looksLike: string | null
}

const unknownForm: ImportForm = { format: 'csv', headers: {} }

/**
 * The rows of an import that were refused or are doubtful and have not been corrected since, for whoever imported them,
 * while they are kept. `code` is that of the first import of them.
 * Null if the code is not that of an import.
 * @throws UserError `not_yours`
 */
export async function rowsToCorrect(
  ctx: Context,
  code: string,
): Promise<{ code: string; form: ImportForm; rows: RowToCorrect[] } | null> {
  const plan = await findPlan(ctx.db, code)
  if (plan?.kind !== 'import') return null
  if (plan.requester !== ctx.actor.id) throw new UserError('not_yours', 'import.correct.notYours', { code: plan.code })
  const rows = await ctx.db
    .select({
      line: sql<number>`coalesce((${importRows.cells} ->> 'origin')::int, ${importRows.line})`,
      outcome: importRows.outcome,
      notes: sql<Note[]>`coalesce(${importRows.notes}, '[]')`,
      cells: sql<FileRow['cells']>`${importRows.cells}`,
      read: sql<Partial<PersonRow>>`coalesce(${importRows.row}, '{}')`,
      looksLike: sql<string | null>`case when ${importRows.outcome} = 'looks_like' then ${people.number} end`,
    })
    .from(importRows)
    .leftJoin(people, eq(people.id, importRows.personId))
    .where(and(eq(importRows.planId, plan.id), isNotNull(importRows.cells)))
    .orderBy(asc(importRows.line))
  return { code: plan.corrects ?? plan.code, form: plan.form ?? unknownForm, rows }
}

/** An import of which rows are corrected by another file. */
export interface FirstImport {
  code: string
  form: ImportForm
  /** Whether it was carried out, or is about to be. */
  confirmed: boolean
  /** Its rows that are still to be corrected, by their lines. */
  lines: ReadonlyMap<number, WrongRow>
}

/** What is wrong with a row and cannot be seen in its cells. */
export interface WrongRow {
  /** Cells whose value the file did not hold. */
  faults: Note[]
  /** Its cells, if it repeats another row. */
  repeated: FileRow['cells'] | null
  /** The cells that say who is meant and whose zeros a spreadsheet may have taken away. */
  zeroLed: FileRow['cells'] | null
}

/** The actor's own import with this code, if rows of it are to be corrected; null for any other. */
export async function firstImport(ctx: Context, code: string): Promise<FirstImport | null> {
  const plan = await findPlan(ctx.db, code)
  if (plan?.kind !== 'import' || plan.requester !== ctx.actor.id) return null
  const { line, outcome, notes, cells } = importRows
  const isFault = sql`(${notes} @> '[{"why":"error"}]' or ${notes} @> '[{"why":"no_result"}]')`
  // Where it was asked whether the zeros belong there, the number without them is an answer.
  const isZeroLed = sql`(${cells} ->> 'number' like '0%' or ${cells} ->> 'companyNumber' like '0%')
    and ${outcome} <> 'looks_like' and not coalesce(${notes} @> '[{"why":"zeros"}]', false)`
  const found = await ctx.db
    .select({
      line,
      notes: sql<Note[] | null>`case when ${isFault} then ${notes} end`,
      repeated: sql<WrongRow['repeated']>`case when ${outcome} = 'duplicate_in_file' then ${cells} end`,
      zeroLed: sql<WrongRow['zeroLed']>`case when ${isZeroLed} then
        jsonb_build_object('number', ${cells} ->> 'number', 'companyNumber', coalesce(${cells} ->> 'companyNumber', '')) end`,
    })
    .from(importRows)
    .where(isToCorrectOf(plan.id))
  if (found.length === 0) return null
  const confirmed = plan.state === 'confirmed' || plan.state === 'awaiting'
  const lines = new Map(
    found.map(({ line, notes, ...cells }) => [line, { faults: faultsIn(notes ?? []), ...cells }] as const),
  )
  return { code: plan.code, form: plan.form ?? unknownForm, confirmed, lines }
}

const faultsIn = (notes: readonly Note[]) => notes.filter(({ why }) => why === 'error' || why === 'no_result')

const isToCorrectOf = (planId: number) => and(eq(importRows.planId, planId), isNotNull(importRows.cells))

/** How many rows of the first import are still to be corrected. */
export async function leftToCorrect(db: Db, code: string): Promise<number> {
  const plan = await findPlan(db, code)
  if (!plan) return 0
  const [found] = await db.select({ n: count() }).from(importRows).where(isToCorrectOf(plan.id))
  return found?.n ?? 0
}

/** Forgets what was wrong with the rows of the first import that these have corrected. */
export async function settleCorrections(
  tx: Db,
  { corrects }: ImportPlan,
  applied: readonly ImportRow[],
): Promise<void> {
  const done = applied.flatMap((judged) => (judged.row?.origin && !isToCorrect(judged) ? [judged.row.origin] : []))
  if (!corrects || done.length === 0) return
  await tx.execute(
    sql`update import_rows set cells = null, notes = null
      where plan_id = (select id from plans where code = ${corrects}) and line in ${idList(done)}`,
  )
}

/** How the actor's last imports were made, newest first: files that came of them can be recognised by it. */
export async function ownForms(ctx: Context): Promise<{ code: string; form: ImportForm }[]> {
  const recent = gt(plans.createdAt, new Date(ctx.clock().getTime() - keptDays * 86_400_000))
  const own = and(eq(plans.kind, 'import'), eq(plans.requester, ctx.actor.id), recent)
  const found = await ctx.db.select().from(plans).where(own).orderBy(desc(plans.id)).limit(mostForms)
  return found.flatMap((row) => {
    const plan = readPlan(row)
    return plan.kind === 'import' && plan.form ? [{ code: plan.code, form: plan.form }] : []
  })
}

/** How the last file was made that the actor has imported; ours, before the first one. */
export async function lastForm(ctx: Context): Promise<ImportForm> {
  const own = and(eq(plans.kind, 'import'), eq(plans.requester, ctx.actor.id), eq(plans.state, 'confirmed'))
  const found = await ctx.db.select().from(plans).where(own).orderBy(desc(plans.id)).limit(mostForms)
  for (const row of found) {
    const plan = readPlan(row)
    if (plan.kind === 'import' && plan.form) return plan.form
  }
  return unknownForm
}

/** As long as rows to be corrected are kept (records/retained.ts). */
const keptDays = 7
const mostForms = 50
