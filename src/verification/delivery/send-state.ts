import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { type Db, isThere, rows } from '../../db/open.ts'
import { type SendState, sends } from '../../db/schema/index.ts'
import { type AuditEntry, writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'
import { linkEnd } from '../days.ts'
import { isLive } from '../links/links.ts'
import { isWaiting } from './deliveries.ts'
import { untilAskedAgain } from './trouble.ts'

export type Send = typeof sends.$inferSelect

const moves = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['running', 'paused'], to: 'stopped' },
} as const satisfies Record<string, { from: SendState[]; to: SendState }>
export type Move = keyof typeof moves

/** Why a send is paused: by a person, or automatically; then `detail` holds the server's words, without addresses. */
export interface Pause {
  because: 'person' | 'authentication' | 'policy' | 'quota' | 'equal_errors' | 'restored'
  detail?: string
}

/**
 * Pauses, resumes or stops a send. One update is enough, also for claimed deliveries: the commit check rejects them
 * unless the send is running. Returns undefined, and changes nothing, if the send is in no state to be moved from.
 * Besides this, only settle.ts writes the state of a send, when it ends.
 */
export async function moveSendState(
  tx: Db,
  service: Pick<Service, 'clock' | 'rules'>,
  sendId: number,
  move: Move,
  pause: Pause = { because: 'person' },
): Promise<Send | undefined> {
  const { from, to } = moves[move]
  const now = service.clock()
  const quota = move === 'pause' && pause.because === 'quota' ? await quotaTimes(tx, sendId, now) : null
  const [moved] = await tx
    .update(sends)
    .set({
      state: to,
      pausedBecause: to === 'paused' ? pause.because : null,
      pausedDetail: to === 'paused' ? (pause.detail ?? null) : null,
      pausedUntil: quota?.until ?? null,
      ...(quota && { pausedAt: quota.since }),
      finishedAt: to === 'stopped' ? now : null,
    })
    .where(and(eq(sends.id, sendId), inArray(sends.state, [...from])))
    .returning()
  if (moved && move === 'resume') await extendLinks(tx, service, sendId)
  return moved
}

const minute = 60_000

/** Since when the server has taken nothing because a quota is used up, and when it is asked again. */
async function quotaTimes(tx: Db, sendId: number, now: Date): Promise<{ since: Date; until: Date }> {
  const sentSince = isThere(
    sql`from deliveries d where d.send_id = ${sendId} and d.state = 'sent' and d.done_at > s.paused_at`,
  )
  const [still] = await rows<{ since: Date }>(
    tx,
    sql`select s.paused_at as since from sends s where s.id = ${sendId} and s.paused_at is not null and not ${sentSince}`,
  )
  const since = still ? new Date(still.since) : now
  return { since, until: new Date(now.getTime() + untilAskedAgain(now.getTime() - since.getTime())) }
}

/** The links of letters that have waited work as long as new ones: nobody gets less time because of a pause. */
async function extendLinks(tx: Db, { clock, rules }: Pick<Service, 'clock' | 'rules'>, sendId: number): Promise<void> {
  const end = linkEnd(clock(), rules.linkDays).toISOString()
  await tx.execute(sql`update links l set expires_at = ${end}::timestamptz from deliveries d
    where d.send_id = ${sendId} and ${isWaiting} and l.id = d.link_id and ${isLive(clock())}
      and l.expires_at < ${end}::timestamptz`)
}

/**
 * Lets the sends go on whose quota is to be tried again, and returns how many. One letter of each shows whether it is
 * over.
 */
export async function resumeAfterQuota(service: Service): Promise<number> {
  const now = service.clock()
  const isDue = and(eq(sends.state, 'paused'), eq(sends.pausedBecause, 'quota'), lte(sends.pausedUntil, now))
  if ((await service.db.$count(sends, isDue)) === 0) return 0
  return service.db.transaction(async (tx) => {
    const due = await tx.select({ id: sends.id }).from(sends).where(isDue).for('update', { skipLocked: true })
    const entries: AuditEntry[] = []
    for (const { id } of due) {
      const resumed = await moveSendState(tx, service, id, 'resume')
      entries.push({ action: 'send.resume', code: resumed!.code, details: { because: 'quota' } })
    }
    await writeAudit(tx, { ...service, via: 'job' }, ...entries)
    return due.length
  })
}

/** Pauses a running send automatically; the admin is shown why. False if it was not running. */
export async function pauseSend(service: Service, sendId: number, pause: Required<Pause>): Promise<boolean> {
  return service.db.transaction(async (tx) => {
    const paused = await moveSendState(tx, service, sendId, 'pause', pause)
    const details = { because: pause.because }
    if (paused) await writeAudit(tx, { ...service, via: 'job' }, { action: 'send.pause', code: paused.code, details })
    return Boolean(paused)
  })
}

/** For how much of the last minute a running send has run, in minutes. Its pauses are in the audit. */
export async function minutesRun(db: Db, { code, createdAt }: Send, now: Date): Promise<number> {
  if (code === null) return runWithin([], createdAt, now)
  const found = await rows<{ at: string; pauses: boolean }>(
    db,
    sql`select at, action = 'send.pause' as pauses from audit
      where code = ${code} and action in ('send.pause', 'send.resume') order by id desc limit 20`,
  )
  const turnings = found.map(({ at, pauses }) => ({ at: new Date(at), pauses }))
  return runWithin(turnings, createdAt, now)
}

/**
 * How much of the minute before `now` lies neither before `begun` nor in a pause, in minutes; at least a second. The
 * moments at which the send was paused or went on come latest first.
 */
export function runWithin(turnings: readonly { at: Date; pauses: boolean }[], begun: Date, now: Date): number {
  const from = Math.max(begun.getTime(), now.getTime() - minute)
  let ran = 0
  let until: number | undefined = now.getTime()
  for (const { at, pauses } of turnings) {
    const then = Math.max(at.getTime(), from)
    if (until !== undefined && !pauses) ran += Math.max(0, until - then)
    until = pauses ? then : undefined
  }
  if (until !== undefined) ran += Math.max(0, until - from)
  return Math.max(ran, 1000) / minute
}
