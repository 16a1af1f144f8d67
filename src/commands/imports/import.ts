import type { Card, Fact } from '#bot'
import { UserError } from '../../errors.ts'
import { type FileProblem, type PeopleFile, readPeopleFile } from '../../files/people-file.ts'
import { type PlannedImport, planImport } from '../../verification/imports/imports.ts'
import { type ImportOutcome, importOutcomes, type Outcomes } from '../../verification/imports/outcomes.ts'
import { findPersonalNumber } from '../../verification/people/personnummer.ts'
import { type BotCommand, command, type Turn } from '../context.ts'

const importCommand: BotCommand = command({
  name: 'importera',
  also: { sv: ['läs in'], en: ['import'] },
  need: 'admin',
  needs: 'file',
  usage: { sv: '+ fil (CSV, XLSX)', en: '+ file (CSV, XLSX)' },
  examples: { sv: ['importera'], en: ['import'] },
  async run(turn, input) {
    const file = input.files[0]
    if (!file) throw new UserError('no_file', 'import.noFile')
    if (input.files.length > 1) throw new UserError('many_files', 'import.oneFile', { n: input.files.length })
    const read = await readPeopleFile(await turn.fetchFile(file), (cell) => findPersonalNumber(cell) !== null)
    if (!read.ok) throw fileError(read.problem)
    const planned = await planImport(turn.ctx, { fileName: file.name, rows: read.file.rows })
    return planCard(turn, planned, unread(turn, read.file))
  },
})

/** What of the file is not read, so that nobody waits for it. */
function unread({ say }: Turn, file: PeopleFile): string[] {
  const { ignoredColumns } = file
  const columns = ignoredColumns.length ? [say('import.ignored', { columns: ignoredColumns.join(', ') })] : []
  if (file.format !== 'xlsx' || file.otherSheets === 0) return columns
  return [say('import.otherSheets', { sheet: file.sheet, others: file.otherSheets }), ...columns]
}

function fileError(problem: FileProblem): UserError {
  const { code, ...params } = problem
  const said = code === 'refused' || code === 'refused_on_sheet' ? 'personal_number' : code
  return new UserError(said, `file.${code}`, params)
}

/** What the file would do, every row accounted for. Nothing is written before *Importera*. */
function planCard(turn: Turn, planned: PlannedImport, unread: string[]): Card {
  const { say } = turn
  const { plan, rows, outcomes } = planned
  const data = { plan: plan?.code ?? null, rows, outcomes }
  if (!plan) return { kind: 'notice', tone: 'warning', title: say('import.empty'), data }
  const examples = importOutcomes.flatMap((outcome) =>
    (planned.examples[outcome] ?? [])
      .slice(0, 3)
      .map((e) => [String(e.line), e.number, e.name, e.company, say(`outcome.${outcome}`)]),
  )
  return {
    kind: 'plan',
    tone: 'question',
    title: say('import.title', { rows }),
    text: say('import.text'),
    facts: [[say('import.rows'), String(rows)], ...outcomeFacts(say, outcomes)],
    rows: {
      head: (['line', 'number', 'name', 'company', 'outcome'] as const).map((c) => say(`import.head.${c}`)),
      body: examples,
    },
    buttons: [
      { label: say('import.button', { n: planned.changes }), say: `bekräfta ${plan.code}`, effect: 'primary' },
      { label: say('plan.button.cancel'), say: `stoppa ${plan.code}`, effect: 'safe' },
    ],
    note: [...unread, say('plan.lives')].join(' '),
    data,
  }
}

/** One line an outcome, with the next step; the lines add up to the rows of the file. */
const outcomeFacts = (say: Turn['say'], outcomes: Outcomes): Fact[] =>
  importOutcomes
    .filter((outcome: ImportOutcome) => outcomes[outcome])
    .map((outcome) => [say(`outcome.${outcome}`), `${outcomes[outcome]} (${say(`outcome.${outcome}.next`)})`])

/** What became of a file that was imported. */
export function importedCard({ say }: Turn, code: string, done: { rows: number; outcomes: Outcomes }): Card {
  return {
    kind: 'notice',
    tone: 'good',
    title: say('import.done', { rows: done.rows }),
    facts: [[say('import.rows'), String(done.rows)], ...outcomeFacts(say, done.outcomes)],
    buttons: [
      { label: say('import.button.plan'), say: `verifiera konton import=${code}`, effect: 'primary' },
      { label: say('import.button.list'), say: `lista import=${code}` },
    ],
    data: { plan: code, rows: done.rows, outcomes: done.outcomes, state: 'done' },
  }
}

export const importCommands = [importCommand]
