import { quote, percent as share } from '#bot'
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

/** A person in the first cell of a row. */
export const nameOverAddress = (say: Say, person: Parameters<typeof fullName>[0] & { email: string | null }): string =>
  `${fullName(person)}\n${person.email ?? say('list.no_email')}`

/** One person in a line, whoever else has the employment number. */
export const whoIs = (person: { number: string; companyNumber: string }): string =>
  `${quote(person.number)} ${ofCompany(person.companyNumber)}`

/** A company in a line, by its number. */
export const ofCompany = (number: string): string => `företag=${quote(number)}`

/** A number as people write it. */
export const number = (say: Say, n: number): string => say('general.number', { n })

/** A share in percent, as `percent` of the bot rounds it. */
export const percent = (say: Say, n: number, total: number): string => say('general.percent', { n: share(n, total) })
