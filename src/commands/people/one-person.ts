import { canonical, type Input, nearest, quote, type Term } from '#bot'
import { type Next, UserError } from '../../errors.ts'
import { companyNames } from '../../verification/people/companies.ts'
import { findPeople, namesOf, type Person, personById } from '../../verification/people/people.ts'
import type { Selection } from '../../verification/people/selection.ts'
import type { BotCommand, Turn } from '../context.ts'
import { fullName, whoIs } from '../words.ts'
import { select } from './selection.ts'

const most = 10

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
  if (!found.length) throw await unknown(turn, typed, selection, command, { lineFor, more })
  if (found.length > most) throw new UserError('ambiguous_person', 'person.many', { typed })
  throw new UserError(
    'ambiguous_person',
    'person.several',
    { typed, n: found.length },
    found.slice(0, 5).map((p) => choiceOf(p, lineFor(p))),
  )
}

/** A button that says a line about one of several people. */
export const choiceOf = (
  p: Person,
  say: string,
  label: 'person.choice' | 'person.choice.show' = 'person.choice',
): Next => ({ label, params: { name: fullName(p), number: p.number, company: p.companyName }, say })

/** This line about one word of it alone. The company's number may stand before that of an employment: `100/00217`. */
export function withWord(input: Input, word: string): Input {
  const [, company, number] = /^([^/]+)\/(.+)$/.exec(word) ?? []
  const more: Term[] = company ? [{ key: 'company', operator: '=', values: [company], at: 0, length: 0 }] : []
  return { ...input, words: [number ?? word], filter: { terms: [...input.filter.terms, ...more], words: [] } }
}

/** The word that means this record and no other. */
export const wordOf = ({ companyNumber, number }: Named): string => quote(`${companyNumber}/${number}`)

/** The rest of the line for somebody else: `lineFor` makes the whole, `more` is its end. */
interface Rest {
  lineFor(person: Person): string
  more?: string
}

/** That nobody is called so, where that was looked for, and buttons for whoever was nearly meant. */
async function unknown(turn: Turn, typed: string, selection: Selection, command: BotCommand, rest: Rest) {
  const byNumber = !command.exact
  const ids = selection.companies?.filter((c) => !c.not).flatMap((c) => c.any) ?? []
  const names = await companyNames(turn.ctx.db, ids)
  const where = [...names.values()].map(({ name, number }) => turn.say('choice.company', { name, number })).join(', ')
  const all = await namesOf(turn.ctx, selection)
  const words = all.flatMap(({ number, name }) => (byNumber ? [number, name] : [name]))
  const near = nearest(typed, words)
  const meant = all.filter(({ number, name }) => name === near || (byNumber && number === near)).slice(0, 3)
  const people = (await Promise.all(meant.map(({ id }) => personById(turn.ctx, id)))).filter((p) => p !== null)
  const next = people.length ? nearlyMeant(turn, command, people, rest) : []
  const list = turn.registry.find('lista')
  if (!next.length && list && turn.may(list)) {
    const within = [...names.values()].map(({ number }) => quote(number)).join(',')
    next.push({ label: 'intent.everybody', say: within ? `lista företag=${within}` : 'lista' })
  }
  const key = people.length ? 'person.near' : 'person.unknown_typed'
  const [only, ...others] = people
  const called = only && !others.length ? `${only.number} ${fullName(only)}` : 'several'
  const params = { typed, where, in: where ? 'yes' : 'no', near: called }
  if (turn.ctx.actor.role === 'owner') return new UserError('unknown_person', key, params, next)
  // To an admin it is not denied that there is such a person: it may be one whom an import has pretended to make.
  const unseen = { ...params, near: only ? 'several' : 'none' }
  return new UserError('unknown_person', 'person.unseen', unseen, next)
}

/**
 * Buttons with the whole line for each. The typed words may mean somebody else, so of a command that acts at once the
 * people are only shown, and the button that acts, for the only one, says what it does and with whom.
 */
function nearlyMeant(turn: Turn, command: BotCommand, people: Person[], { lineFor, more }: Rest): Next[] {
  if (!command.mails && !command.rereads) return people.map((p) => choiceOf(p, lineFor(p)))
  const shown = people.map((p) => choiceOf(p, `status ${whoIs(p)}`, 'person.choice.show'))
  const [only, ...others] = people
  if (!only || others.length) return shown
  const name = turn.language === 'sv' ? command.name : (command.also.en[0] ?? command.name)
  const who = [`${fullName(only)} (${only.number})`, more].filter(Boolean).join(' ')
  return [...shown, { label: 'person.choice.act', params: { command: name, who }, say: lineFor(only) }]
}
