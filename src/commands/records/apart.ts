import { canonical, quote, readCode } from '#bot'
import { UserError } from '../../errors.ts'
import { findPeople, type Person, readPeople } from '../../verification/people/people.ts'
import { findPlan } from '../../verification/plans/plans.ts'
import { isInSight } from '../../verification/plans/sight.ts'
import { ownAmong, recordsOfOne, refuseOwnRecords, stillJoined } from '../../verification/records/different-people.ts'
import { planRecord } from '../../verification/records/records.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { choiceOf, onePerson, withWord, wordOf } from '../people/one-person.ts'
import { select } from '../people/selection.ts'
import { fullName, whoIs } from '../words.ts'
import { apartCard } from './apart-cards.ts'

type Input = Parameters<BotCommand['run']>[1]

export const differentPeople: BotCommand = command({
  name: 'olika personer',
  also: { sv: [], en: ['different people'] },
  need: 'owner',
  keys: ['company'],
  words: 'some',
  most: 2,
  needs: 'words',
  usage: {
    sv: '<person> [<person>] | <kod> [företag=…]',
    en: '<person> [<person>] | <code> [company=…]',
  },
  examples: {
    sv: ['olika personer 100/00217 200/00044', 'olika personer anna.berg@acme.example', 'olika personer K7QM'],
    en: ['different people 100/00217 200/00044', 'different people anna.berg@acme.example', 'different people K7QM'],
  },
  exact: true,
  async run(turn, input) {
    const { groups, ownLeft } = (await byCode(turn, input)) ?? { groups: [await byNames(turn, input)], ownLeft: false }
    const personIds = groups.flat()
    await refuseOwnRecords(turn.ctx, personIds)
    const several = groups.length > 1 ? groups : undefined
    const plan = await planRecord(turn.ctx, 'apart', input.line, personIds, several)
    return apartCard(turn, { ...plan, personIds, groups: several }, ownLeft)
  },
})

/**
 * Of each human whom the plan of this code has joined, the records that still count as one; null if it is no such code.
 * Of several, one's own are left out.
 */
async function byCode({ ctx }: Turn, { words }: Input): Promise<{ groups: number[][]; ownLeft: boolean } | null> {
  const code = words.length === 1 ? readCode(words[0]!) : null
  const plan = code ? await findPlan(ctx.db, code) : null
  if (plan?.kind !== 'same' || plan.state !== 'confirmed' || !(await isInSight(ctx.db, ctx, plan))) return null
  const joined = await stillJoined(ctx.db, plan)
  if (joined.length === 0) throw new UserError('not_joined', 'apart.none.plan', { code: plan.code })
  const own = await ownAmong(ctx, joined.flat())
  const others = joined.filter((ids) => !ids.some((id) => own.has(id)))
  return others.length ? { groups: others, ownLeft: others.length < joined.length } : { groups: joined, ownLeft: false }
}

/** The records that are to be taken out: those named if no more count as one, else the one that is named alone. */
async function byNames(turn: Turn, input: Input): Promise<number[]> {
  const named = await namedRecords(turn, input)
  const [first, second] = named
  if (!first) throw new UserError('missing_argument', 'apart.needs')
  const members = await recordsOfOne(turn.ctx.db, [first.id])
  const isMember = (person: Person) => members.some(({ id }) => id === person.id)
  if (second && !named.every(isMember))
    throw notJoined(named, 'apart.none.two', { one: fullName(first), other: fullName(second) })
  if (members.length < 2) throw notJoined(named, 'apart.none')
  if (members.length > 2 && second)
    throw await whichOf(
      turn,
      members.map(({ id }) => id),
    )
  return members.length > 2 ? [first.id] : members.map(({ id }) => id)
}

function notJoined(people: readonly Person[], key: 'apart.none' | 'apart.none.two', params = {}): UserError {
  const next = people.slice(0, 2).map((person) => choiceOf(person, `status ${whoIs(person)}`, 'person.choice.show'))
  return new UserError('not_joined', key, params, next)
}

/** Of three and more it must be said which one is somebody else. */
async function whichOf({ ctx }: Turn, ids: readonly number[]): Promise<UserError> {
  const people = await readPeople(ctx.db, ctx.clock(), ids)
  const next = people.slice(0, 5).map((person) => choiceOf(person, `olika personer ${wordOf(person)}`))
  return new UserError('ambiguous_person', 'apart.which', { n: people.length }, next)
}

/** The people that each word means; an address or name means all who have it, if they count as one. */
async function namedRecords(turn: Turn, input: Input): Promise<Person[]> {
  const { words, filter } = input
  const [word = ''] = words
  const joined = words.length === 1 ? await joinedBy(turn, withWord(input, word)) : null
  if (joined) return joined
  const rest = canonical({ name: '' }, filter, []).trim()
  const found: Person[] = []
  for (const [at, word] of words.entries()) {
    const line = (one: string) => ['olika personer', ...words.map(quote).with(at, one), rest].filter(Boolean).join(' ')
    const person = await onePerson(turn, differentPeople, withWord(input, word), { say: (p) => line(wordOf(p)) })
    if (!found.some(({ id }) => id === person.id)) found.push(person)
  }
  return found
}

/** All whom a word means, if there are several and they count as one. */
async function joinedBy(turn: Turn, input: Input): Promise<Person[] | null> {
  const selection = await select(turn, differentPeople, { ...input, words: [] })
  const all = await findPeople(turn.ctx, input.words, selection)
  const [first] = all
  if (!first || all.length < 2) return null
  const one = await recordsOfOne(turn.ctx.db, [first.id])
  return all.every((person) => one.some(({ id }) => id === person.id)) ? all : null
}
