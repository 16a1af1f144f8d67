import {
  endTrouble,
  recordTrouble,
  type Trouble,
  type TroubleCause,
  troubleToTell,
} from '../../verification/delivery/trouble.ts'
import type { Health } from '../health.ts'
import type { WorkerParts } from '../parts.ts'
import type { SlotLimits } from './slots.ts'

/** Keeps what is wrong with the mail server where cards and /readyz find it, until a letter gets through. */
export function createTrouble(
  { service, on }: Pick<WorkerParts, 'service' | 'on'>,
  health: Health,
  limits: Pick<SlotLimits, 'outageLeft'>,
) {
  const { db, clock } = service
  /** There may be trouble that an earlier process has met. */
  let known = true
  /** What is to be stored. Only the latest matters. */
  let next: Trouble | 'none' | undefined
  let writing = false

  async function write(): Promise<void> {
    if (writing) return
    writing = true
    while (next) {
      const now = next
      next = undefined
      try {
        if (now === 'none') await endTrouble(db)
        else await recordTrouble(db, now)
      } catch (error) {
        await health.failed(error)
      }
    }
    writing = false
  }

  return {
    /** The server was met in trouble. `detail`: its words, without addresses. */
    met(cause: TroubleCause, detail: string): void {
      known = true
      const since = clock()
      next = { cause, detail, since, nextTryAt: new Date(since.getTime() + limits.outageLeft()) }
      void write()
    },
    /** The server has taken a letter, or judged one. */
    over(): void {
      if (!known) return
      known = false
      next = 'none'
      void write()
    },
    /** Tells the owners when it has lasted. */
    async tell(): Promise<void> {
      const trouble = await troubleToTell(db, clock())
      if (trouble) on?.({ type: 'mail trouble', ...trouble })
    },
  }
}

export type TroubleKeeper = ReturnType<typeof createTrouble>
