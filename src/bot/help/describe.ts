import type { Key, Language, Say } from '#text'
import { choiceWord } from '../vocabulary/choices.ts'
import type { Filter, FilterKey, Term } from '../vocabulary/filter.ts'
import { keyName } from '../vocabulary/keys.ts'
import { whenOf } from '../vocabulary/when.ts'

/** The full names of typed values, by key and value: `{company: {acme: 'Acme Bygg AB (100)'}}`. */
export type Names = Partial<Record<FilterKey, Record<string, string>>>

/** A filter in words: `företag Acme Bygg AB (100) eller Beta (200), status utgången`; `alla` for an empty filter. */
export function describe(filter: Filter, language: Language, say: Say, names: Names = {}): string {
  const parts = filter.terms.map((term) => describeTerm(term, language, say, names[term.key] ?? {})).filter(Boolean)
  if (filter.words.length) parts.push(say('filter.search', { words: filter.words.map((w) => `”${w}”`).join(' ') }))
  return parts.length ? parts.join(', ') : say('filter.everybody')
}

function describeTerm(term: Term, language: Language, say: Say, names: Record<string, string>): string {
  const not = term.operator === '!=' ? 'yes' : 'no'
  const list = (values: string[], type: 'conjunction' | 'disjunction' = 'disjunction') =>
    new Intl.ListFormat(language, { type }).format(values)
  switch (term.key) {
    case 'email':
      return list(
        term.values.map((value) => describeEmail(value, not, say)),
        not === 'yes' ? 'conjunction' : 'disjunction',
      )
    case 'active': {
      if (term.values.length === 1) return say(isYes(term) === (not === 'no') ? 'filter.active' : 'filter.inactive')
      const values = list(term.values.map((v) => choiceWord('yesno', v, language)))
      return say('filter.term', { key: keyName('active', language), not, values })
    }
    case 'page':
      return ''
    case 'again':
      return say(isYes(term) ? 'filter.again' : 'filter.not_again')
    case 'sent':
      return list(term.values.map((value) => describeWhen(value, term.operator, say)))
    case 'status':
      return say('filter.term', {
        key: keyName('status', language),
        not,
        values: list(term.values.map((v) => choiceWord('status', v, language))),
      })
    default:
      return say('filter.term', {
        key: keyName(term.key, language),
        not,
        values: list(term.values.map((v) => own(names, v) ?? v)),
      })
  }
}

const own = (names: Record<string, string>, value: string): string | undefined =>
  Object.hasOwn(names, value) ? names[value] : undefined

const isYes = (term: Term): boolean => term.values.includes('yes')

function describeEmail(value: string, not: string, say: Say): string {
  if (value === 'missing' || value === 'present') {
    return say((value === 'missing') === (not === 'no') ? 'filter.email_missing' : 'filter.email_present')
  }
  return value.startsWith('@')
    ? say('filter.email_domain', { not, domain: value.slice(1) })
    : say('filter.email_is', { not, address: value })
}

function describeWhen(value: string, operator: string, say: Say): string {
  const when = whenOf(value)
  if ('hours' in when) {
    const days = when.hours % 24 === 0
    const params = { unit: days ? 'days' : 'hours', count: days ? when.hours / 24 : when.hours }
    return say(operator === '<' ? 'filter.sent_within' : 'filter.sent_longer_ago', params)
  }
  const day = 'day' in when ? when.day : say(when.daysAgo ? 'filter.yesterday' : 'filter.today')
  const key: Record<string, Key> = { '<': 'filter.sent_before', '>': 'filter.sent_after' }
  return say(key[operator] ?? 'filter.sent_on', { day })
}
