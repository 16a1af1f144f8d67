import type { Button, Card, Fact } from '#bot'
import { dayInWords } from '../../base/days.ts'
import { removalOf } from '../../verification/connections/disconnects.ts'
import { dateAndTime, lastDayOf } from '../../verification/days.ts'
import { waitOf } from '../../verification/delivery/waits.ts'
import { type Proposal, proposalFor } from '../../verification/imports/proposals.ts'
import { lastLetter, type Person, readPeople } from '../../verification/people/people.ts'
import { recordsOfOne } from '../../verification/records/different-people.ts'
import { providerSteps, providerWords } from '../connections/provider-words.ts'
import type { Turn } from '../context.ts'
import { curedByAddress, type Explained } from '../sends/refusal.ts'
import { reasonWords } from '../sends/send-card.ts'
import { waitWords } from '../sends/wait-words.ts'
import { fullName, whoIs } from '../words.ts'
import { addressButton } from './address-button.ts'
import { stateChip, stateWords } from './state-words.ts'
import { hindranceOf, isDone, stepsFor } from './steps.ts'

const canBeAddressed = ['not_sent', 'sent', 'expired', 'missing_email', 'bounced']

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
  const others = turn.ctx.actor.role === 'owner' ? await othersOfOne(turn, person) : []
  if (others.length) facts.push([say('person.fact.same'), others.join(', ')])
  if (last.letter?.state === 'failed' && last.letter.words && person.state !== 'bounced')
    facts.push([say('person.fact.answer'), last.letter.words])
  const wait = isWaiting(last.letter) ? await waitOf(turn.ctx, person.id) : null
  if (wait) facts.push([say('person.fact.waits'), waitWords(say, wait)])
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
  const removal = await removalOf(turn.ctx.db, person.id)
  if (removal && (removal.state === 'open' || person.state === 'connected'))
    facts.push([say('person.fact.removal'), removalWords(turn, removal)])
  const hindrance = await hindranceOf(turn, person)
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
    note: next(turn, person, hindrance, last.letter?.reason ?? null),
    buttons: [
      ...(await buttons(turn, person, hindrance)),
      ...(others.length ? [{ label: say('apart.offer'), say: `olika personer ${whoIs(person)}` }] : []),
    ],
    data: { person: personData(person, last.lastSentAt, last.linkExpiresAt) },
  }
}

/** The other records that an owner has said to be the same person. Only owners see all of them. */
async function othersOfOne({ ctx }: Turn, { id }: Person): Promise<string[]> {
  const ids = (await recordsOfOne(ctx.db, [id])).flatMap((record) => (record.id === id ? [] : record.id))
  return (await readPeople(ctx.keyed, ctx.clock(), ids)).map((p) => `${fullName(p)}, ${p.number} (${p.companyName})`)
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

function letterWords(turn: Turn, letter: Awaited<ReturnType<typeof lastLetter>>['letter']): string {
  if (!letter?.at) return turn.say('person.none')
  const state = isWaiting(letter) ? 'queued' : letter.state
  const reason = letter.reason ? reasonWords(turn.say, letter.reason) : ''
  return turn.say(`person.letter.${state as 'sent' | 'queued' | 'failed'}`, { at: dateAndTime(letter.at), reason })
}

const isWaiting = (letter: Awaited<ReturnType<typeof lastLetter>>['letter']): boolean =>
  ['queued', 'claimed', 'committing'].includes(letter?.state ?? '')

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

function next(turn: Turn, person: Person, hindrance: Explained | null, failed: string | null): string | undefined {
  const who = { number: person.number, company: person.companyNumber }
  if (person.state === 'connect_failed') return providerSteps(turn.say, person.connectReason, who)
  if (person.state === 'missing_email' || person.state === 'bounced')
    return turn.say(`person.next.${person.state}`, who)
  if (hindrance && !isDone(hindrance)) return turn.say(hindrance.key, hindrance.params)
  return failed === 'unclear' && canBeAddressed.includes(person.state)
    ? turn.say('person.next.unclear', who)
    : undefined
}

async function buttons(turn: Turn, person: Person, hindrance: Explained | null): Promise<Button[]> {
  const steps = (await stepsFor(turn, person, hindrance)).filter((step) => step.input === undefined)
  // Where nothing but the address is in the way, or nothing at all.
  const isAddressable = canBeAddressed.includes(person.state) && (!hindrance || curedByAddress(hindrance))
  return [
    ...steps.map(({ label, params, say }, at): Button => {
      const button = { label: turn.say(label, params), say }
      return at === 0 && person.state !== 'bounced' ? { ...button, effect: 'primary' } : button
    }),
    ...(isAddressable ? [addressButton(turn.say, person)] : []),
    { label: turn.say('person.button.history'), say: `historik ${whoIs(person)}` },
  ]
}
