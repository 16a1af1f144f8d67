import type { Chart, Curve, Fact, Part, Rows } from '#bot'
import { dayAndMonth } from '../../base/days.ts'
import type { companyNames } from '../../verification/people/companies.ts'
import type { ConnectedDay } from '../../verification/people/connected-days.ts'
import type { countStates } from '../../verification/people/people.ts'
import type { Turn } from '../context.ts'
import { number, percent } from '../words.ts'

/** The states that one counts together on the way from an address to a connection. */
const steps = [
  ['connected', 'good', ['connected']],
  ['verified', 'direct', ['verified', 'connect_failed']],
  ['sent', 'waiting', ['sent', 'expired']],
  ['queued', 'waiting', ['queued']],
  ['bounced', 'bad', ['bounced']],
  ['not_sent', 'open', ['not_sent', 'missing_email']],
] as const

type States = Awaited<ReturnType<typeof countStates>>['states']
type Counted = { companyId: number; total: number; states: States }

export const statePartsOf = (say: Turn['say'], states: States): Part[] =>
  steps.map(([step, look, counted]) => ({
    label: say(`status.step.${step}`),
    value: counted.reduce((sum, state) => sum + states[state], 0),
    look,
  }))

/** How many companies the picture has; the table has all. */
const mostBars = 12

export function companyChart(
  { say }: Turn,
  companies: Counted[],
  names: Awaited<ReturnType<typeof companyNames>>,
): Chart {
  const rows = companies
    .slice(0, mostBars)
    .map(({ companyId, states }) => ({ label: names.get(companyId)!.name, parts: statePartsOf(say, states) }))
  const alt = companies
    .slice(0, mostBars)
    .map((c) => `${names.get(c.companyId)!.name}: ${say('send.of', { done: c.states.connected, total: c.total })}`)
  return { kind: 'stacked', title: say('status.chart'), alt: alt.join(', '), rows }
}

/** The share of each company, whose name opens its own status. */
export function companyRows(
  { say }: Turn,
  companies: Counted[],
  names: Awaited<ReturnType<typeof companyNames>>,
): Rows {
  return {
    head: [say('status.head.company'), say('status.head.connected'), say('status.head.people')],
    body: companies.map((c) => [
      say('choice.company', { ...names.get(c.companyId)! }),
      `${number(say, c.states.connected)}\n${percent(say, c.states.connected, c.total)}`,
      number(say, c.total),
    ]),
    numbers: [1, 2],
    press: companies.map((c) => `status företag=${names.get(c.companyId)!.number}`),
  }
}

/**
 * The days on which somebody was connected, in words; all thirty days stand in the picture and in the table behind it.
 */
export function connectedCurve({ say, language }: Turn, days: ConnectedDay[]): Curve {
  const moved = days.filter(({ value }) => value > 0)
  const words = moved.map(({ day, value }) => say('status.curve.day', { day: dayAndMonth(day, language), n: value }))
  return {
    kind: 'curve',
    title: say('status.curve', { days: days.length }),
    alt: say('status.curve.alt', { days: words.join(', '), sum: days.at(-1)!.sum }),
    head: {
      day: say('status.curve.head.day'),
      value: say('status.curve.head.value'),
      sum: say('status.curve.head.sum'),
    },
    days: days.map((day) => ({ ...day, label: dayAndMonth(day.day, language) })),
  }
}

/** The curve in one line: how many in all, the best day, and today. */
export function curveFact({ say, language }: Turn, days: ConnectedDay[]): Fact {
  const most = days.reduce((best, day) => (day.value > best.value ? day : best))
  return [
    say('status.curve', { days: days.length }),
    say('status.curve.fact', {
      n: days.reduce((sum, { value }) => sum + value, 0),
      most: most.value,
      day: dayAndMonth(most.day, language),
      today: days.at(-1)!.value,
    }),
  ]
}
