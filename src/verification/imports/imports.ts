import { eq, sql } from 'drizzle-orm'
import { others } from '../../base/others.ts'
import { storable } from '../../base/storable.ts'
import { again, type Db } from '../../db/open.ts'
import { plans } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { writeAudit } from '../audit.ts'
import { type Context, inBackground } from '../context.ts'
import { countMovedNotices } from '../delivery/other-letters.ts'
import { findPersonalNumber, isRefusedCell, isRefusedName } from '../people/personnummer.ts'
import type { ImportForm, ImportPlan } from '../plans/content.ts'
import { awaitApproval, closeDecision, type Decision, refuseUnlessMine } from '../plans/decision.ts'
import { openPlan, publishPlan } from '../plans/plans.ts'
import type { DayOrder } from './cells/days.ts'
import { matchCompanies } from './companies.ts'
import { correctedRows } from './kept/corrected.ts'
import type { FirstImport } from './kept/corrections.ts'
import { isToCorrect } from './kept/to-correct.ts'
import { batch, type ImportRow, Judge } from './outcomes.ts'
import { type FileRow, type RowOptions, type Rows, readRow } from './rows.ts'
import { type Findings, Summary } from './summary.ts'
import { inBatches, lookedAt } from './survey/batches.ts'
import { filledDown } from './survey/fill-down.ts'
import { inDoubt } from './survey/in-doubt.ts'
import { companiesThatLostZeros } from './survey/lost-zeros.ts'
import { surveyRows } from './survey/survey.ts'
import { noWarnings, type Warnings, Watch } from './warnings/warnings.ts'

export interface PlannedImport extends Findings {
  /** Null when the file has no rows. */
  plan: { id: number; code: string } | null
  rows: number
  /** How many old addresses would get a notice that they are left. */
  notices: number
  /** How many rows name no company and stand below one that does; they can be filled in. */
  below: number
  warnings: Warnings
}

/** The file as it was read, and what somebody has answered about it. */
export interface ImportedFile {
  fileName: string
  /** They are gone through several times. A large file has its rows packed, not as a list. */
  rows: Rows
  /** Lines whose letters may be wrong. */
  doubtful?: readonly number[]
  /** The earlier import whose rows the file corrects. */
  first?: FirstImport | null
  /** How the file was made, so that rows to be corrected can be given back alike. */
  form?: ImportForm
  answers?: {
    /** `day/month` order of the dates. */
    dayOrder?: DayOrder
    /** The number of the company of rows that name none, and the name if it is a new one. */
    company?: string
    companyName?: string
    /** Rows that name no company belong to the one above. */
    fillDown?: boolean
    /** Numbers with other leading zeros are the stored ones that they look like. */
    acceptLooks?: boolean
    /** What names new companies that are founded although an existing one is near (founding.ts), or all of them. */
    founds?: string[] | 'all'
    /** No others are founded. */
    foundsOnly?: boolean
  }
}

/**
 * Judges the rows of a file and stores them under a code until they are confirmed; no person is written. A batch at a
 * time, each a short transaction of its own: the draft becomes a plan when its last row is stored.
 * @throws UserError `personal_number`
 */
