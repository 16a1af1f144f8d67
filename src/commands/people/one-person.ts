import { canonical, type Input } from '#bot'
import { UserError } from '../../errors.ts'
import { findPeople, type Person } from '../../verification/people/people.ts'
import type { BotCommand, Turn } from '../context.ts'
import { fullName } from '../words.ts'
import { select } from './selection.ts'

const most = 10

/**
 * The one person that the words mean. If they mean several, the error has a button for each, which says the same line
 * with employment number and company. `before` and `more` are the other parts of that line, before and after the
 * person.
 * @throws UserError `unknown_person`, `ambiguous_person`
 */
export async function onePerson(
  turn: Turn,
  command: BotCommand,
  input: Input,
  more?: string,
  before: string[] = [],
): Promise<Person> {
  const words = input.words
  const selection = await select(turn, command, { ...input, filter: { ...input.filter, words: [] } })
  const found = await findPeople(turn.ctx, words, selection, most + 1)
  if (found.length === 1) return found[0]!
  const typed = words.join(' ')
  if (!found.length) throw new UserError('unknown_person', 'person.unknown')
  if (found.length > most) throw new UserError('ambiguous_person', 'person.many', { typed })
  throw new UserError(
    'ambiguous_person',
    'person.several',
    { typed, n: found.length },
    found.slice(0, 5).map((p) => ({
      label: 'person.choice' as const,
      params: { name: fullName(p), number: p.number, company: p.companyName },
      say: [canonical(command, { terms: [] }, [...before, p.number]), `företag=${p.companyNumber}`, more]
        .filter(Boolean)
        .join(' '),
    })),
  )
}
