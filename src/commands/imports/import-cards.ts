import type { Button, Card, Fact } from '#bot'
import { prefixOf } from '../../base/storable.ts'
import type { PeopleFile } from '../../files/people-file.ts'
import type { NameOrder } from '../../files/table/whole-names.ts'
import type { Founded } from '../../verification/imports/founding.ts'
import type { PlannedImport } from '../../verification/imports/imports.ts'
import type { Answers } from '../../verification/imports/kept/files.ts'
import { importOutcomes } from '../../verification/imports/outcomes.ts'
import type { Example } from '../../verification/imports/summary.ts'
import type { Turn } from '../context.ts'
import { number } from '../words.ts'
import { nameWords } from './column-words.ts'
import { foundWords, sheetWords, unread, type Workbook } from './file-words.ts'
import { firstLines, named } from './first-lines.ts'
import {
  correctButton,
  correctionFacts,
  nameFacts,
  noteFacts,
  noticeFacts,
  outcomeFacts,
  toCorrectFacts,
  warningFacts,
} from './import-facts.ts'

type Say = Turn['say']

/** What the import would do, with an outcome for every row. Nothing is stored until the plan is confirmed. */
export function importPlanCard(
  turn: Turn,
  planned: PlannedImport,
  file: PeopleFile,
  { code, answers }: { code?: string; answers: Answers },
): Card {
  const { say } = turn
  const { plan, rows, outcomes, corrects } = planned
  const counted = corrects && { plan: corrects.code, rows: corrects.rows, done: corrects.done }
  const data = { plan: plan?.code ?? null, rows, outcomes, ...(counted && { corrects: counted }) }
  if (!plan) return { kind: 'notice', tone: 'warning', title: say('import.empty'), data }
  const examples = importOutcomes.flatMap((outcome) =>
    (planned.examples[outcome] ?? [])
      .slice(0, 3)
      .map((e) => [
        looksLikeWords(say, e) ?? say(`outcome.${outcome}`),
        [e.name, e.number].filter(Boolean).join('\n'),
        `${e.company}\n${say('import.atLine', { line: e.line })}`,
      ]),
  )
  return {
    ...headOf(say, planned),
    facts: [
      [say('import.rows'), number(say, rows)],
      ...correctionFacts(say, planned),
      ...outcomeFacts(say, outcomes, planned.undivided),
      ...(planned.missing ? [[say('import.missing'), say('import.missing.new', { n: planned.missing })] as Fact] : []),
      ...toCorrectFacts(say, planned, false),
      ...nameFacts(say, planned, nameOrderOf(file)),
      ...warningFacts(say, planned),
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
      ...foundButtons(say, planned, code),
      ...fillButton(say, planned, code),
      ...(changesAnything(planned) ? decisions(say, planned, plan.code) : nextSteps(say, planned, plan.code)),
      ...questions(say, planned, file, code, answers),
      ...correctButton(say, plan.code, planned.toCorrect),
    ],
    note: [
      ...(answers.fillDown ? [say('import.filled')] : []),
      ...unread(say, file),
      ...(changesAnything(planned) ? [say('plan.lives')] : []),
    ].join(' '),
    data,
  }
}

/** Also that rows of an earlier import are right now is a change. */
const changesAnything = ({ changes, corrects }: PlannedImport) => changes > 0 || (corrects?.done ?? 0) > 0

/** A plan to be confirmed; or, where nothing would change, that all is so already, or that rows are refused. */
function headOf(say: Say, planned: PlannedImport): Pick<Card, 'kind' | 'tone' | 'title' | 'text'> {
  const { rows } = planned
  const text = (key: 'import.text' | 'import.already.text' | 'import.nothing.text') =>
    [...firstLines(say, planned), say(key)].join('\n')
  if (changesAnything(planned))
    return { kind: 'plan', tone: 'question', title: say('import.title', { rows }), text: text('import.text') }
  const isDone = planned.outcomes.unchanged === rows && planned.toCorrect === 0
  return isDone
    ? { kind: 'notice', tone: 'good', title: say('import.already', { rows }), text: text('import.already.text') }
    : { kind: 'notice', tone: 'warning', title: say('import.title', { rows }), text: text('import.nothing.text') }
}

