import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { limitHits } from '../../db/schema/index.ts'
import type { Service } from '../context.ts'

/** At most `count` within `milliseconds`, several at once. */
export type Limit = [count: number, milliseconds: number]

/**
 * Counts one request under a key, in PostgreSQL and therefore over all processes. False, and not counted, when a
 * limit is reached. Requests for one key queue behind each other until the transaction ends.
 */
export async function hit(tx: Db, service: Pick<Service, 'clock'>, key: string, limits: Limit[]): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`verifiera.limit.${key}`}))`)
  const now = service.clock()
  for (const [count, span] of limits) {
    const since = new Date(now.getTime() - span).toISOString()
    const [row] = await rows<{ n: number }>(
      tx,
      sql`select count(*)::int as n from ${limitHits} where key = ${key} and at > ${since}::timestamptz`,
    )
    if (Number(row!.n) >= count) return false
  }
  await tx.insert(limitHits).values({ key, at: now })
  return true
}

const minute = 60_000

/**
 * Counts an unknown link from a network address; false when there were too many. A whole office sits behind one address:
 * only links that nobody has are counted, and the address itself is not kept.
 */
export async function hitUnknownLink(service: Pick<Service, 'clock' | 'db' | 'keys'>, from: string): Promise<boolean> {
  const key = createHmac('sha256', service.keys[0]!.secret).update('net:v1').update(networkOf(from)).digest('base64url')
  return service.db.transaction((tx) => hit(tx, service, `link.unknown:${key.slice(0, 22)}`, [[300, minute]]))
}

/** An IPv4 address, or the half of an IPv6 address that names the network: the other half is its holder's to choose. */
const networkOf = (from: string): string => {
  const plain = from.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::').map((part) => part.split(':').filter(Boolean))
  const groups = tail ? [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill('0'), ...tail] : [...head]
  return groups.slice(0, 4).join(':')
}
