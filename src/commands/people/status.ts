import { type Card, canonical, type Filter, type Term } from '#bot'
import { waitOf } from '../../verification/delivery/waits.ts'
import { companyNames } from '../../verification/people/companies.ts'
import { connectedDays } from '../../verification/people/connected-days.ts'
import { countStates, personById } from '../../verification/people/people.ts'
import { type PersonState, personStates } from '../../verification/people/state.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { ownWaitWords } from '../sends/wait-words.ts'
import { number, percent } from '../words.ts'
import { filterWords } from './filter-words.ts'
import { everybodyButton } from './list.ts'
import { onePerson } from './one-person.ts'
import { personCard, personData } from './person-card.ts'
import { select } from './selection.ts'
import { symbols } from './state-words.ts'
import { companyChart, companyRows, connectedCurve, curveFact, statePartsOf } from './status-charts.ts'
import { hindranceOf, isDone } from './steps.ts'

const status: BotCommand = command({
  name: 'status',
  also: { sv: [], en: [] },
  need: 'employee',
  keys: ['company', 'unit', 'role', 'status', 'email', 'active', 'sent', 'send', 'import'],
  words: 'free',
  filters: 'admin',
  usage: { sv: '[<e-post | anst.nr | namn> | filter]', en: '[<e-mail | employment no. | name> | filter]' },
  examples: {
    sv: ['status anna.berg@acme.example', 'status 00217 företag=100', 'status företag=100'],
    en: ['status anna.berg@acme.example', 'status 00217 company=100', 'status company=100'],
  },
  async run(turn, input) {
    const admin = turn.ctx.actor.role === 'owner' || turn.ctx.actor.role === 'admin'
    if (!admin) return ownStatus(turn)
    if (input.words.length) return personCard(turn, await onePerson(turn, status, input))
    const selection = await select(turn, status, input)
    return companyCard(turn, selection, input.filter, await filterWords(turn, input.filter, selection))
  },
})

/** Whether the filter is a company and nothing else; then the title names it. */
const isOneCompany = ({ terms, words }: Filter): boolean =>
  words.length === 0 && terms.every(({ key, operator }) => key === 'company' && operator === '=') && terms.length === 1

/** How many are connected; of which company, if it is one. */
export function statusTitle(
  { say }: Turn,
  n: number,
  connected: number,
  companies: readonly { name: string }[],
): string {
  const title = say('status.title', { n, connected, percent: percent(say, connected, n) })
  return companies.length === 1 ? say('status.title.of', { company: companies[0]!.name, title }) : title
}

const isMissing: Term = { key: 'email', operator: '=', values: ['missing'], at: 0, length: 0 }

/** How many of the selected people are in each state, in numbers and percent. */
async function companyCard(
  turn: Turn,
  selection: Parameters<typeof countStates>[1],
  filter: Filter,
  words: string,
): Promise<Card> {
  const { say, ctx } = turn
  const counted = await countStates(ctx, selection)
  const names = await companyNames(
    ctx.db,
    counted.byCompany.map((c) => c.companyId),
  )
  const share = (n: number) => `${number(say, n)} (${percent(say, n, counted.total)})`
  const connected = counted.states.connected
  const days = connected ? await connectedDays(ctx, selection, connected) : []
  const isMoving = days.some(({ value }) => value > 0)
  const charts = [
    ...(counted.byCompany.length > 1 ? [companyChart(turn, counted.byCompany, names)] : []),
    ...(isMoving ? [connectedCurve(turn, days)] : []),
  ]
  return {
    kind: 'status',
    tone: 'info',
    title: counted.total
      ? statusTitle(turn, counted.total, connected, isOneCompany(filter) ? [...names.values()] : [])
      : say('status.none'),
    parts: statePartsOf(say, counted.states),
    facts: [
      [say('status.fact.selection'), words || say('plan.everyone')],
      ...personStates
        .filter((s) => counted.states[s] > 0)
        .map((s): [string, string] => [
          `${symbols[s]} ${say(`state.${s}`)}`,
          s === 'connected' && counted.direct
            ? `${share(counted.states[s])}, ${say('status.direct', { n: counted.direct })}`
            : share(counted.states[s]),
        ]),
      ...(isMoving ? [curveFact(turn, days)] : []),
    ],
    charts: charts.length ? charts : undefined,
    rows: counted.byCompany.length > 1 ? companyRows(turn, counted.byCompany, names) : undefined,
    buttons: [
      ...everybodyButton(turn, { filter }, counted.total, 'status'),
      ...(connected < counted.total
        ? [
            {
              label: say('status.button.plan'),
              say: canonical({ name: 'verifiera konton' }, filter, filter.words),
              effect: 'primary' as const,
            },
          ]
        : []),
      ...(counted.states.missing_email && !filter.terms.some((t) => t.key === 'email' && t.operator === '=')
        ? [
            {
              label: say('status.button.missing'),
              say: canonical({ name: 'lista' }, { terms: [isMissing, ...filter.terms] }, filter.words),
            },
          ]
        : []),
    ],
    data: { total: counted.total, states: counted.states, direct: counted.direct },
  }
}

/** What employees are told of their own state; of any other, whether they can ask for a link, and not why not. */
const ownWords: Partial<
  Record<PersonState, 'connected' | 'verified' | 'failed' | 'missing_email' | 'sent' | 'queued'>
> = {
  connected: 'connected',
  verified: 'verified',
  connect_failed: 'failed',
  missing_email: 'missing_email',
  sent: 'sent',
  queued: 'queued',
}

/** The status of the employee who asks. It is shown only if their chat account is linked to a person. */
export async function ownStatus(turn: Turn): Promise<Card> {
  const { say, ctx, facts } = turn
  const person = ctx.actor.linked && ctx.actor.personId !== null ? await personById(ctx, ctx.actor.personId) : null
  if (!person)
    return {
      kind: 'status',
      tone: 'info',
      title: say('status.own.none'),
      buttons: [{ label: say('account.button'), say: 'koppla' }],
    }
  const hindrance = await hindranceOf(turn, person)
  const known = ownWords[person.state] ?? (hindrance && !isDone(hindrance) ? 'blocked' : 'other')
  const wait = known === 'queued' ? await waitOf(ctx, person.id) : null
  const done = person.state === 'connected' || person.state === 'verified'
  const mayAsk = !hindrance && person.email !== null
  return {
    kind: 'status',
    tone: done ? 'good' : 'info',
    title: say('status.own.title', { state: say(`state.${person.state}`) }),
    text: [
      say(`status.own.${known}`, {
        url: facts.loginUrl,
        email: person.email ?? '',
        contact: facts.supportContact ? ` ${facts.supportContact}` : '',
      }),
      ...(wait ? [ownWaitWords(say, wait)] : []),
    ].join('\n'),
    buttons: !mayAsk ? [] : [{ label: say('person.button.own'), say: 'skicka länk', effect: 'primary' }],
    data: { person: personData(person, null, null) },
  }
}

export const statusCommands = [status]
