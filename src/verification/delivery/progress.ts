import { eq, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { type SendState, sends } from '../../db/schema/index.ts'
import type { Service } from '../context.ts'
import { tallyKey } from './deliveries.ts'
import type { Send } from './send-state.ts'

/** The numbers of a send: sent + direct + failed + skipped + queued + inDoubt = total. */
export interface Progress {
  id: number
  /** The code of its plan; null for a single letter. */
  send: string | null
  state: SendState
  total: number
  sent: number
  direct: number
  failed: number
  skipped: number
  queued: number
  inDoubt: number
  /** Of failed and skipped. */
  byReason: Record<string, number>
  startedAt: Date
  finishedAt: Date | null
  pausedBecause: string | null
  /** The mail server's words behind an automatic pause, without addresses. */
  pausedDetail: string | null
  /** Letters a minute, measured over the last minute; absent until there is something to measure. */
  ratePerMinute?: number
  secondsLeft?: number
}

/** The numbers of a send by its id or code; null when there is none. */
export async function progressOf(
  service: Pick<Service, 'db' | 'clock' | 'rules'>,
  which: number | string,
): Promise<Progress | null> {
  const { db } = service
  const match = typeof which === 'number' ? eq(sends.id, which) : eq(sends.code, which.toUpperCase())
  const [send] = await db.select().from(sends).where(match)
  if (!send) return null
  const counted = send.final ? { counts: send.final, recent: 0 } : await count(db, send.id, service.clock())
  return { ...numbers(send, counted.counts), ...pace(send, counted, service.rules.mailRate, service.clock()) }
}

async function count(db: Db, id: number, now: Date) {
  const minuteAgo = new Date(now.getTime() - 60_000).toISOString()
  const found = await rows<{ key: string; n: number; recent: number }>(
    db,
    sql`select ${tallyKey} as key, count(*)::int as n,
        count(*) filter (where d.state in ('sent', 'failed') and d.done_at > ${minuteAgo}::timestamptz)::int as recent
      from deliveries d where d.send_id = ${id} group by 1`,
  )
  return {
    counts: Object.fromEntries(found.map(({ key, n }) => [key, Number(n)])),
    recent: found.reduce((sum, { recent }) => sum + Number(recent), 0),
  }
}

function numbers(send: Send, counts: Record<string, number>): Progress {
  const of = (state: string) =>
    Object.entries(counts).reduce((sum, [key, n]) => (key === state || key.startsWith(`${state}:`) ? sum + n : sum), 0)
  const byReason: Record<string, number> = {}
  for (const [key, n] of Object.entries(counts)) {
    const reason = key.split(':')[1]
    if (reason) byReason[reason] = (byReason[reason] ?? 0) + n
  }
  const known = {
    sent: of('sent'),
    direct: of('direct'),
    failed: of('failed'),
    queued: of('queued'),
    inDoubt: of('in_doubt'),
  }
  // Erased people have no row any more. They count as skipped, so that the numbers still add up.
  const skipped = send.total - known.sent - known.direct - known.failed - known.queued - known.inDoubt
  const erased = skipped - of('skipped')
  if (erased > 0) byReason.erased = erased
  return {
    id: send.id,
    send: send.code,
    state: send.state,
    total: send.total,
    ...known,
    skipped,
    byReason,
    startedAt: send.createdAt,
    finishedAt: send.finishedAt,
    pausedBecause: send.pausedBecause,
    pausedDetail: send.pausedDetail,
  }
}

function pace(send: Send, counted: { counts: Record<string, number>; recent: number }, mailRate: number, now: Date) {
  const queued = counted.counts.queued ?? 0
  if (send.state !== 'running' || queued === 0) return {}
  const minutes = Math.min(1, Math.max(1 / 60, (now.getTime() - send.createdAt.getTime()) / 60_000))
  const measured = counted.recent / minutes
  const rate = mailRate && measured ? Math.min(measured, mailRate) : measured || mailRate
  if (!rate) return {}
  return { ratePerMinute: Math.round(rate), secondsLeft: Math.ceil((queued * 60) / rate) }
}
