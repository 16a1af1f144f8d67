import { sql } from 'drizzle-orm'
import { rows } from '../../db/open.ts'
import { people } from '../../db/schema/index.ts'
import type { Context } from '../context.ts'
import { dayStart, today } from '../days.ts'
import { isListed } from './matching.ts'
import type { Selection } from './selection.ts'

/** One day in Stockholm. */
export interface ConnectedDay {
  /** `YYYY-MM-DD` */
  day: string
  /** How many of those who are connected now were connected on that day. */
  value: number
  /** How many of them were connected at the end of it. */
  sum: number
}

/**
 * How the people who match came to be connected, day by day, today last, within the actor's scope and without protected
 * identities. `connected`: how many of them are connected now, so that the days before need not be counted.
 */
export async function connectedDays(
  ctx: Context,
  selection: Selection,
  connected: number,
  count = 30,
): Promise<ConnectedDay[]> {
  const last = today(ctx.clock())
  const first = dayStart(last, 1 - count)
  const day = sql`to_char(${people.connectedAt} at time zone 'Europe/Stockholm', 'YYYY-MM-DD')`
  const found = await rows<{ day: string; n: number }>(
    ctx.db,
    sql`select ${day} as day, count(*)::int as n from ${people}
      where ${people.connectedAt} >= ${first.toISOString()}::timestamptz and ${isListed(ctx, selection)} group by 1`,
  )
  const byDay = new Map(found.map(({ day, n }) => [day, Number(n)]))
  let sum = connected
  const backwards = Array.from({ length: count }, (_, before) => {
    const name = today(dayStart(last, -before))
    const value = byDay.get(name) ?? 0
    sum -= value
    return { day: name, value, sum: sum + value }
  })
  return backwards.reverse()
}