const decisions = (say: Say, planned: PlannedImport, code: string): Button[] => [
  { label: confirmLabel(say, planned), say: `bekräfta ${code}`, effect: 'primary' },
  { label: say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' },
]

/** What is usually done after an import, for those whom the file names. */
const nextSteps = (say: Say, { outcomes }: PlannedImport, code: string): Button[] =>
  outcomes.unchanged
    ? [
        { label: say('import.button.plan'), say: `verifiera konton import=${code}`, effect: 'primary' },
        { label: say('import.button.list'), say: `lista import=${code}` },
      ]
    : []

/** Whose number it may be is said where the file has another name. */
function looksLikeWords(say: Say, { looksLike: number, known: name }: Example): string | null {
  if (!number) return null
  return name ? say('import.looksLikeOf', { number, name }) : say('import.looksLike', { number })
}

/** That companies are founded is said on the very button, in so few words that a telephone shows them all. */
const confirmLabel = (say: Say, { changes: n, founded }: PlannedImport): string =>
  founded.length > 0
    ? say('import.button.importAndFound', { companies: founded.length, n })
    : say('import.button', { n })

/**
 * New companies that wait for it are founded by a press of their own, and imported into by the next. One press is
 * enough for several; where some are likely to be existing ones, each has one, too, those first.
 */
function foundButtons(say: Say, planned: PlannedImport, code: string | undefined): Button[] {
  const { held } = planned
  if (!code || held.length === 0) return []
  const one = ({ key, ...company }: Founded) => ({
    label: say('import.button.found', { company: short(company) }),
    say: `tolka ${code} grunda ${/[\s"=,]/.test(key) ? `"${key.replaceAll('"', '')}"` : key}`,
  })
  const all = { label: say('import.button.foundAll', { n: held.length }), say: `tolka ${code} grunda alla` }
  const likely = held.filter(({ nearest }) => nearest?.likely)
  const isNext = likely.length === 0 && !changesAnything(planned)
  const last = { ...(held.length > 1 ? all : one(held[0]!)), ...(isNext && { effect: 'primary' as const }) }
  const singly = likely.length ? [...likely, ...held.filter((company) => !likely.includes(company))].slice(0, 3) : []
  return held.length > 1 ? [...singly.map(one), last] : [last]
}

/** Whether the file also has rows of companies that exist: it can then be imported without founding any. */
export const isOfOthersToo = ({ rows, founded }: PlannedImport): boolean =>
  founded.length > 0 && founded.reduce((sum, company) => sum + company.rows, 0) < rows

/** Rows below one that names a company belong to it if somebody says so. */
const fillButton = (say: Say, { below: n }: PlannedImport, code: string | undefined): Button[] =>
  code && n > 0 ? [{ label: say('import.button.fillDown', { n }), say: `tolka ${code} fyll ja` }] : []

/** The company, short enough for a button. */
const short = ({ name, number }: Pick<Founded, 'name' | 'number'>) =>
  named({ name: name.length > 20 ? `${prefixOf(name, 19)}…` : name, number })

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
  const { looks_like: alike = 0 } = planned.outcomes
  const n = alike - planned.unlike
  if (isOfOthersToo(planned)) {
    const companies = planned.founded.length
    buttons.push({ label: say('import.button.withoutNew', { companies }), say: `tolka ${code} grunda nej` })
  }
  const isNext = !changesAnything(planned) && planned.held.length === 0
  if (n > 0)
    buttons.push({
      label: say('import.button.alike', { n }),
      say: `tolka ${code} liknande ja`,
      ...(isNext && { effect: 'primary' as const }),
    })
  // Once they are the same, the other answer would be about all of them, too.
  if (alike && !answers.acceptLooks && planned.notes.zeros?.columns.includes('number'))
    buttons.push({ label: say('import.button.notAlike', { n: alike }), say: `tolka ${code} liknande nej` })
  if (planned.names.n > 0) buttons.push(orderButton(say, file, code))
  for (const order of planned.dayOrders)
    buttons.push({ label: say(`import.button.${order}`), say: `tolka ${code} datum ${order}` })
  if (file.format === 'xlsx') buttons.push(...hiddenButtons(say, file, code, answers), ...sheetButtons(say, file, code))
  return buttons
}

/** Whole names are read the other way round by a press. */
function orderButton(say: Say, file: PeopleFile, code: string): Button {
  const other = nameOrderOf(file) === 'given' ? 'family' : 'given'
  return { label: say('whole.names.order', { order: other }), say: `tolka ${code} namn ${nameWords[other]}` }
}

const nameOrderOf = ({ layout }: PeopleFile): NameOrder => (layout.columns.includes('turnedName') ? 'family' : 'given')

/** Another sheet is read instead by a press. */
const sheetButtons = (say: Say, { alternatives }: Pick<Workbook, 'alternatives'>, code: string): Button[] =>
  alternatives.slice(0, 3).map((sheet) => ({
    label: say('import.button.sheet', sheetWords(say, { ...sheet, name: prefixOf(sheet.name, 30) })),
    say: `tolka ${code} blad ${sheet.number}`,
  }))

/**
 * Rows that nobody sees in the spreadsheet are read, or not: those of a filter and those hidden by hand, each by a
 * press.
 */
function hiddenButtons(
  say: Say,
  { hiddenRows, filteredRows }: Pick<Workbook, 'hiddenRows' | 'filteredRows'>,
  code: string,
  answers: Answers,
): Button[] {
  const button = (n: number, word: 'dolda' | 'filtrerade', isSkipped: boolean, key: 'Hidden' | 'Filtered'): Button[] =>
    n === 0
      ? []
      : isSkipped
        ? [{ label: say(`import.button.with${key}`, { n }), say: `tolka ${code} ${word} ja` }]
        : [{ label: say(`import.button.without${key}`, { n }), say: `tolka ${code} ${word} nej` }]
  return [
    ...button(filteredRows, 'filtrerade', answers.filtered === 'skip', 'Filtered'),
    ...button(hiddenRows, 'dolda', answers.hidden === 'skip', 'Hidden'),
  ]
}
