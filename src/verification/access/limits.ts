import { createHmac } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { limitHits } from '../../db/schema/index.ts'
import type { Service } from '../context.ts'

/** At most `count` requests within `milliseconds`. */
export type Limit = [count: number, milliseconds: number]

const minute = 60_000
export const hour = 60 * minute

/** For what one person may ask for: three an hour and six a day. */
export const perPerson: Limit[] = [
  [3, hour],
  [6, 24 * hour],
]

/**
 * Counts one request under `key`, over all processes. Returns false, and does not count it, when a limit has been
 * reached. Requests under the same key wait for each other until the end of the transaction.
 */
export async function hit(tx: Db, service: Pick<Service, 'clock'>, key: string, limits: Limit[]): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`verifiera.limit.${key}`}))`)
  const now = service.clock()
  for (const [count, span] of limits) {
    const since = new Date(now.getTime() - span)
    const found = await tx.$count(limitHits, and(eq(limitHits.key, key), gt(limitHits.at, since)))
    if (found >= count) return false
  }
  await tx.insert(limitHits).values({ key, at: now })
  return true
}

/** Unknown links a minute that may be opened from one network. */
export const unknownLinks = 300

/**
 * Counts an unknown link that was opened from a network address; false when there have been too many. A whole office
 * may share one address, so known links do not count. The address is not stored, only a keyed hash of it.
 */
export async function hitUnknownLink(service: Pick<Service, 'clock' | 'db' | 'keys'>, from: string): Promise<boolean> {
  const key = createHmac('sha256', service.keys[0]!.secret).update('net:v1').update(networkOf(from)).digest('base64url')
  return service.db.transaction((tx) => hit(tx, service, `link.unknown:${key.slice(0, 22)}`, [[unknownLinks, minute]]))
}

/** An IPv4 address, or the first half of an IPv6 address: a user may choose the other half freely. */
export const networkOf = (from: string): string => {
  const plain = from.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::').map((part) => part.split(':').filter(Boolean))
  const groups = tail ? [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail] : [...head]
  return groups.slice(0, 4).join(':')
}
