import type { Card } from '#bot'
import { personById } from '../../verification/people/people.ts'
import { isApprovable, type Plan } from '../../verification/plans/content.ts'
import { standingOf } from '../../verification/plans/standing.ts'
import { samePeople } from '../../verification/records/same-people.ts'
import type { Turn } from '../context.ts'
import { outcomeFacts } from '../imports/import-facts.ts'
import { proposalCard } from '../letters/employer-cards.ts'
import { selectionWords } from '../people/filter-words.ts'
import { apartCard } from '../records/apart-cards.ts'
import { recordCard, samePeopleCard } from '../records/record-card.ts'
import { number } from '../words.ts'
import { planCard } from './plan-card.ts'

/**
 * The card of a plan that its requester can still decide, with the buttons that it had when it was made. In a channel
 * it names nobody.
 */
export async function openPlanCard(turn: Turn, plan: Plan): Promise<Card> {
  const { say } = turn
  const { code, state } = plan
  const cancel = { label: say('plan.button.cancel'), say: `stoppa ${code}`, effect: 'safe' as const }
  if (state === 'awaiting' || turn.inPublic) {
    const { key, params } = standingOf(turn.ctx, plan)
    const remind =
      state === 'awaiting' && isApprovable(plan) ? [{ label: say('approve.remind'), say: `påminn ${code}` }] : []
    const buttons = [...remind, cancel]
    return { kind: 'plan', tone: 'info', title: say(key, params), buttons, data: { plan: code, state } }
  }
  if (plan.kind === 'send') {
    const { counts, selection } = plan
    return planCard(turn, { plan, counts, hidden: null }, selection, await selectionWords(turn, plan), plan.line)
  }
  if (plan.kind === 'letter') return proposalCard(turn, plan)
  if (plan.kind === 'apart') return apartCard(turn, plan)
  if (plan.kind === 'same' && plan.groups) return samePeopleCard(turn, plan, await samePeople(turn.ctx, plan.groups))
  if (plan.kind !== 'import') {
    const people = await Promise.all(plan.personIds.map((id) => personById(turn.ctx, id)))
    return recordCard(
      turn,
      plan.kind,
      plan,
      people.filter((person) => person !== null),
    )
  }
  const { counts, founds = [] } = plan
  const { rows, outcomes } = counts
  const isDone = outcomes.unchanged === rows
  return {
    kind: 'plan',
    tone: 'question',
    title: say(isDone ? 'import.already' : 'import.title', { rows }),
    text: [...foundingWords(say, founds), say(isDone ? 'import.already.text' : 'import.text')].join('\n'),
    facts: [[say('import.rows'), number(say, rows)], ...outcomeFacts(say, outcomes)],
    buttons: isDone
      ? [cancel]
      : [{ label: confirmLabel(say, founds), say: `bekräfta ${code}`, effect: 'primary' }, cancel],
    note: say('plan.lives'),
    data: { plan: code, rows, outcomes },
  }
}

/** The plan keeps the companies by number, or by name where the file has none. */
function foundingWords(say: Turn['say'], founds: readonly string[]): string[] {
  const more = founds.length - mostFounded
  return [
    ...founds.slice(0, mostFounded).map((company) => say('import.founds', { company })),
    ...(more > 0 ? [say('import.foundsMore', { n: more })] : []),
  ]
}
const mostFounded = 5

const confirmLabel = (say: Turn['say'], { length: companies }: readonly string[]): string =>
  companies > 0 ? say('import.button.confirmAndFound', { companies }) : say('import.button.confirm')
