import { type Term, whenOf } from '#bot'
import { dayStart, today } from '../../verification/days.ts'
import type { Selection } from '../../verification/people/selection.ts'

/**
 * A term about a time: `<2026-01-31` means before that day, `>2026-01-31` after it, `=2026-01-31` on that day, `>7d`
 * more than seven days ago and `<7d` less. All tests hold together.
 */
export function sentTests(term: Term, now: Date): NonNullable<Selection['sent']> {
  const tests = term.values.map((value) => testsOf(term.operator, value, now))
  const days = tests.flatMap(([from, until]) => (from && until ? [{ from: from.at, until: until.at }] : []))
  return days.length > 1 ? [{ days }] : tests.flat()
}

function testsOf(operator: Term['operator'], value: string, now: Date): { operator: '<' | '>'; at: string }[] {
  const when = whenOf(value)
  if ('hours' in when) {
    const at = new Date(now.getTime() - when.hours * 3_600_000).toISOString()
    return [{ operator: operator === '>' ? '<' : '>', at }]
  }
  const day = 'day' in when ? when.day : today(new Date(now.getTime() - when.daysAgo * 24 * 3_600_000))
  const from = { operator: '>', at: dayStart(day, 0).toISOString() } as const
  const until = { operator: '<', at: dayStart(day, 1).toISOString() } as const
  if (operator === '<') return [{ operator: '<', at: from.at }]
  return operator === '>' ? [{ operator: '>', at: until.at }] : [from, until]
}
