import type { Say } from '#text'

/** A duration in words, rounded as people say it. */
export function howLong(say: Say, seconds: number): string {
  if (seconds < 45) return say('send.soon')
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 90) return say('send.minutes', { n: minutes })
  return say('send.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

export const fullName = (person: { givenName: string; familyName: string; number: string }): string =>
  `${person.givenName} ${person.familyName}`.trim() || person.number

/** A number as people write it. */
export const number = (say: Say, n: number): string => say('general.number', { n })

/** A share in percent. It is rounded, but never to 0 or 100 unless it is exactly that. */
export function percent(say: Say, n: number, total: number): string {
  if (total <= 0) return say('general.percent', { n: 0 })
  const exact = (100 * n) / total
  if (exact > 0 && exact < 1) return say('general.percent_below')
  if (exact > 99 && exact < 100) return say('general.percent_above')
  return say('general.percent', { n: Math.round(exact) })
}
