import {
  endTrouble,
  recordTrouble,
  type Trouble,
  type TroubleCause,
  troubleToTell,
  untilAskedAgain,
} from '../../verification/delivery/trouble.ts'
import type { Health } from '../health.ts'
import type { WorkerParts } from '../parts.ts'
import type { SlotLimits } from './slots.ts'

/** Keeps what is wrong with the mail server where cards and /readyz find it, until a letter gets through. */
export function createTrouble(
  { service, on }: Pick<WorkerParts, 'service' | 'on'>,
  health: Health,
  limits: Pick<SlotLimits, 'outageLeft'>,
  [least = 60]: number[],
) {
  const { db, clock } = service
  /** There may be trouble that an earlier process has met. */
  let known = true
  /** What is to be stored. Only the latest matters. */
  let next: Trouble | 'none' | undefined
  let writing = false
  /** What this process meets, and since when. */
  let present: { cause: TroubleCause; since: Date } | null = null

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
    /** Seconds until a single letter is tried again that this trouble has met. */
    wait(cause: TroubleCause): number {
      const now = clock().getTime()
      const since = present?.cause === cause ? present.since.getTime() : now
      return untilAskedAgain(now - since, least * 1000) / 1000
    },
    /** The server was met in trouble. `detail`: its words, without addresses; `wait`: seconds until the next try. */
    met(cause: TroubleCause, detail: string, wait?: number): void {
      known = true
      const now = clock()
      if (present?.cause !== cause) present = { cause, since: now }
      const left = wait === undefined ? limits.outageLeft() : wait * 1000
      next = { cause, detail, since: now, nextTryAt: new Date(now.getTime() + left) }
      void write()
    },
    /** The server has taken a letter, or judged one. */
    over(): void {
      if (!known) return
      known = false
      present = null
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
