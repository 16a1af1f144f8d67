import { type Card, percent } from '#bot'
import { companyNames } from '../../verification/people/companies.ts'
import { countStates, personById } from '../../verification/people/people.ts'
import { personStates } from '../../verification/people/state.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { filterWords } from './filter-words.ts'
import { onePerson } from './one-person.ts'
import { personCard, personData } from './person-card.ts'
import { select } from './selection.ts'

const status: BotCommand = command({
  name: 'status',
  also: { sv: [], en: [] },
  need: 'employee',
  keys: ['company', 'unit', 'role', 'status', 'email', 'active', 'sent', 'send', 'import'],
  words: 'free',
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
    return companyCard(turn, selection, await filterWords(turn, input.filter, selection))
  },
})

/** How many of the selected people are in each state, in numbers and percent. */
async function companyCard(turn: Turn, selection: Parameters<typeof countStates>[1], words: string): Promise<Card> {
  const { say, ctx } = turn
  const counted = await countStates(ctx, selection)
  const names = await companyNames(
    ctx.db,
    counted.byCompany.map((c) => c.companyId),
  )
  const only = selection.companies
    ?.flatMap((c) => (c.not ? [] : c.any.map((id) => names.get(id)?.number ?? '')))
    .filter(Boolean)
  const where = only?.length ? ` företag=${only.join(',')}` : ''
  const share = (n: number) => `${n} (${percent(n, counted.total)} %)`
  return {
    kind: 'status',
    tone: 'info',
    title: counted.total
      ? say('status.title', { n: counted.total, percent: percent(counted.states.connected, counted.total) })
      : say('status.none'),
    facts: [
      [say('status.fact.selection'), words || say('plan.everyone')],
      ...personStates
        .filter((s) => counted.states[s] > 0)
        .map((s): [string, string] => [
          say(`state.${s}`),
          s === 'connected' && counted.direct
            ? `${share(counted.states[s])}, ${say('status.direct', { n: counted.direct })}`
            : share(counted.states[s]),
        ]),
    ],
    progress: counted.total ? { done: counted.states.connected, total: counted.total } : undefined,
    rows:
      counted.byCompany.length > 1
        ? {
            head: [
              say('status.head.company'),
              say('status.head.people'),
              say('status.head.verified'),
              say('status.head.connected'),
            ],
            body: counted.byCompany.map((c) => [
              `${names.get(c.companyId)!.name} (${names.get(c.companyId)!.number})`,
              String(c.total),
              String(c.verified),
              String(c.connected),
            ]),
          }
        : undefined,
    buttons: [
      { label: say('status.button.plan'), say: `verifiera konton${where}` },
      ...(counted.states.missing_email
        ? [{ label: say('status.button.missing'), say: `lista epost=saknas${where}` }]
        : []),
    ],
    data: { total: counted.total, states: counted.states, direct: counted.direct },
  }
}

/** The status of the employee who asks. It is shown only if their chat account is linked to a person. */
async function ownStatus(turn: Turn): Promise<Card> {
  const { say, ctx, facts } = turn
  const person = ctx.actor.linked && ctx.actor.personId !== null ? await personById(ctx, ctx.actor.personId) : null
  if (!person)
    return {
      kind: 'status',
      tone: 'info',
      title: say('status.own.none'),
      buttons: [{ label: say('account.button'), say: 'koppla' }],
    }
  const key = person.state === 'connect_failed' ? 'verified' : person.state
  const known = key === 'connected' || key === 'verified' || key === 'missing_email' || key === 'sent' ? key : 'other'
  const done = person.state === 'connected' || person.state === 'verified'
  return {
    kind: 'status',
    tone: done ? 'good' : 'info',
    title: say('status.own.title', { state: say(`state.${person.state}`) }),
    text: say(`status.own.${known}`, {
      url: facts.loginUrl,
      email: person.email ?? '',
      contact: facts.supportContact ? ` ${facts.supportContact}` : '',
    }),
    buttons: done || !person.email ? [] : [{ label: say('person.button.own'), say: 'skicka länk', effect: 'primary' }],
    data: { person: personData(person, null, null) },
  }
}

export const statusCommands = [status]
