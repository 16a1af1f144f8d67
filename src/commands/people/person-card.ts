import type { Button, Card, Fact, Look } from '#bot'
import { dayInWords } from '../../base/days.ts'
import { removalOf } from '../../verification/connections/disconnects.ts'
import { dateAndTime, lastDayOf } from '../../verification/days.ts'
import { type Proposal, proposalFor } from '../../verification/imports/proposals.ts'
import { lastLetter, type Person } from '../../verification/people/people.ts'
import type { PersonState } from '../../verification/people/state.ts'
import { providerSteps, providerWords } from '../connections/provider-words.ts'
import type { Turn } from '../context.ts'
import { reasonWords } from '../sends/send-card.ts'
import { fullName } from '../words.ts'
import { addressButton } from './address-button.ts'

const canBeMailed = ['not_sent', 'sent', 'expired']
const canBeAddressed = [...canBeMailed, 'missing_email', 'bounced']

/** One person's state: connection, address, the last letter and its outcome, the link's last day, and the next step. */
export async function personCard(turn: Turn, person: Person): Promise<Card> {
  const { say } = turn
  const last = await lastLetter(turn.ctx, person.id)
  const facts: Fact[] = [
    [say('person.fact.state'), stateWords(turn, person)],
    [say('person.fact.email'), person.email ?? say('person.noEmail')],
    [say('person.fact.company'), `${person.companyName} (${person.companyNumber})`],
    [say('person.fact.number'), person.number],
    ...(person.unit ? [[say('person.fact.unit'), person.unit] as Fact] : []),
    [say('person.fact.lastLetter'), letterWords(turn, last.letter)],
  ]
  if (last.linkExpiresAt) facts.push([say('person.fact.link'), linkWords(turn, last.linkExpiresAt)])
  const proposal = person.protected && turn.ctx.actor.role === 'owner' ? await proposalFor(turn.ctx, person.id) : null
  if (proposal) facts.push([say('person.fact.proposal'), proposalWords(turn, proposal)])
  if (person.connectError !== null && (person.state === 'connect_failed' || person.state === 'connected')) {
    facts.push([say('person.fact.provider'), providerWords(say, person.connectReason)])
  }
  const { providerState, providerCheckedAt } = person
  if (person.state === 'connected' && providerState && providerState !== 'connected' && providerCheckedAt) {
    const seen = { state: say(`connections.there.${providerState}`), at: dateAndTime(providerCheckedAt) }
    facts.push([say('person.fact.provider'), say('person.provider.differs', seen)])
  }
  if (person.state === 'bounced' && person.bouncedAt) facts.push([say('person.fact.bounced'), bounceWords(person)])
  const removal = person.state === 'connected' ? await removalOf(turn.ctx.db, person.id) : null
  if (removal) facts.push([say('person.fact.removal'), removalWords(turn, removal)])
  return {
    kind: 'person',
    tone:
      person.state === 'connected'
        ? 'good'
        : person.state === 'bounced' || person.state === 'connect_failed'
          ? 'warning'
          : 'info',
    title: say('person.title', { name: fullName(person), state: stateChip(turn, person) }),
    facts,
    note: next(turn, person),
    buttons: buttons(turn, person),
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

function letterWords(turn: Turn, letter: Awaited<ReturnType<typeof lastLetter>>['letter']): string {
  if (!letter?.at) return turn.say('person.none')
  const state = ['queued', 'claimed', 'committing'].includes(letter.state) ? 'queued' : letter.state
  const reason = letter.reason ? reasonWords(turn.say, letter.reason) : ''
  return turn.say(`person.letter.${state as 'sent' | 'queued' | 'failed'}`, { at: dateAndTime(letter.at), reason })
}

const bounceWords = ({ bouncedAt, bounceWords }: Person): string =>
  [dateAndTime(bouncedAt!), bounceWords].filter(Boolean).join(': ')

function removalWords({ say }: Turn, { state, error, reason }: NonNullable<Awaited<ReturnType<typeof removalOf>>>) {
  const why = providerWords(say, reason)
  if (state === 'open') return error ? say('person.removal.retried', { why }) : say('person.removal.open')
  return say('person.removal.refused', { why })
}

const proposalWords = ({ say }: Turn, { name, email, code, at }: Proposal): string =>
  say('person.proposal', { name, email: email ?? say('person.none'), code: code ?? '', at: dateAndTime(at) })

function linkWords(turn: Turn, end: Date): string {
  const key = end > turn.ctx.clock() ? 'person.link.until' : 'person.link.over'
  return turn.say(key, { day: dayInWords(lastDayOf(end), turn.language) })
}

function next(turn: Turn, person: Person): string | undefined {
  const who = { number: person.number, company: person.companyNumber }
  if (person.state === 'connect_failed') return providerSteps(turn.say, person.connectReason, who)
  if (person.state !== 'missing_email' && person.state !== 'bounced') return undefined
  return turn.say(`person.next.${person.state}`, who)
}

function buttons(turn: Turn, person: Person): Button[] {
  const who = `${person.number} företag=${person.companyNumber}`
  const mailed = person.state === 'sent' || person.state === 'expired'
  const verify: Button = {
    label: turn.say(mailed ? 'person.button.again' : 'person.button.verify'),
    say: mailed ? `verifiera ${who} igen=ja` : `verifiera ${who}`,
    effect: 'primary',
  }
  const again: Button = { label: turn.say('person.button.reconnect'), say: `koppla igen ${who}`, effect: 'primary' }
  const differs = person.state === 'connected' && person.providerState && person.providerState !== 'connected'
  return [
    ...(canBeMailed.includes(person.state) ? [verify] : []),
    ...(person.state === 'connect_failed' || differs ? [again] : []),
    ...(canBeAddressed.includes(person.state) ? [addressButton(turn.say, person)] : []),
    ...(person.state === 'bounced' ? [{ label: turn.say('bounces.button.clear'), say: `studsar rensa ${who}` }] : []),
    { label: turn.say('person.button.history'), say: `historik ${who}` },
  ]
}
