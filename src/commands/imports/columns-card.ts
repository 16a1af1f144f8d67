import { type Button, type Card, quote } from '#bot'
import type { FileProblem } from '../../files/people-file.ts'
import { missingColumns } from '../../files/table/columns.ts'
import { type Column, columns, guards, headers } from '../../files/table/names.ts'
import type { Proposal } from '../../files/table/propose.ts'
import { isWholeName } from '../../files/table/whole-names.ts'
import { divided, namesApart } from '../../verification/imports/cells/whole-name.ts'
import type { Answers } from '../../verification/imports/kept/files.ts'
import { companiesInScope } from '../../verification/people/companies.ts'
import { looksPersonal } from '../../verification/people/personnummer.ts'
import type { Turn } from '../context.ts'
import { columnWords, fold, nameWords } from './column-words.ts'

interface Question {
  code: string
  answers: Answers
  proposal: Proposal
}

interface WhyAsked {
  /** Why the file cannot be read without an answer. */
  problem: FileProblem
  /** Somebody has accepted the columns, although one is missing. */
  saidYes: boolean
  /** It is the first card about the file. */
  isFirst: boolean
}

/** The columns that most files need changed; the others are behind one more press. */
const usual: readonly Column[] = ['email', 'number', 'companyNumber', 'givenName', 'familyName']

/** What each column of the file would be read as, with samples of its cells, to accept or to change. */
export async function columnsCard(turn: Turn, question: Question & WhyAsked): Promise<Card> {
  const { say } = turn
  const { code, answers, proposal, problem, saidYes, isFirst } = question
  const chosen = answers.columns ?? []
  const missing = missingColumns({ columns: chosen }, answers.company)
  const shown = proposal.columns.map((each, i) => {
    const column = chosen[i] ?? null
    return { ...each, i, column, samples: column ? each.samples : each.samples.map(masked) }
  })
  const body = shown
    .filter(({ column, samples }) => column || samples.length > 0)
    .slice(0, 30)
    .map(({ i, name, column, samples }) => [
      [
        name ? say('import.columns.pick', { at: i + 1, what: name }) : say('import.columns.place', { at: i + 1 }),
        samples.join(' · '),
      ]
        .filter(Boolean)
        .join('\n'),
      column
        ? [headers[column], dividedSamples(column, samples)].filter(Boolean).join('\n')
        : say('import.columns.unread'),
    ])
  const isUnclear = problem.code === 'unclear_columns'
  return {
    kind: 'question',
    tone: 'question',
    title: saidYes
      ? say('import.columns.notYet', { missing: missing.map((column) => headers[column]).join(', ') })
      : titleOf(turn, question),
    text: [
      ...(isUnclear && problem.columns ? [say('import.columns.guards', { columns: problem.columns })] : []),
      ...addressWords(turn, question),
      ...lastTimeWords(turn, proposal),
      ...(missing.includes('companyNumber') ? [say('import.columns.companyText', { code })] : []),
      readsWords(turn, question),
    ].join('\n'),
    facts: [
      ...(answers.company ? [[headers.company, companyWords(answers)] as [string, string]] : []),
      ...(missing.length
        ? [[say('import.columns.missing'), missing.map((column) => headers[column]).join(', ')] as [string, string]]
        : []),
    ],
    rows: { head: [say('import.columns.column'), say('import.columns.read')], body },
    buttons: [
      ...(await forward(turn, code, missing)),
      ...otherAddresses(turn, question),
      ...orderButtons(turn, code, chosen),
      ...changes(turn, code, isUnclear ? [...usual, ...guards] : usual),
      { label: say('import.columns.changeOther'), say: `tolka ${code} annat` },
    ],
    note: [say('import.columns.note'), ...(isOfCells(problem) ? [] : [expectedWords(turn)])].join(' '),
    data: {
      ...((isFirst || saidYes) && { refused: problem.code }),
      file: code,
      columns: chosen,
      ...(proposal.moved.length && { moved: proposal.moved }),
    },
  }
}

/** How whole names would be divided. */
function dividedSamples(column: Column, samples: readonly string[]): string {
  if (!isWholeName(column)) return ''
  return samples.map((each) => namesApart(divided(each, column === 'turnedName'))).join(' · ')
}

function orderButtons({ say }: Turn, code: string, chosen: readonly (Column | null)[]): Button[] {
  const held = chosen.find(isWholeName)
  if (!held) return []
  const other = held === 'turnedName' ? 'given' : 'family'
  return [{ label: say('whole.names.order', { order: other }), say: `tolka ${code} namn ${nameWords[other]}` }]
}

function titleOf({ say }: Turn, { proposal, problem }: Question & WhyAsked): string {
  if (proposal.header === null) return say('import.columns.none')
  if (problem.code === 'header_twice') return say('import.columns.twice', { column: problem.column })
  if (problem.code === 'unclear_columns') return say('import.columns.unclear')
  if (problem.code === 'swapped_columns') return say('import.columns.swapped', { columns: problem.columns })
  if (problem.code === 'unclear_names') return say('import.columns.unclearNames', { columns: problem.columns })
  return say('import.columns.unknown', { line: proposal.header })
}

/** What looks like a personal identity number is not shown of a column that is not read. */
const masked = (cell: string) => (looksPersonal(cell) ? cell.replace(/\p{N}/gu, '•') : cell)

/** A column as people know it: by its header, by its place without one, by both if another has the same. */
function nameOf({ say }: Turn, { columns }: Proposal, i: number): string {
  const name = columns[i]?.name
  if (!name) return say('import.columns.numbered', { at: i + 1 })
  const isAlone = columns.filter((column) => fold(column.name) === fold(name)).length === 1
  return isAlone ? name : say('import.columns.pick', { at: i + 1, what: name })
}

