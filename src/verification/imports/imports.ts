import { count, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { importRows } from '../../db/schema/index.ts'
import { UserError } from '../../errors.ts'
import { readHolders } from '../addresses/holders.ts'
import { writeAudit } from '../audit.ts'
import type { Context } from '../context.ts'
import { lockPeople } from '../links/links.ts'
import { findPersonalNumber } from '../people/personnummer.ts'
import type { ImportPlan } from '../plans/content.ts'
import { closeDecision, type Decision, refuseUnlessMine } from '../plans/decision.ts'
import { openPlan } from '../plans/plans.ts'
import { createCompanies, matchCompanies } from './companies.ts'
import { batch, type ImportOutcome, type ImportRow, Judge, type Judged } from './outcomes.ts'
import { type FileRow, type PersonRow, readRow } from './rows.ts'
import { writePeople } from './writes.ts'

export type Outcomes = Partial<Record<ImportOutcome, number>>

export interface PlannedImport {
  /** Null when the file has no rows. */
  plan: { id: number; code: string } | null
  rows: number
  outcomes: Outcomes
  /** How many rows would change anything. */
  changes: number
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
 * Judges the rows of a file and stores them under a code until they are confirmed. No person is written.
 * @throws UserError `personal_number`
 */
export async function planImport(
  ctx: Context,
  file: { fileName: string; rows: readonly FileRow[] },
): Promise<PlannedImport> {
  await refusePersonalNumbers(file)
  const judged = await classifyImport(ctx.db, ctx, file.rows)
  const summary = {
    rows: judged.length,
    outcomes: countOutcomes(judged),
    changes: judged.filter(({ write }) => write).length,
    examples: chooseExamples(judged),
  }
  if (judged.length === 0) return { plan: null, ...summary }
  const plan = await ctx.db.transaction(async (tx) => {
    const { rows: total, outcomes } = summary
    const counts = { rows: total, outcomes }
    const opened = await openPlan(tx, ctx, { kind: 'import', line: 'importera', counts })
    await storeImportRows(tx, opened.id, judged)
    await writeAudit(tx, ctx, { action: 'import.plan', code: opened.code, details: { rows: total, outcomes } })
    return opened
  })
  return { plan, ...summary }
}

/**
 * Carries a planned import out, once. The rows are judged again, since the people may have changed after they were shown.
 * @throws UserError `not_yours`, `used`, `cancelled`, `expired`
 */
export async function confirmImport(
  tx: Db,
  ctx: Context,
  { plan, repeated }: Decision<ImportPlan>,
): Promise<{ rows: number; outcomes: Outcomes }> {
  if (repeated && plan.state === 'confirmed') return appliedRows(tx, plan.id)
  refuseUnlessMine(ctx, plan)
  await closeDecision(tx, ctx, plan, 'confirmed')
  const result = await applyImportRows(tx, ctx, plan.id)
  await writeAudit(tx, ctx, { action: 'import.confirm', code: plan.code, details: result })
  return result
}

/** The outcomes of an import that was carried out. */
async function appliedRows(tx: Db, planId: number): Promise<{ rows: number; outcomes: Outcomes }> {
  const { outcome } = importRows
  const found = await tx.select({ outcome, n: count() }).from(importRows).where(isOf(planId)).groupBy(outcome)
  const outcomes: Outcomes = Object.fromEntries(found.map(({ outcome, n }) => [outcome, n]))
  return { rows: found.reduce((sum, { n }) => sum + n, 0), outcomes }
}

const isOf = (planId: number) => eq(importRows.planId, planId)

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

/** Gives every row exactly one outcome, by what is stored now. */
async function classifyImport(db: Db, ctx: Context, file: readonly FileRow[]): Promise<Judged[]> {
  const read: { line: number; row: PersonRow | null }[] = []
  for (const [i, row] of file.entries()) {
    read.push({ line: row.line, row: readRow(row) })
    if (i % 2000 === 1999) await yieldToOthers()
  }
  const { judge } = await prepare(db, ctx, read)
  const judged: Judged[] = []
  for (let at = 0; at < read.length; at += batch) {
    judged.push(...(await judge.judge(db, read.slice(at, at + batch))))
    await yieldToOthers()
  }
  return judged
}

async function storeImportRows(tx: Db, planId: number, all: readonly ImportRow[]): Promise<void> {
  for (let at = 0; at < all.length; at += batch) {
    const part = all.slice(at, at + batch).map(({ line, outcome, personId, row }) => ({ line, outcome, personId, row }))
    await tx.execute(
      sql`insert into import_rows (plan_id, line, outcome, person_id, row)
        select ${planId}, line, outcome, "personId", nullif("row", 'null'::jsonb)
        from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(line int, outcome text, "personId" bigint, "row" jsonb)`,
    )
    await yieldToOthers()
  }
}

/** Judges the stored rows of a plan again and writes them, all in `tx`. The counts add up to the rows. */
async function applyImportRows(tx: Db, ctx: Context, planId: number): Promise<{ rows: number; outcomes: Outcomes }> {
  // One import at a time: two files that create the same person must see each other's rows.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('verifiera.import'))`)
  const read = await readImportRows(tx, planId)
  await lockPeople(tx, tx.select({ id: importRows.personId }).from(importRows).where(isOf(planId)))
  const { judge, companies } = await prepare(tx, ctx, read)
  const total: Outcomes = {}
  if (companies.missing.size > 0) {
    await createCompanies(tx, ctx, companies.missing)
    return applyImportRows(tx, ctx, planId)
  }
  for (let at = 0; at < read.length; at += batch) {
    const part = await judge.judge(tx, read.slice(at, at + batch))
    await writePeople(tx, ctx, part)
    await keepOutcomes(tx, planId, part)
    for (const { outcome } of part) total[outcome] = (total[outcome] ?? 0) + 1
    await yieldToOthers()
  }
  return { rows: read.length, outcomes: total }
}

/** The stored rows of a plan. `storeImportRows` wrote them, so their shape is that of `PersonRow`. */
const readImportRows = (tx: Db, planId: number) =>
  tx
    .select({ line: importRows.line, row: sql<PersonRow | null>`${importRows.row}` })
    .from(importRows)
    .where(isOf(planId))
    .orderBy(importRows.line)

async function prepare(db: Db, ctx: Context, read: readonly { row: PersonRow | null }[]) {
  const all = read.map(({ row }) => row)
  const companies = await matchCompanies(db, ctx, all)
  const keys = new Set(all.flatMap((row) => row?.emailKey ?? []))
  return { companies, judge: new Judge(ctx, companies, await readHolders(db, [...keys])) }
}

async function keepOutcomes(tx: Db, planId: number, part: readonly ImportRow[]): Promise<void> {
  const list = JSON.stringify(part.map(({ line, outcome, personId }) => ({ line, outcome, personId })))
  await tx.execute(
    sql`update import_rows r set outcome = n.outcome, person_id = n."personId"
      from jsonb_to_recordset(${list}::jsonb) as n(line int, outcome text, "personId" bigint)
      where r.plan_id = ${planId} and r.line = n.line and (r.outcome, r.person_id) is distinct from (n.outcome, n."personId")`,
  )
}

function countOutcomes(all: readonly ImportRow[]): Outcomes {
  const counts: Outcomes = {}
  for (const { outcome } of all) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

function chooseExamples(all: readonly Judged[]): PlannedImport['examples'] {
  const examples: PlannedImport['examples'] = {}
  for (const { line, outcome, row, hidden } of all) {
    examples[outcome] ??= []
    // Of rows outside the scope, only the number of them is told.
    if (outcome === 'outside_your_scope') continue
    if (hidden || examples[outcome].length >= 5) continue
    const name = [row?.givenName, row?.familyName].filter(Boolean).join(' ')
    examples[outcome].push({ line, number: row?.number ?? '', name, company: row?.company ?? row?.companyNumber ?? '' })
  }
  return examples
}

/** Lets the rest of the process run: the embedded database answers without ever leaving the microtask queue. */
const yieldToOthers = () => new Promise((resolve) => setImmediate(resolve))
