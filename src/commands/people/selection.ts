import { canonical, type Input, keyName, nameIn, nearest, type Term, withValue } from '#bot'
import { UserError } from '../../errors.ts'
import { readAddress } from '../../verification/addresses/addresses.ts'
import { readDomain } from '../../verification/domains/domains.ts'
import { type Company, companiesInScope, findCompany, foldName } from '../../verification/people/companies.ts'
import { valuesInScope } from '../../verification/people/people.ts'
import type { EmailTest, Selection } from '../../verification/people/selection.ts'
import type { PersonState } from '../../verification/people/state.ts'
import { unseenCode } from '../../verification/plans/sight.ts'
import type { BotCommand, Turn } from '../context.ts'
import { refusedCode } from './refused-code.ts'
import { sentTests } from './times.ts'

/**
 * The filter as a selection, with every company's name resolved to its id.
 * @throws UserError `unknown_company`, `ambiguous_company`: a company is never guessed; `unknown_code`, `other_kind`
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
    if (term.key === 'email')
      selection.emails = more(
        selection.emails,
        term.values.map((value) => emailTest(turn, command, value)),
      )
    if (term.key === 'sent') selection.sent = [...(selection.sent ?? []), ...sentTests(term, turn.ctx.clock())]
    if (term.key === 'send') selection.sends = more(selection.sends, await codes(turn, term.key, term))
    if (term.key === 'import') selection.imports = more(selection.imports, await codes(turn, term.key, term))
    if (term.key === 'again') selection.again = term.values[0] === 'yes'
  }
  return { ...selection, ...activity(input.filter.terms) }
}

/** All `aktiv` terms as one test. Terms that nobody can meet select nobody, as a choice without values does. */
function activity(terms: readonly Term[]): Pick<Selection, 'active' | 'units'> {
  const given = terms.filter((t) => t.key === 'active')
  const left = (['yes', 'no'] as const).filter((value) =>
    given.every((t) => t.values.includes(value) === (t.operator === '=')),
  )
  if (left.length === 2) return {}
  return left.length === 1 ? { active: left[0] === 'yes' } : { units: [{ not: false, any: [] }] }
}

/**
 * A mistyped code would select nobody or, with `!=`, everybody, so it is refused like one that the actor may not see.
 */
async function codes({ ctx }: Turn, kind: 'send' | 'import', { values }: Term): Promise<string[]> {
  const unseen = await unseenCode(ctx, kind, values)
  if (unseen) throw await refusedCode(ctx, kind, unseen)
  return values
}

async function companyIds(turn: Turn, command: BotCommand, input: Input, term: Term): Promise<number[]> {
  const all = await companiesInScope(turn.ctx)
  /** The button that says the line with this company in place of the typed one. */
  const choice = (typed: string, words: string[]) => (c: Company) => ({
    label: 'choice.company' as const,
    params: { name: c.name, number: c.number },
    say: canonical(command, withValue(input.filter, 'company', typed, c.number), words, turn.registry, input.settings),
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
  const named = new Set(term.values.flatMap((typed) => idIn(findCompany(all, typed))))
  /** Those that the term does not name already; all, if it names them all. */
  const others = (some: Company[]) => {
    const left = some.filter(({ id }) => !named.has(id))
    return left.length ? left : some
  }
  return term.values.map((typed) => {
    const found = findCompany(all, typed)
    if ('company' in found) return found.company.id
    const ask = choice(typed, input.words)
    if ('several' in found)
      throw new UserError('ambiguous_company', 'company.several', { typed }, others(found.several).slice(0, 5).map(ask))
    throw new UserError('unknown_company', 'company.unknown', { typed }, closest(typed, others(found.nearest)).map(ask))
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

const idIn = (found: ReturnType<typeof findCompany>): number[] => ('company' in found ? [found.company.id] : [])

/** The company with the name nearest to the typed one, or the first five if none is near. */
function closest(typed: string, all: Company[]): Company[] {
  const near = nearest(
    typed,
    all.map((c) => c.name),
  )
  return near ? all.filter((c) => c.name === near) : all.slice(0, 5)
}

function emailTest({ language }: Turn, command: BotCommand, value: string): EmailTest {
  if (value === 'missing' || value === 'present') return { is: value }
  if (value.startsWith('@')) {
    const example = `${nameIn(command, language)} ${keyName('email', language)}=@acme.example`
    return { is: 'domain', domain: readDomain(value, example) }
  }
  const address = readAddress(value)
  return { is: 'address', key: address.ok ? address.key : value.toLowerCase() }
}
