import { type Intent, type Meaning, quote } from '#bot'
import type { Turn } from '../context.ts'
import { fullName } from '../words.ts'
import type { Named } from './names.ts'
import { firstOpen, type Offer, offerCard, type Shown } from './offers.ts'

const history: Intent[] = ['who_mailed', 'history', 'mailed', 'mailed_today', 'mailed_yesterday', 'mailed_this_week']
const records: Partial<Record<Intent, (who: string) => Offer>> = {
  erase: (who) => ({ label: 'record.erase.button', say: `radera ${who}` }),
  apart: (who) => ({ label: 'apart.offer', say: `olika personer ${who}` }),
  extract: (who) => ({ label: 'intent.extract', say: `utdrag ${who}` }),
}

/**
 * What an admin is answered who named a person: nearly always the person's card, whose buttons are the next steps. If
 * the name means several, the command that is said asks which.
 */
export function personAnswer(turn: Turn, { intent, email }: Meaning, { people, typed }: Named): Shown {
  const [person] = people
  const who = whoIs(people, typed)
  const status: Offer = {
    label: 'intent.person',
    params: { name: people.length === 1 ? fullName(person!) : typed },
    say: `status ${who}`,
  }
  if (intent === 'disconnect' || intent === 'inactive' || intent === 'leaving')
    return ask(turn, [...disconnect(people, who), status])
  const record = records[intent]
  if (record) return ask(turn, [record(who), ...(intent === 'apart' ? [] : others(intent, who)), status])
  const other = email && email.toLowerCase() !== person!.emailKey
  if (intent === 'address' && other && people.length === 1) {
    const change: Offer = {
      label: 'intent.address.save',
      params: { email },
      say: `verifiera ${who} epost=${quote(email)}`,
      effect: 'primary',
    }
    return ask(turn, [change, status])
  }
  if (intent === 'roles') return { line: firstOpen(turn, ['hjälp roll ge', 'hjälp'])! }
  return { line: `${history.includes(intent) ? 'historik' : 'status'} ${who}` }
}

const whoIs = ([person, other]: Named['people'], typed: string): string =>
  person && !other ? `${quote(person.number)} företag=${quote(person.companyNumber)}` : quote(typed)

/** The line that shows the person, or asks which of several is meant. */
export const personLine = ({ people, typed }: Named): string => `status ${whoIs(people, typed)}`

/** What is asked in the name of the GDPR may be either. */
const others = (intent: Intent, who: string): Offer[] =>
  (['erase', 'extract'] as const).filter((other) => other !== intent).map((other) => records[other]!(who))

/** Whoever has no connection needs none removed. */
const disconnect = (people: Named['people'], who: string): Offer[] =>
  people.some(({ state }) => state === 'connected')
    ? [{ label: 'record.disconnect.button', say: `koppla från ${who}` }]
    : []

const ask = (turn: Turn, offers: Offer[]): Shown => ({
  card: offerCard(turn, turn.say('intent.meant'), undefined, offers),
})
