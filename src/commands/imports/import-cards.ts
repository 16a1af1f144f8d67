import type { Card, Fact } from '#bot'
import type { PlannedImport } from '../../verification/imports/imports.ts'
import { type ImportOutcome, importOutcomes, type Outcomes } from '../../verification/imports/outcomes.ts'
import type { Turn } from '../context.ts'

/** What the import would do, with an outcome for every row. Nothing is stored until the plan is confirmed. */
export function importPlanCard(turn: Turn, planned: PlannedImport, unread: string[]): Card {
  const { say } = turn
  const { plan, rows, outcomes } = planned
  const data = { plan: plan?.code ?? null, rows, outcomes, notices: planned.notices }
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
    facts: [[say('import.rows'), String(rows)], ...outcomeFacts(say, outcomes), ...noticeFacts(say, planned.notices)],
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

/** One fact for each outcome, with the next step. The numbers add up to the rows of the file. */
const outcomeFacts = (say: Turn['say'], outcomes: Outcomes): Fact[] =>
  importOutcomes
    .filter((outcome: ImportOutcome) => outcomes[outcome])
    .map((outcome) => [say(`outcome.${outcome}`), `${outcomes[outcome]} (${say(`outcome.${outcome}.next`)})`])

const noticeFacts = (say: Turn['say'], n: number): Fact[] =>
  n ? [[say('import.notices'), say('import.notices.value', { n })]] : []

/** The result of a confirmed import. */
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
