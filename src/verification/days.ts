import { Temporal } from 'temporal-polyfill'

/** Days and times as people in Sweden read them: always Europe/Stockholm, whatever the machine's zone. */

const zone = 'Europe/Stockholm'

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' })
const minute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'short',
})

/** `2026-03-29` */
export const today = (at: Date): string => day.format(at)

/** `2026-03-29 09:00` */
export const dateAndTime = (at: Date): string => minute.format(at)

/** Midnight in Stockholm at which a day begins, `plus` days on: right over the changes of summer time. */
export function dayStart(day: string, plus: number): Date {
  const date = Temporal.PlainDate.from(day).add({ days: plus })
  return new Date(date.toZonedDateTime(zone).epochMilliseconds)
}

/** When a link made at `at` ends: the midnight after its last day; `days` counts the day of sending itself. */
export function linkEnd(at: Date, days: number): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  return new Date(today.add({ days }).toZonedDateTime(zone).epochMilliseconds)
}
