import { hasKey } from '#text'
import { type Next, UserError } from '../../errors.ts'
import { removalOf } from '../../verification/connections/disconnects.ts'
import type { Person } from '../../verification/people/people.ts'
import { judgePerson } from '../../verification/sends/verify-one.ts'
import type { Turn } from '../context.ts'
import { type Explained, explain } from '../sends/refusal.ts'
import { fullName, whoIs } from '../words.ts'
import { stateWords } from './state-words.ts'

/** Why `verifiera` would refuse somebody now, in its words; null when it would send or connect. */
export async function hindranceOf(turn: Turn, person: Person): Promise<Explained | null> {
  const judged = await judgePerson(turn.ctx.db, turn.ctx, person.id, turn.ctx.actor.role)
  if (!judged || judged.verdict === 'mail' || judged.verdict === 'direct') return null
  return explain(turn, person, judged.verdict)
}

/** What somebody with a role can do next about a person, as the buttons of the person's card. */
export async function stepsFor(turn: Turn, person: Person, hindrance: Explained | null): Promise<Next[]> {
  const { state, providerState } = person
  const who = whoIs(person)
  if (state === 'bounced') return [{ label: 'bounces.button.clear', say: `studsar rensa ${who}` }]
  const differs = state === 'connected' && providerState !== null && providerState !== 'connected'
  if (state === 'connect_failed' || differs) {
    const removal = await removalOf(turn.ctx.db, person.id)
    return removal?.state === 'open' ? [] : [{ label: 'person.button.reconnect', say: `koppla igen ${who}` }]
  }
  if (hindrance) return isDone(hindrance) ? [] : hindrance.next
  if (state !== 'sent' && state !== 'expired') return [{ label: 'person.button.verify', say: `verifiera ${who}` }]
  return [{ label: 'person.button.again', say: `verifiera ${who} igen=ja` }]
}

/** Nothing is in the way of somebody who has verified already. */
export const isDone = ({ code }: Explained) => code === 'already_connected' || code === 'already_verified'

/**
 * A refusal about a person's state, with the person, the state and what can be done instead. Any other error, and one
 * without words about a person (`in_state.…`), is returned as it is.
 */
export async function refusalInState(turn: Turn, person: Person, error: unknown): Promise<unknown> {
  if (!(error instanceof UserError)) return error
  const key = `in_state.${error.code}`
  if (!hasKey(key)) return error
  const params = { name: fullName(person), state: stateWords(turn, person), ...error.params }
  const steps = await stepsFor(turn, person, await hindranceOf(turn, person))
  const look: Next = { label: 'person.title.button', say: `status ${whoIs(person)}` }
  return new UserError(error.code, key, params, [...error.next, ...steps, look], error.data)
}
