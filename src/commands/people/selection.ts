import { canonical, type Input, nearest, type Term, whenOf, withValue } from '#bot'
import { UserError } from '../../errors.ts'
import { dayStart, today } from '../../verification/days.ts'
import { readDomain } from '../../verification/domains/domains.ts'
import { type Company, companiesInScope, findCompany, foldName } from '../../verification/people/companies.ts'
import { valuesInScope } from '../../verification/people/people.ts'
import type { EmailTest, Selection } from '../../verification/people/selection.ts'
import type { PersonState } from '../../verification/people/state.ts'
import type { BotCommand, Turn } from '../context.ts'

/**
 * The filter as a selection, with every company's name resolved to its id.
 * @throws UserError `unknown_company`, `ambiguous_company`: a company is never guessed
 */
export async function select(turn: Turn, command: BotCommand, input: Input): Promise<Selection> {
  const selection: Selection = input.filter.words.length ? { words: input.filter.words } : {}
  for (const term of input.filter.terms) {
    const not = term.operator === '!='
    const more = <T>(list: { not: boolean; any: T[] }[] | undefined, any: T[]) => [...(list ?? []), { not, any }]
    if (term.key === 'company')
      selection.companies = more(selection.companies, await companyIds(turn, command, input, term))
    if (term.key === 'unit' || term.key === 'role') await refuseMistyped(turn, command, input, term, term.key)
    if (term.key === 'unit') selection.units = more(selection.units, term.values)
    if (term.key === 'role') selection.roles = more(selection.roles, term.values)
    if (term.key === 'status') selection.states = more(selection.states, term.values as PersonState[])
    if (term.key === 'email') selection.emails = more(selection.emails, term.values.map(emailTest))
    if (term.key === 'active') selection.active = (term.values[0] === 'yes') !== not
    if (term.key === 'sent') selection.sent = [...(selection.sent ?? []), ...sentTests(term, turn.ctx.clock())]
    if (term.key === 'send') selection.sends = more(selection.sends, term.values)
    if (term.key === 'import') selection.imports = more(selection.imports, term.values)
    if (term.key === 'again') selection.again = term.values[0] === 'yes'
  }
  return selection
}

async function companyIds(turn: Turn, command: BotCommand, input: Input, term: Term): Promise<number[]> {
  const all = await companiesInScope(turn.ctx)
  /** The button that says the line with this company in place of the typed one. */
  const choice = (typed: string, words: string[]) => (c: Company) => ({
    label: 'choice.company' as const,
    params: { name: c.name, number: c.number },
    say: canonical(command, withValue(input.filter, 'company', typed, c.number), words, turn.registry),
  })
  const longer = forgottenQuotes(all, input, term)
  if (longer) {
    const { typed, company, words } = longer
    throw new UserError(
      'ambiguous_company',
      'company.quotes',
      { typed },
      [company].map(choice(term.values.at(-1)!, words)),
    )
  }
  return term.values.map((typed) => {
    const found = findCompany(all, typed)
    if ('company' in found) return found.company.id
    const ask = choice(typed, input.words)
    if ('several' in found)
      throw new UserError('ambiguous_company', 'company.several', { typed }, found.several.slice(0, 5).map(ask))
    throw new UserError('unknown_company', 'company.unknown', { typed }, closest(typed, found.nearest).map(ask))
  })
}

/**
 * A unit or role that nobody has and that is nearly one that somebody has was mistyped. One that is like no other is
 * accepted: it finds nobody.
 * @throws UserError `unknown_value` with the nearest value
 */
async function refuseMistyped(turn: Turn, command: BotCommand, input: Input, term: Term, key: 'unit' | 'role') {
  const all = await valuesInScope(turn.ctx, key)
  for (const typed of term.values) {
    if (all.some((value) => foldName(value) === foldName(typed))) continue
    const near = nearest(typed, all)
    if (!near) continue
    const line = canonical(command, withValue(input.filter, key, typed, near), input.words, turn.registry)
    const next = [{ label: 'intent.plain' as const, params: { text: near }, say: line }]
    const data = { at: term.at, length: term.length, nearest: line }
    throw new UserError(
      'unknown_value',
      key === 'unit' ? 'unit.unknown' : 'role.unknown_value',
      { typed, near },
      next,
      data,
    )
  }
}

/** Recognises `företag=Acme Bygg AB` without quotes, where the words after the value belong to a company's name. */
function forgottenQuotes(all: Company[], input: Input, term: Term) {
  const behind = term.following ?? []
  for (let taken = behind.length; taken > 0; taken -= 1) {
    const typed = [term.values.at(-1), ...behind.slice(0, taken)].join(' ')
    const found = findCompany(all, typed)
    if ('company' in found) {
      const words = [...input.words]
      for (const word of behind.slice(0, taken)) words.splice(words.indexOf(word), 1)
      return { typed, company: found.company, words }
    }
  }
  return null
}

/** The company with the name nearest to the typed one, or the first five if none is near. */
function closest(typed: string, all: Company[]): Company[] {
  const near = nearest(
    typed,
    all.map((c) => c.name),
  )
  return near ? all.filter((c) => c.name === near) : all.slice(0, 5)
}

function emailTest(value: string): EmailTest {
  if (value === 'missing' || value === 'present') return { is: value }
  if (value.startsWith('@')) return { is: 'domain', domain: readDomain(value) }
  return { is: 'address', key: value.toLowerCase() }
}

/** `<2026-01-31` means before that day, `>7d` more than seven days ago, and `=2026-01-31` on that day. */
function sentTests(term: Term, now: Date): NonNullable<Selection['sent']> {
  const when = whenOf(term.values[0]!)
  if ('hours' in when) {
    const at = new Date(now.getTime() - when.hours * 3_600_000).toISOString()
    return [{ operator: term.operator === '>' ? '<' : '>', at }]
  }
  const day = 'day' in when ? when.day : today(new Date(now.getTime() - when.daysAgo * 24 * 3_600_000))
  const from = { operator: '>', at: dayStart(day, 0).toISOString() } as const
  const until = { operator: '<', at: dayStart(day, 1).toISOString() } as const
  if (term.operator === '<') return [{ operator: '<', at: from.at }]
  if (term.operator === '>') return [{ operator: '>', at: until.at }]
  return [from, until]
}
