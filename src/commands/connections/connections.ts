import type { Button, Card } from '#bot'
import { type Person, readPeople } from '../../verification/people/people.ts'
import {
  auditCheck,
  type Checked,
  checkConnections,
  listDifferences,
  openRemovals,
  type ProviderState,
} from '../../verification/provider/differences.ts'
import { reconnect } from '../../verification/provider/reconnect.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { onePerson } from '../people/one-person.ts'
import { refusalInState } from '../people/steps.ts'
import { fullName, nameOverAddress, whoIs } from '../words.ts'
import { providerWords, where } from './provider-words.ts'

/** How many differences one card lists. After some were dealt with, the next ones show. */
const shown = 10

const check: BotCommand = command({
  name: 'kontrollera kopplingar',
  also: { sv: [], en: ['check connections'] },
  need: 'owner',
  examples: { sv: ['kontrollera kopplingar'], en: ['check connections'] },
  async run(turn) {
    const { say, ctx, provider } = turn
    if (!provider.remote) {
      const buttons = [{ label: say('intent.progress'), say: 'status' }]
      return {
        kind: 'notice',
        tone: 'info',
        title: say('connections.local'),
        text: say('connections.local.text'),
        buttons,
      }
    }
    const checked = await checkConnections(ctx, provider.look)
    const { found, total } = await listDifferences(ctx, shown)
    await auditCheck(ctx, { looked: checked.looked, differ: total })
    const people = await readPeople(
      ctx.db,
      ctx.clock(),
      found.map(({ id }) => id),
    )
    const states = new Map(found.map(({ id, state }) => [id, state as ProviderState]))
    const listed = people.map((person) => ({ person, state: states.get(person.id)! }))
    return { ...differencesCard(turn, checked, listed, total), facts: await removalFacts(turn) }
  },
})

function differencesCard(
  turn: Turn,
  checked: Checked,
  listed: { person: Person; state: ProviderState }[],
  total: number,
): Card {
  const { say } = turn
  const stopped = checked.stopped && say('connections.stopped', { why: providerWords(say, checked.stopped) })
  const title = total ? say('connections.differ', { n: total }) : say('connections.same', { n: checked.looked })
  return {
    kind: 'list',
    tone: total || stopped ? 'warning' : 'good',
    title,
    text: [say('connections.looked', { looked: checked.looked, total: checked.total }), stopped]
      .filter(Boolean)
      .join(' '),
    rows: listed.length
      ? {
          head: [say('list.head.name'), say('connections.head.there'), say('list.head.number')],
          body: listed.map(({ person: p, state }) => [
            nameOverAddress(say, p),
            say(`connections.there.${state}`),
            `${p.number}\n${p.companyName}`,
          ]),
        }
      : undefined,
    note: total > listed.length ? say('connections.more', { n: listed.length }) : undefined,
    buttons: listed.length
      ? listed.flatMap(({ person, state }) => remedies(turn, person, state))
      : [{ label: say('intent.progress'), say: 'status' }],
    data: {
      looked: checked.looked,
      total: checked.total,
      stopped: checked.stopped,
      differences: listed.map(({ person: p, state }) => ({ company: p.companyNumber, number: p.number, state })),
    },
  }
}

/** Bring the provider to what is stored here, or, where it was made inactive there, agree with it. */
function remedies({ say }: Turn, person: Person, state: ProviderState): Button[] {
  const who = whoIs(person)
  const name = fullName(person)
  const again: Button = {
    label: say('connections.button.again', { name }),
    say: `koppla igen ${who}`,
    effect: 'primary',
  }
  const apart: Button = { label: say('connections.button.apart', { name }), say: `koppla från ${who}` }
  return state === 'inactive' ? [again, apart] : [again]
}

async function removalFacts({ say, ctx }: Turn): Promise<Card['facts']> {
  const open = await openRemovals(ctx)
  return open ? [[say('connections.fact.removals'), say('connections.removals', { n: open })]] : undefined
}

const again: BotCommand = command({
  name: 'koppla igen',
  also: { sv: [], en: ['reconnect'] },
  need: 'admin',
  keys: ['company'],
  words: 'one',
  needs: 'person',
  usage: { sv: '<e-post | anst.nr | namn>', en: '<e-mail | employment no. | name>' },
  examples: { sv: ['koppla igen anna.berg@acme.example'], en: ['reconnect anna.berg@acme.example'] },
  rereads: true,
  async run(turn, input) {
    const person = await onePerson(turn, again, input)
    await reconnect(turn.ctx, person.id).catch(async (error) => {
      throw await refusalInState(turn, person, error)
    })
    turn.wake()
    return {
      kind: 'notice',
      tone: 'good',
      title: turn.say(`reconnect.asked.${where(turn)}`, { name: fullName(person) }),
      text: turn.say(`reconnect.asked.text.${where(turn)}`),
      buttons: [{ label: turn.say('person.title.button'), say: `status ${whoIs(person)}` }],
      data: { asked: true },
    }
  },
})

/** What the owners are told in the morning when the nightly check has found differences. */
export const nightlyCard = (say: Turn['say'], n: number): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: say('connections.nightly.title', { n }),
  text: say('connections.nightly.text'),
  buttons: [{ label: say('connections.nightly.button'), say: 'kontrollera kopplingar', effect: 'primary' }],
})

export const connectionCommands = [check, again]
