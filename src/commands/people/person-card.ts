import type { Button, Card, Fact } from '#bot'
import { dateAndTime } from '../../verification/days.ts'
import { lastLetter, type Person } from '../../verification/people/people.ts'
import type { Talk } from '../context.ts'
import { reasonWords } from '../sends/send-card.ts'
import { fullName, lastDay } from '../words.ts'

const canBeMailed = ['not_sent', 'sent', 'expired']

/** How one person stands: connection, address, last mail and what became of it, life of the link, the next step. */
export async function personCard(talk: Talk, person: Person): Promise<Card> {
  const { say } = talk
  const last = await lastLetter(talk.ctx, person.id)
  const facts: Fact[] = [
    [say('person.fact.state'), stateWords(talk, person)],
    [say('person.fact.email'), person.email ?? say('person.none')],
    [say('person.fact.company'), `${person.companyName} (${person.companyNumber})`],
    [say('person.fact.number'), person.number],
    ...(person.unit ? [[say('person.fact.unit'), person.unit] as Fact] : []),
    [say('person.fact.lastLetter'), letterWords(talk, last.letter)],
  ]
  if (last.linkExpiresAt) facts.push([say('person.fact.link'), linkWords(talk, last.linkExpiresAt)])
  return {
    tone:
      person.state === 'connected'
        ? 'good'
        : person.state === 'bounced' || person.state === 'connect_failed'
          ? 'warning'
          : 'info',
    title: say('person.title', { name: fullName(person), state: stateWords(talk, person) }),
    facts,
    note: next(talk, person),
    buttons: buttons(talk, person),
    data: { person: personData(person, last.lastSentAt, last.linkExpiresAt) },
  }
}

export function personData(person: Person, lastSentAt: Date | null, linkExpiresAt: Date | null) {
  return {
    company: person.companyNumber,
    number: person.number,
    email: person.email,
    state: person.state,
    lastSentAt: lastSentAt?.toISOString() ?? null,
    linkExpiresAt: linkExpiresAt?.toISOString() ?? null,
  }
}

export const stateWords = (talk: Talk, person: Pick<Person, 'state' | 'connectedBy'>): string =>
  talk.say(person.connectedBy === 'domain' && person.state === 'connected' ? 'state.direct' : `state.${person.state}`)

function letterWords(talk: Talk, letter: Awaited<ReturnType<typeof lastLetter>>['letter']): string {
  if (!letter?.at) return talk.say('person.none')
  const state = ['queued', 'claimed', 'committing'].includes(letter.state) ? 'queued' : letter.state
  const reason = letter.reason ? reasonWords(talk.say, letter.reason) : ''
  return talk.say(`person.letter.${state as 'sent' | 'queued' | 'failed'}`, { at: dateAndTime(letter.at), reason })
}

function linkWords(talk: Talk, end: Date): string {
  const key = end > talk.ctx.clock() ? 'person.link.until' : 'person.link.over'
  return talk.say(key, { day: lastDay(talk.language, end) })
}

function next(talk: Talk, person: Person): string | undefined {
  if (person.state !== 'missing_email' && person.state !== 'bounced' && person.state !== 'connect_failed')
    return undefined
  return talk.say(`person.next.${person.state}`, { number: person.number, company: person.companyNumber })
}

function buttons(talk: Talk, person: Person): Button[] {
  const who = `${person.number} företag=${person.companyNumber}`
  const verify: Button = { label: talk.say('person.button.verify'), say: `verifiera ${who}`, style: 'primary' }
  return [
    ...(canBeMailed.includes(person.state) ? [verify] : []),
    { label: talk.say('person.button.history'), say: `historik ${who}` },
  ]
}
