import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { plans } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { countMovedNotices } from '../delivery/other-letters.ts'
import { findPersonalNumber } from '../people/personnummer.ts'
import type { ImportPlan } from '../plans/content.ts'
import { closeDecision, type Decision, refuseUnlessMine } from '../plans/decision.ts'
import { openPlan, publishPlan } from '../plans/plans.ts'
import { matchCompanies, noteCompany } from './companies.ts'
import { batch, type ImportOutcome, type ImportRow, Judge, type Judged, type Outcomes } from './outcomes.ts'
import { type FileRow, type PersonRow, readRow } from './rows.ts'

export interface PlannedImport {
  /** Null when the file has no rows. */
  plan: { id: number; code: string } | null
  rows: number
  outcomes: Outcomes
  /** How many rows would change anything. */
  changes: number
  /** How many old addresses would get a notice that they are left. */
  notices: number
  /** Some rows of each outcome, without protected identities, for the actor to see. */
  examples: { [outcome in ImportOutcome]?: Example[] }
}

interface Example {
  line: number
  number: string
  name: string
  company: string
}

/**
 * Judges the rows of a file and stores them under a code until they are confirmed; no person is written. A batch at a
 * time, each a short transaction of its own: the draft becomes a plan when its last row is stored.
 * @throws UserError `personal_number`
 */
export async function planImport(
  ctx: Context,
  file: { fileName: string; rows: readonly FileRow[] },
): Promise<PlannedImport> {
  await refusePersonalNumbers(file)
  const planned: PlannedImport = {
    plan: null,
    rows: file.rows.length,
    outcomes: {},
    changes: 0,
    notices: 0,
    examples: {},
  }
  if (file.rows.length === 0) return planned
  const judge = new Judge(ctx, await matchCompanies(ctx.db, ctx, await companiesIn(file.rows)))
  const draft = await openDraft(ctx, file.rows.length)
  for (let at = 0; at < file.rows.length; at += batch) {
    const read = file.rows.slice(at, at + batch).map((row) => ({ line: row.line, row: readRow(row) }))
    const judged = await judge.judge(ctx.db, read)
    await storeImportRows(ctx.db, draft.id, judged)
    addOutcomes(planned.outcomes, judged)
    addExamples(planned.examples, judged)
    planned.changes += judged.filter(({ write }) => write).length
    const moved = judged.flatMap(({ write }) => (write?.newAddress && write.id !== null ? [write.id] : []))
    planned.notices += await countMovedNotices(ctx.db, moved)
    ctx.report?.({ work: 'file', done: at + judged.length, total: file.rows.length })
    await yieldToOthers()
  }
  const counts = { rows: planned.rows, outcomes: planned.outcomes, notices: planned.notices }
  await publishPlan(ctx.db, ctx, draft.id, { kind: 'import', counts })
  return { ...planned, plan: draft }
}

function openDraft(ctx: Context, rows: number): Promise<{ id: number; code: string }> {
  return ctx.db.transaction(async (tx) => {
    const counts = { rows: 0, outcomes: {} }
    const draft = await openPlan(tx, ctx, { kind: 'import', line: 'importera', counts }, 'draft')
    await writeAudit(tx, ctx, { action: 'import.plan', code: draft.code, details: { rows } })
    return draft
  })
}

/** The first row that names each company. */
async function companiesIn(file: readonly FileRow[]): Promise<PersonRow[]> {
  const found = new Map<string, PersonRow>()
  for (const [i, cells] of file.entries()) {
    const row = readRow(cells)
    if (row) noteCompany(found, row)
    if (i % 2000 === 1999) await yieldToOthers()
  }
  return [...found.values()]
}

/** How long a plan waits for approval, in milliseconds. */
const approvalLife = 24 * 3_600_000

/**
 * Decides that a planned import is carried out, once (apply.ts does it), or, where `asks`, that another human is asked.
 * @throws UserError `not_yours`, `awaiting`, `used`, `cancelled`, `expired`
 */
export async function confirmImport(
  tx: Db,
  ctx: Context,
  { plan, repeated }: Decision<ImportPlan>,
  asks: boolean,
): Promise<'confirmed' | 'awaiting'> {
  if (repeated && (plan.state === 'confirmed' || plan.state === 'awaiting')) return plan.state
  refuseUnlessMine(ctx, plan)
  if (asks) {
    await closeDecision(tx, ctx, plan, 'awaiting', { expiresAt: new Date(ctx.clock().getTime() + approvalLife) })
    await writeAudit(tx, ctx, { action: 'import.ask', code: plan.code })
    return 'awaiting'
  }
  await closeDecision(tx, ctx, plan, 'confirmed')
  await beginApplying(tx, ctx, plan.id)
  await writeAudit(tx, ctx, { action: 'import.confirm', code: plan.code, details: { ...plan.counts } })
  return 'confirmed'
}

/** From here on the import goes on by itself, also after a crash. */
export const beginApplying = (tx: Db, { clock }: Pick<Context, 'clock'>, planId: number) =>
  tx.update(plans).set({ appliedThrough: 0, appliedAt: clock() }).where(eq(plans.id, planId))

/** Refuses the whole file if it or its name contains a personal identity number, before anything is written. */
async function refusePersonalNumbers(file: { fileName: string; rows: readonly FileRow[] }): Promise<void> {
  let found = findPersonalNumber(file.fileName)
  for (const [i, { cells }] of file.rows.entries()) {
    found ??= findPersonalNumber(Object.values(cells).join('\n'))
    if (found) throw new UserError('personal_number', 'import.personal_number')
    if (i % 5000 === 4999) await yieldToOthers()
  }
  if (found) throw new UserError('personal_number', 'import.personal_number')
}

async function storeImportRows(db: Db, planId: number, all: readonly ImportRow[]): Promise<void> {
  const part = all.map(({ line, outcome, personId, row }) => ({ line, outcome, personId, row }))
  await db.execute(
    sql`insert into import_rows (plan_id, line, outcome, person_id, row)
      select ${planId}, line, outcome, "personId", nullif("row", 'null'::jsonb)
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(line int, outcome text, "personId" bigint, "row" jsonb)`,
  )
}

function addOutcomes(total: Outcomes, part: readonly ImportRow[]): void {
  for (const { outcome } of part) total[outcome] = (total[outcome] ?? 0) + 1
}

function addExamples(examples: PlannedImport['examples'], part: readonly Judged[]): void {
  for (const { line, outcome, row, hidden } of part) {
    examples[outcome] ??= []
    // Of rows outside the scope, only the number of them is told.
    if (outcome === 'outside_your_scope') continue
    if (hidden || examples[outcome].length >= 5) continue
    const name = [row?.givenName, row?.familyName].filter(Boolean).join(' ')
    examples[outcome].push({ line, number: row?.number ?? '', name, company: row?.company ?? row?.companyNumber ?? '' })
  }
}

/** Lets the rest of the process run: the embedded database answers without ever leaving the microtask queue. */
const yieldToOthers = () => new Promise((resolve) => setImmediate(resolve))
