import type { Card, CardFile, Term } from '#bot'
import { UserError } from '../../errors.ts'
import type { Person } from '../../verification/people/people.ts'
import type { Plan } from '../../verification/plans/plans.ts'
import {
  disconnect,
  erase,
  extract,
  joinRecords,
  planRecord,
  type RecordPlan,
} from '../../verification/records/records.ts'
import { command, type Talk, type TalkCommand } from '../context.ts'
import { onePerson } from '../people/one-person.ts'
import { fullName } from '../words.ts'

const aPerson = { keys: ['company'], words: 'one', needs: 'person', usage: { sv: '<person>', en: '<person>' } } as const

const disconnectCommand: TalkCommand = command({
  name: 'koppla från',
  also: { sv: [], en: ['disconnect', 'link remove'] },
  need: 'admin',
  ...aPerson,
  examples: { sv: ['koppla från anna.berg@acme.example'], en: ['disconnect anna.berg@acme.example'] },
  async run(talk, input) {
    const person = await onePerson(talk, disconnectCommand, input)
    if (person.state !== 'connected') throw new UserError('not_connected', 'disconnect.notConnected')
    return recordCard(talk, 'disconnect', await planRecord(talk.ctx, 'disconnect', input.line, [person.id]), [person])
  },
})

const eraseCommand: TalkCommand = command({
  name: 'radera',
  also: { sv: [], en: ['erase'] },
  need: 'owner',
  ...aPerson,
  examples: { sv: ['radera anna.berg@acme.example'], en: ['erase anna.berg@acme.example'] },
  rereads: true,
  async run(talk, input) {
    const person = await onePerson(talk, eraseCommand, input)
    return recordCard(talk, 'erase', await planRecord(talk.ctx, 'erase', '', [person.id]), [person])
  },
})

const samePerson: TalkCommand = command({
  name: 'samma person',
  also: { sv: [], en: ['same person'] },
  need: 'owner',
  keys: ['company'],
  words: 'some',
  needs: 'words',
  usage: { sv: '<anst.nr> <anst.nr> [företag=…]', en: '<employment no.> <employment no.> [company=…]' },
  examples: { sv: ['samma person 00217 00218 företag=100'], en: ['same person 00217 00218 company=100'] },
  async run(talk, input) {
    const [a, b] = await twoPeople(talk, input)
    if (!a.emailKey || a.emailKey !== b.emailKey) throw new UserError('no_shared_email', 'same.notShared')
    return recordCard(talk, 'same', await planRecord(talk.ctx, 'same', input.line, [a.id, b.id]), [a, b])
  },
})

/** Two handles, or one address that exactly two records share. A handle may say its company: `100/00217`. */
async function twoPeople(talk: Talk, input: Parameters<TalkCommand['run']>[1]): Promise<[Person, Person]> {
  const find = (word: string) => {
    const [, company, number] = /^([^/]+)\/(.+)$/.exec(word) ?? []
    const within: Term[] = company
      ? [{ key: 'company', operator: '=', values: [company], at: 0, length: 0 }]
      : input.filter.terms
    return onePerson(talk, samePerson, { ...input, words: [number ?? word], filter: { terms: within, words: [] } })
  }
  const [a = '', b] = input.words
  if (b === undefined) throw new UserError('missing_argument', 'same.needsTwo')
  const pair: [Person, Person] = [await find(a), await find(b)]
  if (pair[0].id === pair[1].id) throw new UserError('same_record', 'same.needsTwo')
  return pair
}

const extractCommand: TalkCommand = command({
  name: 'utdrag',
  also: { sv: [], en: ['extract'] },
  need: 'owner',
  ...aPerson,
  examples: { sv: ['utdrag anna.berg@acme.example'], en: ['extract anna.berg@acme.example'] },
  rereads: true,
  async run(talk, input) {
    const person = await onePerson(talk, extractCommand, input)
    const held = await extract(talk.ctx, person.id)
    const bytes = new TextEncoder().encode(JSON.stringify(held, null, 2))
    const file: CardFile = {
      name: talk.say('extract.file', { number: person.number }),
      type: 'application/json',
      bytes,
    }
    return {
      tone: 'good',
      title: talk.say('extract.title', { name: fullName(person) }),
      text: talk.say('extract.text'),
      files: [file],
    }
  },
})

/** What will happen and to whom; nothing has, until its confirm. */
function recordCard(talk: Talk, kind: RecordPlan, plan: Plan, people: Person[]): Card {
  const { say } = talk
  return {
    tone: 'question',
    title: say(`record.${kind}.title`, { name: people.map(fullName).join(', ') }),
    text: say(`record.${kind}.text`),
    rows: {
      head: (['number', 'name', 'company', 'email'] as const).map((column) => say(`list.head.${column}`)),
      body: people.map((p) => [p.number, fullName(p), p.companyName, p.email ?? '']),
    },
    buttons: [
      { label: say(`record.${kind}.button`), say: `bekräfta ${plan.code}`, style: 'danger' },
      { label: say('plan.button.cancel'), say: `stoppa ${plan.code}` },
    ],
    note: say('plan.lives'),
    data: { plan: plan.code, kind },
  }
}

/** The confirm of such a plan. */
export async function applyRecord(talk: Talk, plan: Plan): Promise<Card> {
  if (plan.kind !== 'disconnect' && talk.ctx.actor.role !== 'owner')
    throw new UserError('not_allowed', 'problem.not_allowed_next', { need: 'owner' })
  if (plan.kind === 'disconnect') await disconnect(talk.ctx, plan.code, talk.disconnect)
  if (plan.kind === 'same') await joinRecords(talk.ctx, plan.code)
  if (plan.kind === 'erase') await erase(talk.ctx, plan.code)
  const kind = plan.kind as RecordPlan
  return { tone: 'good', title: talk.say(`record.${kind}.done`), data: { plan: plan.code, kind, done: true } }
}

export const recordCommands = [disconnectCommand, samePerson, extractCommand, eraseCommand]
