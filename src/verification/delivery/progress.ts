import { sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import type { SendState } from '../../db/schema/index.ts'

/** How a send is doing: sent + direct + failed + skipped + queued + inDoubt = total. */
export interface Progress {
  id: number
  /** The plan's code; null for a single letter. */
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
  /** Letters a minute, measured over the last one; absent until there is something to measure. */
  ratePerMinute?: number
  secondsLeft?: number
}

interface SendRow {
  id: number
  code: string | null
  state: SendState
  total: number
  created_at: string
  finished_at: string | null
  paused_because: string | null
  paused_detail: string | null
  final: Record<string, number> | null
}

/** The numbers of a send by id or code; null when there is none. `mailRate` is the configured pace, 0 for none. */
export async function progressOf(
  service: { db: Db; clock(): Date; rules: { mailRate: number } },
  which: number | string,
): Promise<Progress | null> {
  const { db } = service
  const match = typeof which === 'number' ? sql`id = ${which}` : sql`code = ${which.toUpperCase()}`
  const [send] = await rows<SendRow>(
    db,
    sql`select id, code, state, total, created_at, finished_at, paused_because, paused_detail, final from sends where ${match}`,
  )
  if (!send) return null
  const counted = send.final ? { counts: send.final, recent: 0 } : await count(db, send.id, service.clock())
  return { ...numbers(send, counted.counts), ...pace(send, counted, service.rules.mailRate, service.clock()) }
}

async function count(db: Db, id: number, now: Date) {
  const minuteAgo = new Date(now.getTime() - 60_000).toISOString()
  const found = await rows<{ key: string; n: number; recent: number }>(
    db,
    sql`select concat_ws(':', case when state = 'sent' and action = 'direct' then 'direct'
          when state in ('claimed', 'committing') then 'queued' else state end,
        case when state in ('failed', 'skipped') then reason end) as key, count(*)::int as n,
        count(*) filter (where state in ('sent', 'failed') and done_at > ${minuteAgo}::timestamptz)::int as recent
      from deliveries where send_id = ${id} group by 1`,
  )
  return {
    counts: Object.fromEntries(found.map(({ key, n }) => [key, Number(n)])),
    recent: found.reduce((sum, { recent }) => sum + Number(recent), 0),
  }
}

function numbers(send: SendRow, counts: Record<string, number>): Progress {
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
  // Who was erased since has left no row: counted as left out, so that the numbers go on adding up.
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
    startedAt: new Date(send.created_at),
    finishedAt: send.finished_at ? new Date(send.finished_at) : null,
    pausedBecause: send.paused_because,
    pausedDetail: send.paused_detail,
  }
}

function pace(send: SendRow, counted: { counts: Record<string, number>; recent: number }, mailRate: number, now: Date) {
  const queued = counted.counts.queued ?? 0
  if (send.state !== 'running' || queued === 0) return {}
  const minutes = Math.min(1, Math.max(1 / 60, (now.getTime() - new Date(send.created_at).getTime()) / 60_000))
  const measured = counted.recent / minutes
  const rate = mailRate && measured ? Math.min(measured, mailRate) : measured || mailRate
  if (!rate) return {}
  return { ratePerMinute: Math.round(rate), secondsLeft: Math.ceil((queued * 60) / rate) }
}
