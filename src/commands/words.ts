import type { Language } from '#bot'
import type { Say } from '#text'

const zone = 'Europe/Stockholm'
const days: Record<Language, Intl.DateTimeFormat> = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' }),
}

/** The last day of a link that expires at `end`, which is a midnight: `fredag 27 november`. */
export const lastDay = (language: Language, end: Date): string => days[language].format(new Date(end.getTime() - 1))

/** A duration in words, rounded as people say it. */
export function howLong(say: Say, seconds: number): string {
  if (seconds < 45) return say('send.soon')
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 90) return say('send.minutes', { n: minutes })
  return say('send.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

export const fullName = (person: { givenName: string; familyName: string; number: string }): string =>
  `${person.givenName} ${person.familyName}`.trim() || person.number
