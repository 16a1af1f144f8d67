import { Temporal } from 'temporal-polyfill'

// Days and times as people in Sweden read them: always Europe/Stockholm, whatever the machine's zone.

const zone = 'Europe/Stockholm'

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
const minute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'short',
})

const second = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, timeStyle: 'medium' })

/** `2026-03-29` */
export const today = (at: Date): string => day.format(at)

/** `2026-03-29 09:00` */
export const dateAndTime = (at: Date): string => minute.format(at)

/** `09:00:05` */
export const timeOfDay = (at: Date): string => second.format(at)

/** The midnight in Stockholm at which the day `plus` days after `day` begins, also when the clocks change. */
export function dayStart(day: string, plus: number): Date {
  const date = Temporal.PlainDate.from(day).add({ days: plus })
  return new Date(date.toZonedDateTime(zone).epochMilliseconds)
}

/** When a link made at `at` ends: at the midnight after its last day. `days` counts the day of sending itself. */
export const linkEnd = (at: Date, days: number): Date => dayStart(today(at), days)

/** The last day, as an ISO day, of a link that ends at `end`: a link ends at midnight, when the next day begins. */
export const lastDayOf = (end: Date): string => today(new Date(end.getTime() - 1))