export async function planImport(asking: Context, file: ImportedFile): Promise<PlannedImport> {
  const ctx = inBackground(asking)
  await refusePersonalNumbers(file)
  const { form, first = null, answers = {} } = file
  const read = first ? correctedRows(file.rows, first) : file.rows
  const whole = answers.fillDown ? filledDown(read) : read
  const rows = file.doubtful?.length ? inDoubt(whole, file.doubtful) : whole
  if (rows.length === 0) return { ...nothing, plan: null, rows: 0, notices: 0, below: 0, warnings: noWarnings }
  const survey = await surveyRows(rows, answers)
  const options: RowOptions = { ...answers, orders: survey.orders, domains: survey.domains }
  const { founds = [] } = answers
  const founding = founds === 'all' ? founds : { accepted: founds, others: !answers.foundsOnly }
  const companies = await matchCompanies(ctx.db, ctx, survey.companies, founding)
  const summary = new Summary(companies, first, survey.orders)
  const watch = new Watch(ctx)
  if (first) await survey.zeroLed.judgeByStored(ctx.db, companies, survey.companies)
  await survey.zeroLed.compare(rows, options, companies, survey.companies)
  const lost = await companiesThatLostZeros(ctx, companies, { rows, options, named: survey.companies })
  const judge = new Judge(ctx, companies, { areTheSame: answers.acceptLooks, inFile: survey.zeroLed, lost })
  const plan = await openDraft(ctx, rows.length)
  let notices = 0
  let done = 0
  for (const part of inBatches(rows, batch)) {
    const judged = await judge.judge(
      ctx.db,
      part.map((row) => readRow(row, options)),
    )
    await storeImportRows(ctx.db, plan.id, judged, part)
    summary.note(judged, part)
    await watch.note(judged)
    const moved = judged.flatMap(({ write }) => (write?.newAddress && write.id !== null ? [write.id] : []))
    notices += await countMovedNotices(ctx.db, moved)
    done += part.length
    ctx.report?.({ work: 'file', done, total: rows.length })
    await others()
  }
  const warnings = await watch.found()
  const found = summary.found()
  const counts = { rows: rows.length, outcomes: found.outcomes, notices }
  const content = { counts, form, founds: found.founded.map(({ key }) => key), corrects: first?.code }
  await publishPlan(ctx.db, ctx, plan.id, { kind: 'import', ...content })
  // Rows to be corrected come from everywhere in their file: what stands above one is not its group.
  const below = answers.company || first ? 0 : survey.below
  return { ...found, plan, rows: rows.length, notices, below, warnings }
}

const nothing = new Summary({ missing: [], held: new Map() }, null).found()

function openDraft(ctx: Context, rows: number): Promise<{ id: number; code: string }> {
  return ctx.db.transaction(async (tx) => {
    const counts = { rows: 0, outcomes: {} }
    const draft = await openPlan(tx, ctx, { kind: 'import', line: 'importera', counts }, 'draft')
    await writeAudit(tx, ctx, { action: 'import.plan', code: draft.code, details: { rows } })
    return draft
  })
}

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
    await awaitApproval(tx, ctx, plan)
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
async function refusePersonalNumbers(file: { fileName: string; rows: Rows }): Promise<void> {
  const refusal = () => new UserError('personal_number', 'import.personal_number')
  if (findPersonalNumber(file.fileName)) throw refusal()
  for (const part of inBatches(file.rows, lookedAt)) {
    // Each by itself: only the columns of a file tell whether two cells are one number (files/table/split-numbers.ts).
    for (const { cells } of part) {
      if (Object.entries(cells).some(([column, cell]) => isRefusedCell(cell, column !== 'number'))) throw refusal()
      const names = [cells.givenName, cells.familyName, cells.wholeName, cells.turnedName]
      if (names.some((cell) => cell && isRefusedName(cell))) throw refusal()
    }
    await others()
  }
}

/** As the database and JSON can hold them; a file may have NUL and half an emoji in its cells. */
const storableCells = (cells: FileRow['cells']): FileRow['cells'] =>
  Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, storable(cell)]))

/** Rows that somebody has to correct are stored with their cells. */
async function storeImportRows(
  db: Db,
  planId: number,
  all: readonly ImportRow[],
  read: readonly FileRow[],
): Promise<void> {
  const part = all.map((judged, i) => {
    const { line, outcome, personId, row, notes } = judged
    const { cells, origin } = read[i]!
    const kept = isToCorrect(judged) ? { ...storableCells(cells), ...(origin && { origin }) } : null
    return { line, outcome, personId, row, notes, cells: kept }
  })
  // Somebody may be erased between the two: the row then names nobody, and is judged again at the confirm.
  const stored = sql`insert into import_rows (plan_id, line, outcome, person_id, row, notes, cells)
      select ${planId}, line, outcome, (select id from people where id = "personId"), nullif("row", 'null'::jsonb), nullif(notes, '[]'::jsonb), nullif(cells, 'null'::jsonb)
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(line int, outcome text, "personId" bigint, "row" jsonb,
        notes jsonb, cells jsonb)`
  await again(() => db.execute(stored))
}
