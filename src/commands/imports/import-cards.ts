import type { Button, Card, Fact } from '#bot'
import { hasKey } from '#text'
import type { PeopleFile } from '../../files/people-file.ts'
import { headers } from '../../files/table/names.ts'
import type { Note } from '../../verification/imports/cells/notes.ts'
import { noteCodes } from '../../verification/imports/cells/notes.ts'
import type { PlannedImport } from '../../verification/imports/imports.ts'
import type { Answers } from '../../verification/imports/kept-files.ts'
import { type ImportOutcome, importOutcomes, type Outcomes } from '../../verification/imports/outcomes.ts'
import type { Turn } from '../context.ts'
import { number } from '../words.ts'

type Say = Turn['say']

/** What the import would do, with an outcome for every row. Nothing is stored until the plan is confirmed. */
export function importPlanCard(
  turn: Turn,
  planned: PlannedImport,
  file: PeopleFile,
  { code, answers }: { code?: string; answers: Answers },
): Card {
  const { say } = turn
  const { plan, rows, outcomes } = planned
  const data = { plan: plan?.code ?? null, rows, outcomes }
  if (!plan) return { kind: 'notice', tone: 'warning', title: say('import.empty'), data }
  const examples = importOutcomes.flatMap((outcome) =>
    (planned.examples[outcome] ?? [])
      .slice(0, 3)
      .map((e) => [
        e.looksLike ? say('import.looksLike', { number: e.looksLike }) : say(`outcome.${outcome}`),
        [e.name, e.number].filter(Boolean).join('\n'),
        `${e.company}\n${say('import.atLine', { line: e.line })}`,
      ]),
  )
  return {
    kind: 'plan',
    tone: 'question',
    title: say('import.title', { rows }),
    text: [...foundedWords(say, planned), say('import.text')].join('\n'),
    facts: [
      [say('import.rows'), number(say, rows)],
      ...outcomeFacts(say, outcomes),
      ...noteFacts(say, planned),
      ...noticeFacts(say, planned.notices),
      [say('import.found'), foundWords(say, file)],
    ],
    fold: { rows: say('import.fold') },
    rows: {
      head: (['outcome', 'name', 'company'] as const).map((c) => say(`import.head.${c}`)),
      body: examples,
    },
    buttons: [
      { label: say('import.button', { n: planned.changes }), say: `bekräfta ${plan.code}`, effect: 'primary' },
      { label: say('plan.button.cancel'), say: `stoppa ${plan.code}`, effect: 'safe' },
      ...questions(say, planned, file, code, answers),
      ...correctButton(say, plan.code, planned.toCorrect),
    ],
    note: [...unread(say, file), say('plan.lives')].join(' '),
    data,
  }
}

/** What may still be answered about the file: each answer is one press. */
function questions(
  say: Say,
  planned: PlannedImport,
  file: PeopleFile,
  code: string | undefined,
  answers: Answers,
): Button[] {
  if (!code) return []
  const buttons: Button[] = []
  const { looks_like: alike } = planned.outcomes
  if (alike) buttons.push({ label: say('import.button.alike', { n: alike }), say: `tolka ${code} liknande ja` })
  if (planned.twoDays)
    buttons.push(
      { label: say('import.button.dmy'), say: `tolka ${code} datum dmy` },
      { label: say('import.button.mdy'), say: `tolka ${code} datum mdy` },
      { label: say('import.button.ymd'), say: `tolka ${code} datum ymd` },
    )
  if (file.format === 'xlsx' && file.hiddenRows > 0)
    buttons.push(
      answers.hidden === 'skip'
        ? { label: say('import.button.withHidden', { n: file.hiddenRows }), say: `tolka ${code} dolda ja` }
        : { label: say('import.button.withoutHidden', { n: file.hiddenRows }), say: `tolka ${code} dolda nej` },
    )
  return buttons
}

const correctButton = (say: Say, plan: string, n: number): Button[] =>
  n > 0 ? [{ label: say('import.button.correct', { n }), say: `rätta ${plan}` }] : []

/** One fact for each outcome, with the next step. The numbers add up to the rows of the file. */
export const outcomeFacts = (say: Say, outcomes: Outcomes): Fact[] =>
  importOutcomes
    .filter((outcome: ImportOutcome) => outcomes[outcome])
    .map((outcome) => [
      say(`outcome.${outcome}`),
      `${number(say, outcomes[outcome]!)} (${say(`outcome.${outcome}.next`)})`,
    ])

