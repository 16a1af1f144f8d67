import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '../../db/open.ts'
import { type SendState, sends } from '../../db/schema/index.ts'
import { writeAudit } from '../audit.ts'
import type { Service } from '../context.ts'

export type Send = typeof sends.$inferSelect

const moves = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  stop: { from: ['running', 'paused'], to: 'stopped' },
} as const satisfies Record<string, { from: SendState[]; to: SendState }>
export type Move = keyof typeof moves

/** Why a send is paused: by a person, or automatically; then `detail` holds the server's words, without addresses. */
export interface Pause {
  because: 'person' | 'authentication' | 'policy' | 'equal_errors' | 'restored'
  detail?: string
}

/**
 * Pauses, resumes or stops a send. One update is enough, also for claimed deliveries: the commit check rejects them
 * unless the send is running. Returns undefined, and changes nothing, if the send is in no state to be moved from.
 * Besides this, only settle.ts writes the state of a send, when it ends.
 */
export async function moveSendState(
  tx: Db,
  { clock }: Pick<Service, 'clock'>,
  sendId: number,
  move: Move,
  pause: Pause = { because: 'person' },
): Promise<Send | undefined> {
  const { from, to } = moves[move]
  const [moved] = await tx
    .update(sends)
    .set({
      state: to,
      pausedBecause: to === 'paused' ? pause.because : null,
      pausedDetail: to === 'paused' ? (pause.detail ?? null) : null,
      finishedAt: to === 'stopped' ? clock() : null,
    })
    .where(and(eq(sends.id, sendId), inArray(sends.state, [...from])))
    .returning()
  return moved
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
