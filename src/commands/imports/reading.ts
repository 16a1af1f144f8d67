import type { Card } from '#bot'
import { UserError } from '../../errors.ts'
import { toKeep } from '../../files/kept-bytes.ts'
import { type FileLimits, fileLimits } from '../../files/limits.ts'
import { type FileProblem, type PeopleFile, type Read, readPeopleFile } from '../../files/people-file.ts'
import { missingColumns } from '../../files/table/columns.ts'
import { headerKey, widthKey } from '../../files/table/known.ts'
import type { Proposal } from '../../files/table/propose.ts'
import { dayOrders } from '../../verification/imports/cells/days.ts'
import { type PlannedImport, planImport } from '../../verification/imports/imports.ts'
import { type FirstImport, firstImport } from '../../verification/imports/kept/corrections.ts'
import { type Answers, answerAbout, type KeptFile, keepFile } from '../../verification/imports/kept/files.ts'
import { rememberColumns } from '../../verification/imports/kept/mappings.ts'
import { findPersonalNumber, isRefusedCell } from '../../verification/people/personnummer.ts'
import type { ImportForm } from '../../verification/plans/content.ts'
import type { Turn } from '../context.ts'
import { columnsCard } from './columns-card.ts'
import { knownTo } from './forms.ts'
import { importPlanCard, isOfOthersToo } from './import-cards.ts'

/** A file as it was sent, or as it was kept while its sender answered. */
export interface Sent {
  name: string
  bytes(): Promise<Uint8Array>
  answers: Answers
  kept?: KeptFile
}

/** Reads a file with the answers so far: the plan of its import, or the next question. */
export async function readAndPlan(turn: Turn, sent: Sent): Promise<Card> {
  const { answers } = sent
  const read = await readSent(turn, sent)
  if (!read.ok) {
    if (!read.proposal || findPersonalNumber(sent.name)) throw fileError(turn, read.problem)
    return askForColumns(turn, sent, read.problem, read.proposal, read.sheet)
  }
  const { file } = read
  const { origin } = file.layout
  const first = origin ? await firstImport(turn.ctx, origin.code) : null
  const form = formOf(file, answers, first)
  const said = { ...answers, dayOrder: answers.dayOrder ?? dayOrderOf(first?.form) }
  const planned = await planImport(turn.ctx, {
    fileName: sent.name,
    rows: file.rows,
    doubtful: file.doubtful,
    form,
    first,
    answers: said,
  })
  const code = await keepWhileAsking(turn, sent, file, planned)
  const { plan } = planned
  if ((answers.accepted || answers.nameOrder) && plan) await remember(turn, plan.id, file, answers)
  return importPlanCard(turn, planned, file, { code, answers })
}

/** Only here are the bytes of the file held. */
async function readSent(turn: Turn, { bytes, answers }: Sent): Promise<Read> {
  const known = await knownTo(turn)
  const choices = {
    sheet: answers.sheet,
    columns: answers.accepted ? answers.columns : undefined,
    asked: answers.columns !== undefined && !answers.accepted,
    nameOrder: answers.nameOrder,
    company: answers.company,
    hidden: answers.hidden,
    filtered: answers.filtered,
  }
  const onRows = (n: number) => turn.ctx.report?.({ work: 'reading', done: n, total: 0 })
  return readPeopleFile(await bytes(), isRefusedCell, { choices, known, limits: limitsFor(turn), onRows })
}

/** The operator's files may be larger than those that come through a chat. */
export const limitsFor = ({ ctx }: Turn): FileLimits => (ctx.actor.operator ? fileLimits.terminal : fileLimits.chat)

/** Remembers how the columns were accepted: for a header, or for files without one that are as wide. */
async function remember({ ctx }: Turn, plan: number, { header, layout }: PeopleFile, { looks }: Answers) {
  const { names, columns } = layout
  if (header !== null) return rememberColumns(ctx, plan, headerKey(names), columns)
  if (looks?.length !== columns.length) return
  await rememberColumns(ctx, plan, widthKey(columns.length, 'read'), columns)
  await rememberColumns(ctx, plan, widthKey(columns.length, 'looked like'), looks)
}

/** Proposes what the columns hold. Earlier answers stand, as long as they are about as many columns. */
async function askForColumns(turn: Turn, sent: Sent, problem: FileProblem, proposal: Proposal, sheet?: number) {
  const { ctx } = turn
  const { kept } = sent
  const columns = sent.answers.columns ?? proposal.columns.map(({ column }) => column)
  const { looks } = proposal
  const saidYes = sent.answers.accepted ?? false
  // No other columns would help.
  if (saidYes && missingColumns({ columns }, sent.answers.company).length === 0) throw fileError(turn, problem)
  const answers: Answers = { ...sent.answers, columns: [...columns], looks, accepted: false, ...(sheet && { sheet }) }
  if (kept) await answerAbout(ctx, kept, answers, null)
  const code =
    kept?.code ??
    (await keepFile(ctx, { name: sent.name, bytes: await toKeep(await sent.bytes()), answers, planId: null }))
  return columnsCard(turn, { code, answers, proposal, problem, saidYes, isFirst: !kept })
}

/** The code under which the file is kept, if its card asks something. */
async function keepWhileAsking(turn: Turn, sent: Sent, file: PeopleFile, planned: PlannedImport) {
  const { ctx } = turn
  const { plan } = planned
  if (sent.kept) {
    await answerAbout(ctx, sent.kept, sent.answers, plan?.id ?? null)
    return sent.kept.code
  }
  const asks =
    planned.dayOrders.length > 0 ||
    planned.names.n > 0 ||
    planned.held.length > 0 ||
    isOfOthersToo(planned) ||
    planned.below > 0 ||
    planned.outcomes.looks_like ||
    (file.format === 'xlsx' && file.hiddenRows + file.filteredRows + file.alternatives.length > 0)
  if (!asks || !plan) return undefined
  return keepFile(ctx, { ...sent, bytes: await toKeep(await sent.bytes()), planId: plan.id })
}

const dayOrderOf = (form?: ImportForm) => dayOrders.find((order) => order === form?.dayOrder)

/** Rows of an earlier import have its form, and what was said about it still holds. */
function formOf(file: PeopleFile, answers: Answers, first: FirstImport | null): ImportForm {
  const named = file.layout.columns.flatMap((column, i) =>
    column ? [[column, file.layout.names[i] ?? ''] as const] : [],
  )
  const { company, dayOrder } = answers
  const form = {
    headers: Object.fromEntries(named),
    columns: named.map(([column]) => column),
    ...(company && { company }),
    ...(dayOrder && { dayOrder }),
  }
  if (first) return { ...first.form, ...form }
  if (file.format === 'xlsx') return { format: 'xlsx', ...form }
  return { format: 'csv', delimiter: file.delimiter, encoding: file.encoding, ...form }
}

export function fileError(turn: Turn, problem: FileProblem): UserError {
  const { code, ...params } = problem
  if (problem.code === 'refused' && problem.line === 0)
    return new UserError('personal_number', 'import.personal_number')
  const said = code === 'refused' || code === 'refused_on_sheet' ? 'personal_number' : code
  return new UserError(said, `file.${code}`, { ...params, terminal: moreInTerminal(turn, problem) })
}

/** How much the terminal would take, of what a file has too much of; 0 where that helps nobody. */
function moreInTerminal(turn: Turn, { code }: FileProblem): number {
  if (limitsFor(turn) === fileLimits.terminal) return 0
  if (code === 'too_large') return fileLimits.terminal.bytes / 1024 / 1024
  return code === 'too_many_rows' ? fileLimits.terminal.rows : 0
}
