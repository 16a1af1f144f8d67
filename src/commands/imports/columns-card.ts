import type { Button, Card } from '#bot'
import { missingColumns } from '../../files/table/columns.ts'
import { type Column, columns, headers } from '../../files/table/names.ts'
import type { Proposal } from '../../files/table/propose.ts'
import type { Answers } from '../../verification/imports/kept/files.ts'
import { companiesInScope } from '../../verification/people/companies.ts'
import type { Turn } from '../context.ts'

interface Question {
  code: string
  answers: Answers
  proposal: Proposal
  /** Why the file cannot be read without an answer, or with a yes; in no other card about it. */
  refused?: string
  /** Somebody has accepted the columns, although one is missing. */
  saidYes?: boolean
}

/** The columns that a press can change, with the word that the command line has for them. */
export const changeable: readonly [Column, string][] = [
  ['email', 'epost'],
  ['number', 'anstnr'],
  ['companyNumber', 'företagsnr'],
  ['givenName', 'förnamn'],
  ['familyName', 'efternamn'],
]

/** What each column of the file would be read as, with samples of its cells, to accept or to change. */
export async function columnsCard(turn: Turn, { code, answers, proposal, refused, saidYes }: Question): Promise<Card> {
  const { say } = turn
  const chosen = answers.columns as (Column | null)[]
  const missing = missingColumns({ columns: chosen }, answers.company)
  const shown = proposal.columns.map((column, i) => ({ ...column, i, column: chosen[i] ?? null }))
  const body = shown
    .filter(({ column, samples }) => column || samples.length > 0)
    .slice(0, 30)
    .map(({ i, name, column, samples }) => [
      String(i + 1),
      name || '–',
      samples.join(' · '),
      column ? headers[column] : say('import.columns.unread'),
    ])
  return {
    kind: 'question',
    tone: 'question',
    title: saidYes
      ? say('import.columns.notYet', { missing: missing.map((column) => headers[column]).join(', ') })
      : proposal.header === null
        ? say('import.columns.none')
        : say('import.columns.unknown', { line: proposal.header }),
    text: [
      ...lastTimeWords(turn, proposal),
      ...(missing.includes('companyNumber') ? [say('import.columns.companyText', { code })] : []),
      expectedWords(turn),
    ].join('\n'),
    facts: [
      ...(answers.company ? [[headers.company, companyWords(answers)] as [string, string]] : []),
      ...(missing.length
        ? [[say('import.columns.missing'), missing.map((column) => headers[column]).join(', ')] as [string, string]]
        : []),
    ],
    rows: { head: (['at', 'name', 'samples', 'read'] as const).map((c) => say(`import.columns.${c}`)), body },
    buttons: [...(await forward(turn, code, missing)), ...changes(turn, code)],
    note: say('import.columns.note'),
    data: {
      ...(refused && { refused }),
      file: code,
      columns: chosen,
      ...(proposal.moved.length && { moved: proposal.moved }),
    },
  }
}

const companyWords = ({ company, companyName }: Answers) => [company, companyName].filter(Boolean).join(' ')

const expectedWords = ({ say }: Turn): string =>
  say('import.columns.text', { expected: columns.map((column) => headers[column]).join(', ') })

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
      say: `tolka ${code} företag ${number}`,
      ...(i === 0 && companies.length === 1 && { effect: 'primary' }),
    }),
  )
  // Only an owner's import founds companies.
  if (companies.length <= 5 && ctx.actor.role !== 'owner') return known
  const other = companies.length > 0 ? 'import.columns.otherCompany' : 'import.columns.whichCompany'
  const effect = companies.length > 0 ? {} : { effect: 'primary' as const }
  return [...known, { label: say(other), say: `tolka ${code} företag `, input: 'company', ...effect }]
}

const changes = ({ say }: Turn, code: string): Button[] =>
  changeable.map(([column, word]) => ({
    label: say('import.columns.change', { column: headers[column] }),
    say: `tolka ${code} ${word}`,
  }))

/** Which column holds this? One button for each column, and one for none. */
export function whichColumnCard(turn: Turn, { code, answers, proposal }: Question, column: Column, word: string): Card {
  const { say } = turn
  const buttons = proposal.columns
    .map(({ name, samples }, i) => ({
      label: say('import.columns.pick', { at: i + 1, what: name || samples[0] || '–' }),
      say: `tolka ${code} ${word} ${i + 1}`,
      filled: samples.length > 0,
    }))
    .filter(({ filled }) => filled)
    .slice(0, 20)
    .map(({ label, say }): Button => ({ label, say }))
  return {
    kind: 'question',
    tone: 'question',
    title: say('import.columns.which', { column: headers[column] }),
    text: say('import.columns.whichText', { code, word }),
    buttons: [...buttons, { label: say('import.columns.nothing'), say: `tolka ${code} ${word} 0` }],
    data: { file: code, columns: answers.columns },
  }
}