/** That several columns hold addresses, and which is read. */
function addressWords(turn: Turn, { answers, proposal }: Question): string[] {
  const read = answers.columns?.indexOf('email') ?? -1
  if (proposal.addresses.length === 0 || read < 0) return []
  const names = proposal.addresses.map((i) => nameOf(turn, proposal, i)).join(', ')
  return [turn.say('import.columns.addresses', { columns: names, column: nameOf(turn, proposal, read) })]
}

const otherAddresses = (turn: Turn, { code, answers, proposal }: Question): Button[] =>
  proposal.addresses
    .filter((i) => answers.columns?.[i] !== 'email')
    .slice(0, 3)
    .map((i) => ({
      label: turn.say('import.columns.addressesIn', { column: nameOf(turn, proposal, i) }),
      say: `tolka ${code} epost ${i + 1}`,
    }))

const companyWords = ({ company, companyName }: Answers) => [company, companyName].filter(Boolean).join(' ')

/** Whether the cells raise the question, so that better headers would not spare it. */
const isOfCells = ({ code }: FileProblem): boolean =>
  code === 'unclear_columns' || code === 'swapped_columns' || code === 'unclear_names'

const expectedWords = ({ say }: Turn): string =>
  say('import.columns.expected', { expected: columns.map((column) => headers[column]).join(', ') })

/** What would be read, before the buttons: on a telephone the columns with their samples stand far below. */
function readsWords(turn: Turn, { answers, proposal }: Question): string {
  const { say } = turn
  const read = (answers.columns ?? []).flatMap((column, i) =>
    column
      ? [
          say('import.columns.reads.one', {
            at: proposal.columns[i]?.name ? nameOf(turn, proposal, i) : i + 1,
            what: headers[column],
          }),
        ]
      : [],
  )
  return say('import.columns.reads', { columns: read.join(' · ') || 'none' })
}

/** That files without a header were read so before, or that columns seem to have changed places since then. */
function lastTimeWords({ say }: Turn, { asLastTime, moved, looks }: Proposal): string[] {
  if (asLastTime) return [say('import.columns.asLastTime')]
  if (moved.length === 0) return []
  const places = moved.map((column) => `${headers[column]} (${looks.indexOf(column) + 1})`)
  return [say('import.columns.moved', { columns: places.join(', ') })]
}

/** One press accepts; a company that no column names has to be said first. */
async function forward({ ctx, say }: Turn, code: string, missing: Column[]): Promise<Button[]> {
  if (missing.length === 0) return [{ label: say('import.columns.accept'), say: `tolka ${code} ja`, effect: 'primary' }]
  if (!missing.includes('companyNumber')) return []
  const companies = await companiesInScope(ctx)
  const known = companies.slice(0, 5).map(
    ({ number, name }, i): Button => ({
      label: say('import.columns.company', { name }),
      say: `tolka ${code} företag ${quote(number)}`,
      ...(i === 0 && companies.length === 1 && { effect: 'primary' }),
    }),
  )
  // Only an owner's import founds companies.
  if (companies.length <= 5 && ctx.actor.role !== 'owner') return known
  const other = companies.length > 0 ? 'import.columns.otherCompany' : 'import.columns.whichCompany'
  const effect = companies.length > 0 ? {} : { effect: 'primary' as const }
  return [...known, { label: say(other), say: `tolka ${code} företag `, input: 'company', ...effect }]
}

const changes = ({ say }: Turn, code: string, columns: readonly Column[]): Button[] =>
  columns.map((column) => ({
    label: say('import.columns.change', { column: headers[column] }),
    say: `tolka ${code} ${columnWords[column].sv}`,
  }))

/** Which of the columns that are seldom changed is to be changed? */
export function otherColumnsCard(turn: Turn, { code, answers }: Question): Card {
  const { say } = turn
  const others: Column[] = [...columns.filter((column) => !usual.includes(column)), 'wholeName']
  return {
    kind: 'question',
    tone: 'question',
    title: say('import.columns.whichOther'),
    buttons: changes(turn, code, others),
    data: { file: code, columns: answers.columns },
  }
}

/** Which column holds this? One button for each column, and one for none. `said`: a column that the file has not. */
export function whichColumnCard(
  turn: Turn,
  { code, answers, proposal }: Question,
  column: Column,
  said?: string,
): Card {
  const { say, language } = turn
  const word = columnWords[column].sv
  const buttons = proposal.columns
    .map(({ name, samples }, i) => ({
      label: say('import.columns.pick', { at: i + 1, what: name || masked(samples[0] ?? '') || '–' }),
      say: `tolka ${code} ${word} ${i + 1}`,
      // Columns such as the last day of employment may be empty further down than was looked.
      filled: samples.length > 0 || name !== '',
    }))
    .filter(({ filled }) => filled)
    .slice(0, 20)
    .map(({ label, say }): Button => ({ label, say }))
  return {
    kind: 'question',
    tone: 'question',
    title: say('import.columns.which', { column: headers[column] }),
    text:
      (said === undefined ? '' : `${say('import.columns.notThere', { said, n: proposal.columns.length })}\n`) +
      say('import.columns.whichText', { code, word: columnWords[column][language] }),
    buttons: [...buttons, { label: say('import.columns.nothing'), say: `tolka ${code} ${word} 0` }],
    data: { ...(said !== undefined && { refused: 'not_understood' }), file: code, columns: answers.columns },
  }
}
