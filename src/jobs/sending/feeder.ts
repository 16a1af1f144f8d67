import { claimDeliveries, isAnythingDue, refreshStatistics } from '../../verification/delivery/claims/claim.ts'
import type { Claimed } from '../../verification/delivery/deliveries.ts'
import { returnTokens, takeTokens } from '../../verification/delivery/pace.ts'
import type { Health } from '../health.ts'
import type { Timing, WorkerParts, WorkState } from '../parts.ts'
import type { Settle } from '../settle.ts'
import { createAlarm } from '../waits.ts'
import type { Claims } from './claims.ts'
import type { Employers } from './employers.ts'
import type { SlotLimits } from './slots.ts'

export interface FeederParts extends WorkerParts {
  state: WorkState
  health: Health
  limits: SlotLimits
  claims: Claims
  employers: Employers
  settle: Settle
  limit: Pick<Timing, 'idle' | 'lease'>
}

/** Keeps the connection slots busy: claims about a second's work ahead, at the configured pace. */
export function createFeeder(parts: FeederParts) {
  const { service, mailer, state, health, limits, claims, settle, on } = parts
  const { db, rules } = service
  const alarm = createAlarm()
  const target = createTarget(state, mailer.slots)
  const { domain } = parts.letters.from
  let claimedInAll = 0
  let measureAt = 200

  /** Returns how many were claimed. */
  async function claim(want: number): Promise<number> {
    const rate = rules.mailRate
    if (rate && !(await isAnythingDue(db))) return 0
    const count = await takeTokens(db, rate, want)
    if (count === 0) return 0
    const at = performance.now()
    const claimed = await claimDeliveries(service, { worker: parts.id, count, lease: parts.limit.lease, domain })
    await returnTokens(db, rate, count - claimed.length)
    if (claimed.length === 0) return 0
    settle.later()
    on?.({ type: 'claimed', count: claimed.length })
    measure(claimed.length)
    if (state.stopping || !(await isPrepared(claimed))) await claims.release(claimed)
    else claims.put(claimed, at)
    return claimed.length
  }

  async function isPrepared(claimed: Claimed[]): Promise<boolean> {
    try {
      await parts.employers.prepare(claimed)
      return true
    } catch (error) {
      await health.failed(error)
      return false
    }
  }

  /** Refreshes the planner's statistics after 200, 800, 3200 … letters; the database itself does that too late. */
  function measure(more: number): void {
    claimedInAll += more
    if (claimedInAll < measureAt) return
    measureAt = claimedInAll * 4
    refreshStatistics(db).catch((error) => health.failed(error))
  }

  return {
    /** Looks for work now, because something may be due. */
    wake: alarm.ring,
    async run(): Promise<void> {
      while (!state.stopping) {
        const outage = limits.outageLeft()
        const wanted = target()
        if (outage > 0 || claims.length > wanted / 2) {
          await alarm.sleep(outage > 0 ? Math.min(outage / 1000, 1) : 0.25)
          continue
        }
        try {
          const got = await claim(wanted - claims.length)
          health.good()
          if (got === 0) await settle.now()
          if (got < wanted / 2) await alarm.sleep(parts.limit.idle)
        } catch (error) {
          await health.failed(error)
        }
      }
    },
  }
}

/** How many claims to hold: about a second's work. Fewer would run out, more would be stuck after a crash. */
function createTarget(state: WorkState, slots: number) {
  let since = performance.now()
  let counted = 0
  /** Letters a second, smoothed. */
  let speed = 0
  return () => {
    const seconds = (performance.now() - since) / 1000
    if (seconds > 0.1) {
      speed = 0.5 * speed + (0.5 * (state.done - counted)) / seconds
      since = performance.now()
      counted = state.done
    }
    return Math.min(500, Math.max(slots * 8, Math.ceil(speed)))
  }
}
