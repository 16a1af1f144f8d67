import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { plans } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { countMovedNotices } from '../delivery/other-letters.ts'
import { findPersonalNumber, isRefusedCell } from '../people/personnummer.ts'
import type { ImportForm, ImportPlan } from '../plans/content.ts'
import { closeDecision, type Decision, refuseUnlessMine } from '../plans/decision.ts'
import { openPlan, publishPlan } from '../plans/plans.ts'
import type { DayOrder } from './cells/days.ts'
import { matchCompanies, noteCompany } from './companies.ts'
import { type Founded, foundingKey } from './founding.ts'
import { batch, type ImportOutcome, type ImportRow, Judge, type Judged, type Outcomes } from './outcomes.ts'
import { dayOrdersOf, type FileRow, type PersonRow, type RowOptions, readRow } from './rows.ts'
import { isToCorrect, type Notes, noteImport } from './summary.ts'
import { noWarnings, type Warnings, Watch } from './warnings/warnings.ts'

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
  /** Rows that somebody should correct and send again. */
  toCorrect: number
  /** Days in the file can be read in two orders, and nobody has said in which. */
  twoDays: boolean
  /** What is wrong with cells, or was put right in them. */
  notes: Notes
  /** Companies that the import founds. */
  founded: Founded[]
  /** Companies that it does not found until somebody says so, with the number of their rows. */
  held: (Founded & { rows: number })[]
  warnings: Warnings
}

interface Example {
  line: number
  number: string
  name: string
  company: string
  /** The stored number that the row's number looks like. */
  looksLike?: string
}

/** The file as it was read, and what somebody has answered about it. */
export interface ImportedFile {
  fileName: string
  rows: readonly FileRow[]
  /** How the file was made, so that rows to be corrected can be given back alike. */
  form?: ImportForm
  answers?: {
    /** `day/month` order of the dates. */
    dayOrder?: DayOrder
    /** The number of the company of rows that name none. */
    company?: string
    /** Numbers with other leading zeros are the stored ones that they look like. */
    acceptLooks?: boolean
    /** What names new companies that are founded although an existing one is near (founding.ts), or all of them. */
    founds?: string[] | 'all'
  }
}

/**
 * Judges the rows of a file and stores them under a code until they are confirmed; no person is written. A batch at a
 * time, each a short transaction of its own: the draft becomes a plan when its last row is stored.
 * @throws UserError `personal_number`
 */
export async function planImport(ctx: Context, file: ImportedFile): Promise<PlannedImport> {
  await refusePersonalNumbers(file)
  const { answers = {} } = file
  const options: RowOptions = { ...answers, orders: dayOrdersOf(file.rows) }
  const planned: PlannedImport = {
    plan: null,
    rows: file.rows.length,
    outcomes: {},
    changes: 0,
    notices: 0,
    examples: {},
    toCorrect: 0,
    twoDays: false,
    notes: {},
    founded: [],
    held: [],
    warnings: noWarnings,
  }
  if (file.rows.length === 0) return planned
  const { founds = [] } = answers
  const founding = founds === 'all' ? founds : { accepted: founds, others: true }
  const companies = await matchCompanies(ctx.db, ctx, await companiesIn(file.rows, options), founding)
  const held = new Map([...companies.held].map(([key, founded]) => [key, { ...founded, rows: 0 }]))
  const watch = new Watch(ctx.db, ctx.actor)
  const judge = new Judge(ctx, companies, answers.acceptLooks)
  const draft = await openDraft(ctx, file.rows.length)
  for (let at = 0; at < file.rows.length; at += batch) {
    const part = file.rows.slice(at, at + batch)
    const judged = await judge.judge(
      ctx.db,
      part.map((row) => readRow(row, options)),
    )
    await storeImportRows(ctx.db, draft.id, judged, part)
    noteImport(planned.notes, judged)
    planned.toCorrect += judged.filter(isToCorrect).length
    for (const { row } of judged) if (row && held.has(foundingKey(row))) held.get(foundingKey(row))!.rows += 1
    await watch.note(judged)
    addOutcomes(planned.outcomes, judged)
    addExamples(planned.examples, judged)
    planned.changes += judged.filter(({ write, proposal }) => write || proposal).length
    const moved = judged.flatMap(({ write }) => (write?.newAddress && write.id !== null ? [write.id] : []))
    planned.notices += await countMovedNotices(ctx.db, moved)
    ctx.report?.({ work: 'file', done: at + judged.length, total: file.rows.length })
    await yieldToOthers()
  }
  const counts = { rows: planned.rows, outcomes: planned.outcomes, notices: planned.notices }
  const { missing: founded } = companies
  const keys = founded.map(({ key }) => key)
  await publishPlan(ctx.db, ctx, draft.id, { kind: 'import', counts, form: file.form, founds: keys })
  const twoDays = planned.notes.two_days !== undefined
  return { ...planned, plan: draft, twoDays, founded, held: [...held.values()], warnings: await watch.found() }
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
async function companiesIn(file: readonly FileRow[], options: RowOptions): Promise<PersonRow[]> {
  const found = new Map<string, PersonRow>()
  for (const [i, cells] of file.entries()) {
    const { row } = readRow(cells, options)
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
  const refusal = () => new UserError('personal_number', 'import.personal_number')
  if (findPersonalNumber(file.fileName)) throw refusal()
  for (const [i, { cells }] of file.rows.entries()) {
    // Each by itself: the digits of two cells side by side are not one number.
    if (Object.entries(cells).some(([column, cell]) => isRefusedCell(cell, column !== 'number'))) throw refusal()
    if (i % 5000 === 4999) await yieldToOthers()
  }
}

/** Rows that somebody has to correct are stored with their cells. */
async function storeImportRows(
  db: Db,
  planId: number,
  all: readonly ImportRow[],
  read: readonly FileRow[],
): Promise<void> {
  const part = all.map((judged, i) => {
    const { line, outcome, personId, row, notes } = judged
    return { line, outcome, personId, row, notes, cells: isToCorrect(judged) ? read[i]!.cells : null }
  })
  await db.execute(
    sql`insert into import_rows (plan_id, line, outcome, person_id, row, notes, cells)
      select ${planId}, line, outcome, "personId", nullif("row", 'null'::jsonb), nullif(notes, '[]'::jsonb), nullif(cells, 'null'::jsonb)
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(line int, outcome text, "personId" bigint, "row" jsonb,
        notes jsonb, cells jsonb)`,
  )
}

function addOutcomes(total: Outcomes, part: readonly ImportRow[]): void {
  for (const { outcome } of part) total[outcome] = (total[outcome] ?? 0) + 1
}

function addExamples(examples: PlannedImport['examples'], part: readonly Judged[]): void {
  for (const { line, outcome, row, hidden, looksLike } of part) {
    examples[outcome] ??= []
    // Of rows outside the scope, only the number of them is told.
    if (outcome === 'outside_your_scope') continue
    if (hidden || examples[outcome].length >= 5) continue
    const name = [row?.givenName, row?.familyName].filter(Boolean).join(' ')
    const company = row?.company ?? row?.companyNumber ?? ''
    examples[outcome].push({ line, number: row?.number ?? '', name, company, ...(looksLike && { looksLike }) })
  }
}

/** Lets the rest of the process run: the embedded database answers without ever leaving the microtask queue. */
const yieldToOthers = () => new Promise((resolve) => setImmediate(resolve))
