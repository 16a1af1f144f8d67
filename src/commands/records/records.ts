import { type Card, type CardFile, canonical, quote } from '#bot'
import { UserError } from '../../errors.ts'
import { removalOf } from '../../verification/connections/disconnects.ts'
import type { Person } from '../../verification/people/people.ts'
import type { RecordPlan } from '../../verification/plans/content.ts'
import { extract, planRecord } from '../../verification/records/records.ts'
import { findSamePeople, joinedBy } from '../../verification/records/same-people.ts'
import { providerWords, where } from '../connections/provider-words.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { choiceOf, onePerson, withWord, wordOf } from '../people/one-person.ts'
import { select } from '../people/selection.ts'
import { refusalInState } from '../people/steps.ts'
import { fullName, whoIs } from '../words.ts'
import { differentPeople } from './apart.ts'
import { partedCard } from './apart-cards.ts'
import { joinedCard, recordCard, samePeopleCard, undoButton } from './record-card.ts'

const aPerson = { keys: ['company'], words: 'one', needs: 'person', usage: { sv: '<person>', en: '<person>' } } as const

const disconnectCommand: BotCommand = command({
  name: 'koppla från',
  also: { sv: [], en: ['disconnect', 'link remove'] },
  need: 'admin',
  ...aPerson,
  examples: { sv: ['koppla från anna.berg@acme.example'], en: ['disconnect anna.berg@acme.example'] },
  exact: true,
  async run(turn, input) {
    const person = await onePerson(turn, disconnectCommand, input)
    const removal = await removalOf(turn.ctx.db, person.id)
    const refuse = (error: UserError) => refusalInState(turn, person, error)
    if (removal?.state === 'open') throw await refuse(new UserError('removal_under_way', 'disconnect.underWay'))
    if (person.state !== 'connected') throw await refuse(new UserError('not_connected', 'disconnect.notConnected'))
    return recordCard(turn, 'disconnect', await planRecord(turn.ctx, 'disconnect', input.line, [person.id]), [person])
  },
})

const eraseCommand: BotCommand = command({
  name: 'radera',
  also: { sv: [], en: ['erase'] },
  need: 'owner',
  ...aPerson,
  examples: { sv: ['radera anna.berg@acme.example'], en: ['erase anna.berg@acme.example'] },
  rereads: true,
  exact: true,
  async run(turn, input) {
    const person = await onePerson(turn, eraseCommand, input)
    return recordCard(turn, 'erase', await planRecord(turn.ctx, 'erase', '', [person.id]), [person])
  },
})

const samePerson: BotCommand = command({
  name: 'samma person',
  also: { sv: [], en: ['same person'] },
  need: 'owner',
  keys: ['company'],
  words: 'some',
  most: 2,
  needs: 'words',
  usage: {
    sv: '<anst.nr> <anst.nr> | alla [företag=…]',
    en: '<employment no.> <employment no.> | all [company=…]',
  },
  examples: {
    sv: ['samma person 00217 00218 företag=100', 'samma person alla'],
    en: ['same person 00217 00218 company=100', 'same person all'],
  },
  exact: true,
  async run(turn, input) {
    if (input.words.length === 1 && /^(alla|all)$/i.test(input.words[0]!)) return everySamePerson(turn, input)
    const [a, b] = await twoPeople(turn, input)
    if (!a.emailKey || a.emailKey !== b.emailKey) throw notShared(a, b)
    return recordCard(turn, 'same', await planRecord(turn.ctx, 'same', input.line, [a.id, b.id]), [a, b])
  },
})

/** All who have the same name and address in several companies, for one confirm. */
async function everySamePerson(turn: Turn, input: Parameters<BotCommand['run']>[1]): Promise<Card> {
  const { found, more, unlike } = await findSamePeople(
    turn.ctx,
    await select(turn, samePerson, { ...input, words: [] }),
  )
  if (found.length === 0)
    return {
      kind: 'notice',
      tone: unlike ? 'warning' : 'good',
      title: turn.say('same.nobody'),
      text: unlike ? turn.say('same.all.unlike', { n: unlike }) : undefined,
      data: { plan: null, humans: 0 },
    }
  const groups = found.map(({ records }) => records.map(({ id }) => id))
  const plan = await planRecord(turn.ctx, 'same', input.line, groups.flat(), groups)
  return samePeopleCard(turn, plan, found, { more, unlike })
}

function notShared(one: Person, other: Person): UserError {
  const next = [one, other].map((person) => choiceOf(person, `status ${whoIs(person)}`))
  return new UserError('no_shared_email', 'same.notShared', { one: fullName(one), other: fullName(other) }, next)
}

/** The two people named. */
async function twoPeople(turn: Turn, input: Parameters<BotCommand['run']>[1]): Promise<[Person, Person]> {
  const find = (word: string, lineFor: (found: string) => string) =>
    onePerson(turn, samePerson, withWord(input, word), { say: (p) => lineFor(wordOf(p)) })
  const [a = '', b] = input.words
  if (b === undefined) throw new UserError('missing_argument', 'same.needsTwo')
  const rest = canonical({ name: '' }, input.filter, []).trim()
  const line = (one: string, other: string) => `samma person ${one} ${other} ${rest}`.trim()
  const pair: [Person, Person] = [
    await find(a, (found) => line(found, quote(b))),
    await find(b, (found) => line(quote(a), found)),
  ]
  if (pair[0].id === pair[1].id) throw new UserError('same_record', 'same.needsTwo')
  return pair
}

const extractCommand: BotCommand = command({
  name: 'utdrag',
  also: { sv: [], en: ['extract'] },
  need: 'owner',
  ...aPerson,
  examples: { sv: ['utdrag anna.berg@acme.example'], en: ['extract anna.berg@acme.example'] },
  rereads: true,
  exact: true,
  async run(turn, input) {
    const person = await onePerson(turn, extractCommand, input)
    const held = await extract(turn.ctx, person.id)
    const bytes = new TextEncoder().encode(JSON.stringify(held, null, 2))
    const file: CardFile = {
      name: turn.say('extract.file', { number: person.number }),
      type: 'application/json',
      bytes,
    }
    return {
      kind: 'file',
      tone: 'good',
      title: turn.say('extract.title', { name: fullName(person) }),
      text: turn.say('extract.text'),
      files: [file],
    }
  },
})

/** The result of a confirmed change. A connection is removed later, when the identity provider has agreed. */
export async function recordedCard(turn: Turn, plan: RecordPlan): Promise<Card> {
  const { kind, code } = plan
  if (kind === 'apart') return partedCard(turn, plan)
  if (plan.groups) return joinedCard(turn, plan, await joinedBy(turn.ctx.db, plan))
  const text =
    kind === 'disconnect'
      ? turn.say(`record.disconnect.done.text.${where(turn)}`)
      : kind === 'same'
        ? turn.say('same.mistaken')
        : undefined
  return {
    kind: 'notice',
    tone: 'good',
    title: turn.say(`record.${kind}.done`),
    text,
    buttons: kind === 'same' ? [undoButton(turn.say, code)] : undefined,
    data: { plan: code, kind, done: true },
  }
}

/** Tells whoever asked for the removal of a connection that the identity provider has refused it permanently. */
export const removalRefusedCard = (say: Turn['say'], { code, reason }: { code: string; reason: string }): Card => ({
  kind: 'notice',
  tone: 'warning',
  title: say('disconnect.refused.title'),
  text: say('disconnect.refused.text', { code, why: providerWords(say, reason) }),
})

export const recordCommands = [disconnectCommand, samePerson, differentPeople, extractCommand, eraseCommand]
