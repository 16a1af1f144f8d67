import type { Card } from '#bot'
import type { Person } from '../../verification/people/people.ts'
import type { RecordPlan } from '../../verification/plans/content.ts'
import type { Turn } from '../context.ts'
import { fullName } from '../words.ts'

/** The card of a planned change to a record: what will happen and to whom. Nothing is changed until it is confirmed. */
export function recordCard(turn: Turn, kind: RecordPlan['kind'], plan: { code: string }, people: Person[]): Card {
  const { say } = turn
  return {
    kind: 'plan',
    tone: 'question',
    title: say(`record.${kind}.title`, { name: people.map(fullName).join(', ') }),
    text: say(`record.${kind}.text`),
    rows: {
      head: (['number', 'name', 'company', 'email'] as const).map((column) => say(`list.head.${column}`)),
      body: people.map((p) => [p.number, fullName(p), p.companyName, p.email ?? '']),
    },
    buttons: [
      { label: say(`record.${kind}.button`), say: `bekräfta ${plan.code}`, effect: 'dangerous' },
      { label: say('plan.button.cancel'), say: `stoppa ${plan.code}`, effect: 'safe' },
    ],
    note: say('plan.lives'),
    data: { plan: plan.code, kind },
  }
}
