import { Temporal } from 'temporal-polyfill'

const zone = 'Europe/Stockholm'

/** When a link made at `at` ends: the midnight after its last day; `days` counts the day of sending itself. */
export function linkEnd(at: Date, days: number): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  return new Date(today.add({ days }).toZonedDateTime(zone).epochMilliseconds)
}
