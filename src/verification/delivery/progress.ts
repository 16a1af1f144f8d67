import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { type Db, rows } from '../../db/open.ts'
import { type SendState, sends } from '../../db/schema/index.ts'
import type { Service } from '../context.ts'
import { isHeld } from './deliveries.ts'
import { minutesRun, type Send } from './send-state.ts'
import { presentTrouble, type Trouble } from './trouble.ts'
import { type Deferred, deferredOf } from './waits.ts'

/** The numbers of a send: sent + direct + failed + skipped + queued + inDoubt = total. */
export interface Progress {
  id: number
  /** The code of its plan; null for a single letter. */
  send: string | null
  /** The name of the company that it is for; null if the selection names none, or several. */
  company: string | null
  state: SendState
  total: number
  sent: number
  direct: number
  failed: number
  skipped: number
  queued: number
  inDoubt: number
  /** Of the queued ones of a stopped send: they were being handed over, and may still go. */
  underWay?: number
  /** Of failed and skipped. */
  byReason: Record<string, number>
  startedAt: Date
  finishedAt: Date | null
  pausedBecause: string | null
  /** The mail server's words behind an automatic pause, without addresses. */
  pausedDetail: string | null
  /** When a pause for a quota is tried to end by itself. */
  pausedUntil: Date | null
  /** What keeps the mail server as a whole from taking the letters that are left. */
  trouble?: Trouble
  /** Letters that wait for a time of their own. */
  deferred?: Deferred[]
  /** Letters a minute, measured over the last minute; absent until there is something to measure. */
  ratePerMinute?: number
  /** Absent, too, while letters wait for something that nobody can foresee. */
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
  const company = await companyOf(db, send)
  if (send.final) return { ...numbers(send, endedOf(send, send.final)), company }
  const { counts, recent } = await readTallies(db, send.id)
  // The tallies are gone when the send has ended since it was read.
  if (Object.keys(counts).length === 0 && (await hasFinal(db, send.id))) return progressOf(service, send.id)
  const progress = { ...numbers(send, counts), company }
  if (progress.queued === 0) return progress
  if (progress.state === 'stopped') return leftBehind(progress, await countUnderWay(db, send.id))
  if (progress.state !== 'running') return progress
  const measured = recent / (await minutesRun(db, send, service.clock()))
  const hindrances = await readHindrances(service, send.id)
  const { secondsLeft, ...rate } = pace(progress, measured, service.rules.mailRate)
  const isFree = Object.keys(hindrances).length === 0
  return { ...progress, ...hindrances, ...rate, ...(isFree && { secondsLeft }) }
}

async function companyOf(db: Db, { planId }: Send): Promise<string | null> {
  if (planId === null) return null
  const only = sql`p.selection->'companies'`
  const [found] = await rows<{ name: string }>(
    db,
    sql`select c.name from plans p join companies c on to_jsonb(c.id) = ${only}->0->'any'->0
      where p.id = ${planId} and jsonb_array_length(${only}) = 1 and jsonb_array_length(${only}->0->'any') = 1
        and ${only}->0->'not' = 'false'`,
  )
  return found?.name ?? null
}

/**
 * How many have ended how, and how many letters did within the last minute: all of this one, and the rest of the one
 * before.
 */
async function readTallies(db: Db, id: number) {
  const found = await rows<{ key: string; n: number; recent: number }>(
    db,
    sql`select key, sum(n)::int as n, sum(case minute
          when date_trunc('minute', clock_timestamp()) then in_minute + in_last * (60 - extract(second from clock_timestamp())) / 60
          when date_trunc('minute', clock_timestamp()) - interval '1 minute' then in_minute * (60 - extract(second from clock_timestamp())) / 60
          else 0 end)::float8 as recent
      from send_tallies where send_id = ${id} group by key`,
  )
  const isLetter = (key: string) => /^(sent|direct|failed)/.test(key)
  return {
    counts: Object.fromEntries(found.map(({ key, n }) => [key, n])),
    recent: found.reduce((sum, { key, recent }) => sum + (isLetter(key) ? recent : 0), 0),
  }
}

/** What keeps the letters of a running send waiting, besides their number. */
async function readHindrances({ db, clock }: Pick<Service, 'db' | 'clock'>, id: number) {
  const trouble = await presentTrouble(db, clock())
  const deferred = await deferredOf(db, id)
  return {
    ...(trouble && { trouble }),
    ...(deferred.length > 0 && { deferred }),
  }
}

/** Erased people have no row any more when a send ends. They count as skipped, so that the numbers still add up. */
function endedOf({ total }: Send, final: Record<string, number>): Record<string, number> {
  const erased = total - Object.values(final).reduce((sum, n) => sum + n, 0)
  return erased > 0 ? { ...final, 'skipped:erased': erased } : final
}

/** `counts`: how many have ended how; the others are queued. */
function numbers(send: Send, counts: Record<string, number>): Omit<Progress, 'company'> {
  const of = (state: string) =>
    Object.entries(counts).reduce((sum, [key, n]) => (key === state || key.startsWith(`${state}:`) ? sum + n : sum), 0)
  const byReason: Record<string, number> = {}
  for (const [key, n] of Object.entries(counts)) {
    const reason = key.split(':')[1]
    if (reason && n) byReason[reason] = (byReason[reason] ?? 0) + n
  }
  const ended = {
    sent: of('sent'),
    direct: of('direct'),
    failed: of('failed'),
    skipped: of('skipped'),
    inDoubt: of('in_doubt'),
  }
  return {
    id: send.id,
    send: send.code,
    state: send.state,
    total: send.total,
    ...ended,
    queued: send.total - Object.values(ended).reduce((sum, n) => sum + n, 0),
    byReason,
    startedAt: send.createdAt,
    finishedAt: send.finishedAt,
    pausedBecause: send.pausedBecause,
    pausedDetail: send.pausedDetail,
    pausedUntil: send.pausedUntil,
  }
}

const hasFinal = async (db: Db, id: number): Promise<boolean> =>
  (await db.$count(sends, and(eq(sends.id, id), isNotNull(sends.final)))) > 0

/**
 * A stop is final for every letter that is not being handed over at this moment: it counts as skipped at once, although
 * the worker writes that down later.
 */
function leftBehind<P extends Omit<Progress, 'underWay'>>(progress: P, underWay: number): P & { underWay: number } {
  const { queued, skipped, byReason } = progress
  const left = Math.max(0, queued - underWay)
  const stopped = (byReason.stopped ?? 0) + left
  return {
    ...progress,
    queued: queued - left,
    skipped: skipped + left,
    byReason: stopped ? { ...byReason, stopped } : byReason,
    underWay,
  }
}

/** Letters whose commit check has passed: a stop comes too late for them. */
async function countUnderWay(db: Db, id: number): Promise<number> {
  const [found] = await rows<{ n: number }>(
    db,
    sql`select count(*)::int as n from deliveries d where d.send_id = ${id} and ${isHeld} and d.state = 'committing'`,
  )
  return found!.n
}

function pace(
  { queued }: Pick<Progress, 'queued'>,
  measured: number,
  mailRate: number,
): Pick<Progress, 'ratePerMinute' | 'secondsLeft'> {
  const rate = mailRate && measured ? Math.min(measured, mailRate) : measured || mailRate
  if (!rate) return {}
  return { ratePerMinute: Math.round(rate), secondsLeft: Math.ceil((queued * 60) / rate) }
}
