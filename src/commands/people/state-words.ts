import type { Look } from '#bot'
import type { Person } from '../../verification/people/people.ts'
import type { PersonState } from '../../verification/people/state.ts'
import type { Turn } from '../context.ts'

export const stateWords = (turn: Turn, person: Pick<Person, 'state' | 'connectedBy'>): string =>
  turn.say(person.connectedBy === 'domain' && person.state === 'connected' ? 'state.direct' : `state.${person.state}`)

/** A state as a shape with its own colour, and in words. */
export const stateChip = (turn: Turn, person: Pick<Person, 'state' | 'connectedBy'>): string =>
  `${symbols[person.state]} ${stateWords(turn, person)}`

export const symbols: Record<PersonState, string> = {
  missing_email: '❔',
  not_sent: '⚪',
  queued: '⏳',
  sent: '✉️',
  expired: '⌛',
  bounced: '⛔',
  verified: '☑️',
  connected: '✅',
  connect_failed: '⚠️',
}

/** The colours of the states, as in the picture of how far one has come. */
export const looks: Record<PersonState, Look> = {
  missing_email: 'open',
  not_sent: 'open',
  queued: 'waiting',
  sent: 'waiting',
  expired: 'waiting',
  bounced: 'bad',
  verified: 'direct',
  connected: 'good',
  connect_failed: 'bad',
}
