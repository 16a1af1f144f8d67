import { and, asc, count, eq, gt, isNotNull, lt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { importRows, plans } from '../../db/schema/index.ts'
import { type AuditEntry, writeAudit } from '../audit.ts'
import { type Context, inBackground, type Service } from '../context.ts'
import { lockPeople } from '../links/links.ts'
import { listPeople } from '../people/lists.ts'
import type { Selection } from '../people/selection.ts'
import { type ImportPlan, readPlan } from '../plans/content.ts'
import type { Note } from './cells/notes.ts'
import { type Companies, createCompanies, type Founding, matchCompanies, noteCompany } from './companies.ts'
import { leftToCorrect, settleCorrections } from './kept/corrections.ts'
import { isStored } from './kept/to-correct.ts'
import { batch, type ImportOutcome, type ImportRow, Judge, type Outcomes } from './outcomes.ts'
import { keepProposals } from './proposals.ts'
import type { PersonRow } from './rows.ts'
import { writePeople } from './writes.ts'

/**
 * Carries a confirmed import out, from where it stands: a batch at a time, each a transaction of its own, so that
 * nobody waits for a large file. The rows are judged again, since the people may have changed after they were shown.
 * Several processes may do it at once, also after a crash: they take turns, and each row is applied once.
 */
export async function applyImport(asking: Context, plan: ImportPlan): Promise<Applied> {
  const ctx = inBackground(asking)
  const judge = new Judge(ctx, await makeCompanies(ctx, plan))
  let done = 0
  for (let line: number | undefined = 0; line !== undefined; ) {
    const from: number = line
    const part = await ctx.db.transaction((tx) => applyBatch(tx, ctx, plan, judge, from))
    line = part.last
    done += part.rows
    ctx.report?.({ work: 'import', done, total: plan.counts.rows })
  }
  return appliedImport(ctx, plan)
}

/** What has become of the rows of an import. */
export interface Applied {
  rows: number
  outcomes: Outcomes
  /** Rows that somebody should correct and send again. */
  toCorrect: number
  /** The first import of rows that this one has corrected, and how many of its rows remain. */
  corrects?: { code: string; left: number }
  /** How many of these are stored all the same, with a cell that is in doubt or left out. */
  storedToCorrect: number
  /** How many of its people have an address and were never mailed; not counted for a large file. */
  unsent?: number
  /** How many people of it, and of the import that it corrects, have no address; not counted for a large file. */
  missing?: number
}

/** What has become of an import that has been carried out, for its card. */
async function appliedImport(ctx: Context, plan: ImportPlan): Promise<Applied> {
  const applied = await appliedRows(ctx.db, plan.id)
  const { corrects } = plan
  return {
    ...applied,
    ...(corrects && { corrects: { code: corrects, left: await leftToCorrect(ctx.db, corrects) } }),
    ...(applied.rows <= mostCounted && {
      unsent: await countOf(ctx, [plan.code], { states: [{ not: false, any: ['not_sent'] }] }),
      missing: await countOf(ctx, corrects ? [corrects, plan.code] : [plan.code], {
        emails: [{ not: false, any: [{ is: 'missing' }] }],
      }),
    }),
  }
}

/** How many people of these imports match. */
async function countOf(ctx: Context, codes: string[], selection: Selection): Promise<number> {
  return (await listPeople(ctx, { ...selection, imports: [{ not: false, any: codes }] }, 0, 0)).total
}

/** Rows of a file up to which its people are looked at once more. */
const mostCounted = 50_000

export async function appliedRows(db: Db, planId: number): Promise<Applied> {
  const { outcome } = importRows
  const found = await db
    .select({ outcome: sql<ImportOutcome>`${outcome}`, n: count(), kept: count(importRows.cells) })
    .from(importRows)
    .where(isOf(planId))
    .groupBy(outcome)
  const outcomes: Outcomes = Object.fromEntries(found.map(({ outcome, n }) => [outcome, n]))
  return {
    rows: found.reduce((sum, { n }) => sum + n, 0),
    outcomes,
    toCorrect: found.reduce((sum, { kept }) => sum + kept, 0),
    storedToCorrect: found.reduce((sum, { outcome, kept }) => sum + (isStored(outcome) ? kept : 0), 0),
  }
}

const isOf = (planId: number) => eq(importRows.planId, planId)

/** Creates the companies that are missing and that the actor may create. Returns all, as the rows name them. */
async function makeCompanies(ctx: Context, { id, founds }: ImportPlan): Promise<Companies> {
  const named = await companiesIn(ctx.db, id)
  const founding: Founding = founds ? { accepted: founds, others: false } : 'all'
  const { missing } = await matchCompanies(ctx.db, ctx, named, founding)
  await createCompanies(ctx.db, ctx, missing)
  return matchCompanies(ctx.db, ctx, named, founding)
}

/** The first row that names each company. */
async function companiesIn(db: Db, planId: number): Promise<PersonRow[]> {
  const found = new Map<string, PersonRow>()
  for (let from = 0; ; ) {
    const part = await readRows(db, planId, from)
    for (const { row } of part) if (row) noteCompany(found, row)
    if (part.length < batch) return [...found.values()]
    from = part.at(-1)!.line
  }
}

/**
 * Judges and writes the rows after line `from`; returns how many they were, and the last line unless none are left.
 * Rows that somebody else has applied are only noted, so that a person who comes twice in the file is seen.
 */
async function applyBatch(tx: Db, ctx: Context, plan: ImportPlan, judge: Judge, from: number) {
  // Whoever stops the import waits for this batch, and the next batch for them.
  const [stands] = await tx
    .select({ through: plans.appliedThrough })
    .from(plans)
    .where(eq(plans.id, plan.id))
    .for('no key update')
  await lockImports(tx)
  const read = await readRows(tx, plan.id, from)
  const through = stands?.through ?? Number.POSITIVE_INFINITY
  judge.note(read.filter(({ line }) => line <= through))
  const due = read.filter(({ line }) => line > through)
  await lockPeople(
    tx,
    due.flatMap(({ personId }) => personId ?? []),
  )
  const judged = await judge.judge(tx, due)
  await writePeople(tx, ctx, judged)
  const proposed = await keepProposals(tx, ctx, plan, judged)
  await keepOutcomes(tx, plan.id, judged)
  await settleCorrections(tx, plan, judged)
  const last = read.length < batch ? undefined : read.at(-1)!.line
  const ended = due.length || last === undefined ? await moveOn(tx, ctx, plan, last) : []
  await writeAudit(tx, ctx, ...proposed, ...ended)
  return { rows: read.length, last }
}

/**
 * One batch at a time: two files that create the same person must see each other's rows, and nobody who is erased while
 * a batch waits may be created again by it.
 */
export const lockImports = (tx: Db) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('verifiera.import'))`)

/** Returns what the audit is to say of it: that the last row has been applied. */
async function moveOn(tx: Db, ctx: Context, plan: ImportPlan, last: number | undefined): Promise<AuditEntry[]> {
  const moved = await tx
    .update(plans)
    .set({ appliedThrough: last ?? null, appliedAt: ctx.clock() })
    .where(and(eq(plans.id, plan.id), isNotNull(plans.appliedThrough)))
    .returning({ id: plans.id })
  if (last !== undefined || moved.length === 0) return []
  return [{ action: 'import.apply', code: plan.code, details: { ...(await appliedRows(tx, plan.id)) } }]
}

/** The next stored rows of a plan. `storeImportRows` wrote them, so their shape is that of `PersonRow`. */
const readRows = (db: Db, planId: number, from: number) =>
  db
    .select({
      line: importRows.line,
      personId: importRows.personId,
      row: sql<PersonRow | null>`${importRows.row}`,
      notes: sql<Note[]>`coalesce(${importRows.notes}, '[]')`,
    })
    .from(importRows)
    .where(and(isOf(planId), gt(importRows.line, from)))
    .orderBy(asc(importRows.line))
    .limit(batch)

async function keepOutcomes(tx: Db, planId: number, part: readonly ImportRow[]): Promise<void> {
  const list = JSON.stringify(part.map(({ line, outcome, personId }) => ({ line, outcome, personId })))
  await tx.execute(
    sql`update import_rows r set outcome = n.outcome, person_id = n."personId"
      from jsonb_to_recordset(${list}::jsonb) as n(line int, outcome text, "personId" bigint)
      where r.plan_id = ${planId} and r.line = n.line and (r.outcome, r.person_id) is distinct from (n.outcome, n."personId")`,
  )
}

/** Imports that were confirmed and that nobody has worked on for a minute: a crash took whoever did. */
export async function abandonedImports({ db, clock }: Pick<Service, 'db' | 'clock'>): Promise<ImportPlan[]> {
  const found = await db
    .select()
    .from(plans)
    .where(and(isNotNull(plans.appliedThrough), lt(plans.appliedAt, new Date(clock().getTime() - 60_000))))
  return found.map(readPlan).filter((plan) => plan.kind === 'import')
}
