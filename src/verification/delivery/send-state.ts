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

/** Why a send pauses: by a person's word, or by itself; then with the server's words, without addresses. */
export interface Pause {
  because: 'person' | 'authentication' | 'policy' | 'equal_errors'
  detail?: string
}

/**
 * The only writer of a send's state but its end (settle.ts): one update, which no claimed delivery survives, since the
 * commit check asks for a running send. Undefined, and nothing changes, where the send is in no state to move from.
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

/** Stops a running send from going on by itself; the admin is shown why. False if it had stopped. */
export async function pauseSend(service: Service, sendId: number, pause: Required<Pause>): Promise<boolean> {
  return service.db.transaction(async (tx) => {
    const paused = await moveSendState(tx, service, sendId, 'pause', pause)
    const details = { because: pause.because }
    if (paused) await writeAudit(tx, { ...service, via: 'job' }, { action: 'send.pause', code: paused.code, details })
    return Boolean(paused)
  })
}