/** The result of an import that was stopped while it was carried out. */
export function stoppedImportCard(
  turn: Turn,
  code: string,
  done: { rows: number; outcomes: Outcomes; toCorrect: number },
): Card {
  const card = importedCard(turn, code, done)
  return {
    ...card,
    tone: 'info',
    title: turn.say('import.stopped', { rows: done.rows - (done.outcomes.stopped ?? 0) }),
  }
}

/** One fact for each kind of trouble with cells, with the columns and the first lines. */
const noteFacts = (say: Say, { notes }: PlannedImport): Fact[] =>
  noteCodes.flatMap((why): Fact[] => {
    const noted = notes[why]
    if (!noted) return []
    const where = noted.columns.map((cell) => headers[cell]).join(', ')
    const lines = `${noted.lines.join(', ')}${noted.cells > noted.lines.length ? ' …' : ''}`
    return [[say(`note.${why}`), say('note.where', { n: noted.cells, where, lines })]]
  })

/** Companies that the import founds, with the existing one that may have been meant. */
const foundedWords = (say: Say, { founded }: PlannedImport): string[] =>
  founded
    .slice(0, 5)
    .map(({ number, name, nearest }) =>
      nearest
        ? say('import.foundsNear', { number, name, nearNumber: nearest.number, nearName: nearest.name })
        : say('import.founds', { number, name }),
    )

/** What was found in the file, so that a wrong guess is seen. */
function foundWords(say: Say, file: PeopleFile): string {
  const header = file.header === null ? say('import.found.noHeader') : say('import.found.header', { line: file.header })
  if (file.format === 'xlsx') return [say('import.found.sheet', { sheet: file.sheet }), header].join(', ')
  const delimiter = { '\t': say('import.found.tab'), ' ': '␣' }[file.delimiter] ?? file.delimiter
  const letters = file.twice ? say('import.found.twice', { encoding: file.encoding }) : file.encoding
  return [say('import.found.delimiter', { delimiter }), letters, header].join(', ')
}

/** The notes on what is not read, or was read in another way than the rest. */
function unread(say: Say, file: PeopleFile): string[] {
  const { ignoredColumns } = file
  const notes: string[] = []
  if (file.remembered) notes.push(say('import.remembered'))
  if (file.format === 'xlsx') {
    if (file.otherSheets > 0) notes.push(say('import.otherSheets', { sheet: file.sheet, others: file.otherSheets }))
    if (file.hiddenRows > 0) notes.push(say('import.hiddenRows', { n: file.hiddenRows }))
    if (file.hiddenColumns.length > 0)
      notes.push(say('import.hiddenColumns', { columns: file.hiddenColumns.join(', ') }))
  } else if (file.doubtful.length > 0) {
    const lines = `${file.doubtful.slice(0, 5).join(', ')}${file.doubtful.length > 5 ? ' …' : ''}`
    notes.push(say('import.doubtful', { n: file.doubtful.length, lines }))
  }
  if (ignoredColumns.length > 0) {
    const more = ignoredColumns.length > 20 ? ' …' : ''
    notes.push(say('import.ignored', { columns: ignoredColumns.slice(0, 20).join(', ') + more }))
  }
  return notes
}

const noticeFacts = (say: Turn['say'], n: number): Fact[] =>
  n ? [[say('import.notices'), say('import.notices.value', { n })]] : []

/** The result of a confirmed import. */
export function importedCard(
  { say }: Turn,
  code: string,
  done: { rows: number; outcomes: Outcomes; toCorrect: number },
): Card {
  return {
    kind: 'notice',
    tone: 'good',
    title: say('import.done', { rows: done.rows }),
    facts: [[say('import.rows'), number(say, done.rows)], ...outcomeFacts(say, done.outcomes)],
    buttons: [
      { label: say('import.button.plan'), say: `verifiera konton import=${code}`, effect: 'primary' },
      { label: say('import.button.list'), say: `lista import=${code}` },
      ...correctButton(say, code, done.toCorrect),
    ],
    data: { plan: code, rows: done.rows, outcomes: done.outcomes, state: 'done' },
  }
}

/** What is wrong with a row, or nothing if only its cells are. */
export function outcomeWords(say: Say, outcome: string): string {
  const key = `outcome.${outcome}`
  return !['created', 'updated', 'unchanged'].includes(outcome) && hasKey(key) ? say(key) : ''
}

export const noteWords = (say: Say, { cell, why }: Note): string => `${headers[cell]}: ${say(`note.${why}`)}`
