import type { Operator } from './filter.ts'
import { fold } from './fold.ts'

/**
 * A time in a filter: a calendar day in Europe/Stockholm, today (`daysAgo` 0) or yesterday (1), or an age in hours
 * counted back from now.
 */
export type When = { day: string } | { daysAgo: 0 | 1 } | { hours: number }

const units: Record<string, number> = {}
for (const word of ['h', 't', 'tim', 'timme', 'timmar', 'hour', 'hours']) units[word] = 1
for (const word of ['d', 'dag', 'dagar', 'dygn', 'day', 'days']) units[word] = 24
for (const word of ['v', 'w', 'vecka', 'veckor', 'week', 'weeks']) units[word] = 168

const relative: Record<string, string> = { idag: 'today', today: 'today', igar: 'yesterday', yesterday: 'yesterday' }

/**
 * A typed date or age in normal form: `2026-01-31`, `today`, `yesterday`, `7d` or `24h`; weeks become days. Undefined
 * if it is neither, or if there is no such day.
 */
export function readWhen(text: string): string | undefined {
  const word = fold(text).replace(/\s+/g, '')
  if (Object.hasOwn(relative, word)) return relative[word]
  const age = /^(\d{1,4})([a-z]{1,7})$/.exec(word)
  if (age) {
    const unit = Object.hasOwn(units, age[2]!) ? units[age[2]!] : undefined
    if (!unit) return undefined
    return unit === 1 ? `${Number(age[1])}h` : `${(Number(age[1]) * unit) / 24}d`
  }
  const date = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|(\d{2})(\d{2}))$/.exec(word)
  if (!date) return undefined
  return calendarDay(Number(date[1]), Number(date[2] ?? date[4]), Number(date[3] ?? date[5]))
}

function calendarDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return date.toISOString().slice(0, 10)
}

/** The time that a value from `readWhen` means. */
export function whenOf(value: string): When {
  if (value === 'today') return { daysAgo: 0 }
  if (value === 'yesterday') return { daysAgo: 1 }
  const age = /^(\d+)([hd])$/.exec(value)
  if (age) return { hours: Number(age[1]) * (age[2] === 'd' ? 24 : 1) }
  return { day: value }
}

/** An age cannot be compared with `=`: `skickad=7d` could mean within or before the last seven days. */
export const fitsWhen = (operator: Operator, value: string): boolean => operator !== '=' || !('hours' in whenOf(value))
