import { cleanText } from './text.ts'

/** The order of day, month and year in a column. */
export const dayOrders = ['ymd', 'dmy', 'mdy'] as const
export type DayOrder = (typeof dayOrders)[number]

/**
 * The ISO days that a cell can mean, by order; `any` if the order is plain. `style` is the sign between the numbers and
 * the digits of the year: cells written alike have the same order. Null: it is no day.
 */
export type Readings = { any: string } | { style: string; by: Partial<Record<DayOrder, string>> } | null

/** The orders that the cells of a file can have, by style; none if they contradict each other. */
export type DayOrders = Readonly<Record<string, readonly DayOrder[]>>

/** The apostrophe that makes a text of a cell, and the day of the week. */
const aroundDay = /^'|^(m[åa]n|tis|ons|tors?|fre|l[öø]r|s[öø]n|mon|tues?|wed|thu|fri|sat|sun)\p{L}*[.,]? +/iu

/** Reads a day as Swedes and spreadsheets write it. A time after it is left out. */
export function readDay(cell: string): Readings {
  const text = cleanText(cell)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(aroundDay, '')
    // Excel's long date in Swedish.
    .replace(/^den +/i, '')
    .replace(/[ T,]+(?:kl\.? ?)?\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?( ?[AP]M)?(Z|[+-]\d{2}:?\d{2})?$/i, '')
  const iso = /^(\d{4})([-/. ]?)(\d{1,2})\2(\d{1,2})$/.exec(text)
  if (iso && (iso[2] !== '' || text.length === 8)) return one(iso[1]!, iso[3]!, iso[4]!)
  const named = /^(\d{1,2})[-/. ]*(\p{L}{3,9})\.?[-/. ,]*(\d{4}|\d{2})$/u.exec(text)
  if (named) return one(year(named[3]!), month(named[2]!), named[1]!)
  const english = /^(\p{L}{3,9})\.? (\d{1,2}),? (\d{4})$/u.exec(text)
  if (english) return one(english[3]!, month(english[1]!), english[2]!)
  const parts = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text)
  if (parts) return byOrder(parts[1]!, parts[3]!, parts[4]!, parts[2]!)
  // Swedes write 29/8 2026 and 29/8 -26, and 260829.
  const swedish = /^(\d{1,2})\/(\d{1,2})(?: ?-| )(\d{4}|\d{2})$/.exec(text)
  if (swedish) return one(year(swedish[3]!), swedish[2]!, swedish[1]!)
  const six = /^(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (six) return byOrder(six[1]!, six[2]!, six[3]!, '')
  // Excel's number of a day, from 1954 to 2119; what stands after the comma is the time.
  const serial = /^([2-7]\d{4})([.,]\d+)?$/.exec(text)
  return serial ? { any: new Date((Number(serial[1]) - 25569) * 86_400_000).toISOString().slice(0, 10) } : null
}

/** The day that a cell means in a file with these orders; `two` if there are several. */
export function dayIn(readings: Exclude<Readings, null>, orders: DayOrders, said?: DayOrder): string | 'two' | null {
  if ('any' in readings) return readings.any
  const { by, style } = readings
  const among = (some: readonly DayOrder[]) => [...new Set(some.flatMap((order) => by[order] ?? []))]
  const fitting = among(said ? [said] : (orders[style] ?? dayOrders))
  const days = fitting.length > 0 ? fitting : among(dayOrders)
  return days.length > 1 ? 'two' : (days[0] ?? null)
}

/** Leaves the orders in which this cell, too, can be read: none, if the cells contradict each other. */
export function noteDay(orders: Record<string, readonly DayOrder[]>, cell: string): void {
  const readings = readDay(cell)
  if (!readings || 'any' in readings) return
  orders[readings.style] = (orders[readings.style] ?? dayOrders).filter((order) => readings.by[order])
}

/** How a day is written that can be read in several orders. */
export function styleOf(cell: string): string | null {
  const readings = readDay(cell)
  return readings && 'style' in readings ? readings.style : null
}

/** The orders in which days of all these styles can be read; if there is none, those of any of them. */
export function ordersOf(styles: Iterable<string>, orders: DayOrders): DayOrder[] {
  const each = [...styles].map((style) => {
    const fitting = orders[style] ?? dayOrders
    return fitting.length > 0 ? fitting : dayOrders.filter((order) => stylesOf[order].test(style))
  })
  const common = dayOrders.filter((order) => each.every((some) => some.includes(order)))
  const any = dayOrders.filter((order) => each.some((some) => some.includes(order)))
  return each.length > 0 && common.length > 0 ? common : any
}

/**
 * The styles that days in each order are written in. With dots, the day comes first everywhere. A year of two digits
 * comes first in Swedish, with hyphens or without.
 */
const stylesOf: Record<DayOrder, RegExp> = { ymd: /^-?2$/, dmy: /./, mdy: /^[-/ ]/ }

function byOrder(a: string, b: string, c: string, sign: string): Readings {
  const style = `${sign}${c.length}`
  const days = { ymd: iso(year(a), b, c), dmy: iso(year(c), b, a), mdy: iso(year(c), a, b) }
  const by: Partial<Record<DayOrder, string>> = {}
  for (const order of dayOrders) if (days[order] && stylesOf[order].test(style)) by[order] = days[order]
  return Object.keys(by).length > 0 ? { style, by } : null
}

function one(y: string, m: string, d: string): Readings {
  const day = iso(y, m, d)
  return day ? { any: day } : null
}

function iso(y: string, m: string, d: string): string | null {
  const text = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const time = /^[1-9]\d{3}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : null
}

const year = (text: string) => (text.length === 4 ? text : `${Number(text) < 80 ? '20' : '19'}${text}`)

/** Swedish, English, Norwegian and Danish names of months begin so. */
const months = ['jan', 'feb', 'mar', 'apr', 'ma', 'jun', 'jul', 'aug', 'sep', 'o', 'nov', 'de']

function month(name: string): string {
  const lower = name.toLowerCase()
  const found = months.findIndex((start, i) => lower.startsWith(start) && (i !== 4 || /^ma[jiy]/.test(lower)))
  return /^(o[kc]t|de[cs]|j|f|m|a|s|n)/.test(lower) && found >= 0 ? String(found + 1) : ''
}
