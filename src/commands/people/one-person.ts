import { canonical, type Input, nearest, quote } from '#bot'
import { type Next, UserError } from '../../errors.ts'
import { companyNames } from '../../verification/people/companies.ts'
import { findPeople, namesOf, type Person, personById } from '../../verification/people/people.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { BotCommand, Turn } from '../context.ts'
import { fullName } from '../words.ts'
import { select } from './selection.ts'

const most = 10

/**
 * Commands that erase, join or hand out what is kept of a person. For them the next employment number is somebody else,
 * not a slip of the keys, so nobody is offered by a number that is nearly the typed one.
 */
const harmful: ReadonlySet<string> = new Set(['radera', 'utdrag', 'koppla från', 'samma person', 'koppla godkänn'])

type Named = Pick<Person, 'number' | 'companyNumber'>

/**
 * The one person that the words mean. If they mean several, the error has a button for each, which says the same line
 * with employment number and company. `before` and `more` are the other parts of that line, before and after the
 * person; `say` makes the whole line, where it is another.
 * @throws UserError `unknown_person`, `ambiguous_person`
 */
export async function onePerson(
  turn: Turn,
  command: BotCommand,
  input: Input,
  { more, before = [], say }: { more?: string; before?: string[]; say?(p: Named): string } = {},
): Promise<Person> {
  const words = input.words
  const selection = await select(turn, command, { ...input, filter: { ...input.filter, words: [] } })
  const found = await findPeople(turn.ctx, words, selection, most + 1)
  if (found.length === 1) return found[0]!
  const typed = words.join(' ')
  const lineFor = (p: Named) =>
    say?.(p) ??
    [canonical(command, { terms: [] }, [...before, p.number]), `företag=${quote(p.companyNumber)}`, more]
      .filter(Boolean)
      .join(' ')
  if (!found.length) throw await unknown(turn, typed, selection, { lineFor, byNumber: !harmful.has(command.name) })
  if (found.length > most) throw new UserError('ambiguous_person', 'person.many', { typed })
  throw new UserError(
    'ambiguous_person',
    'person.several',
    { typed, n: found.length },
    found.slice(0, 5).map((p) => ({
      label: 'person.choice' as const,
      params: { name: fullName(p), number: p.number, company: p.companyName },
      say: lineFor(p),
    })),
  )
}

/** That nobody is called so, where that was looked for, and a button with the whole line for whoever was nearly meant. */
async function unknown(
  turn: Turn,
  typed: string,
  selection: Selection,
  { lineFor, byNumber }: { lineFor(p: Person): string; byNumber: boolean },
) {
  const ids = selection.companies?.filter((c) => !c.not).flatMap((c) => c.any) ?? []
  const names = await companyNames(turn.ctx.db, ids)
  const where = [...names.values()].map(({ name, number }) => turn.say('choice.company', { name, number })).join(', ')
  const all = await namesOf(turn.ctx, selection)
  const words = all.flatMap(({ number, name }) => (byNumber ? [number, name] : [name]))
  const near = nearest(typed, words)
  const meant = all.filter(({ number, name }) => name === near || (byNumber && number === near)).slice(0, 3)
  const people = (await Promise.all(meant.map(({ id }) => personById(turn.ctx, id)))).filter((p) => p !== null)
  const next: Next[] = people.map((p) => ({
    label: 'person.choice',
    params: { name: fullName(p), number: p.number, company: p.companyName },
    say: lineFor(p),
  }))
  const list = turn.registry.find('lista')
  if (!next.length && list && turn.may(list)) {
    const within = [...names.values()].map(({ number }) => quote(number)).join(',')
    next.push({ label: 'intent.everybody', say: within ? `lista företag=${within}` : 'lista' })
  }
  const key = people.length ? 'person.near' : where ? 'person.unknown_there' : 'person.unknown'
  return new UserError('unknown_person', key, { typed, where, in: where ? 'yes' : 'no' }, next)
}
