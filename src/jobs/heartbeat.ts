import { beat, recoverDeliveries } from '../verification/delivery/claims/recover.ts'
import { resumeAfterQuota } from '../verification/delivery/send-state.ts'
import { pauseIfRestored } from '../verification/records/restored.ts'
import type { Health } from './health.ts'
import type { Timing, WorkerParts, WorkState } from './parts.ts'
import type { Claims } from './sending/claims.ts'
import type { SlotLimits } from './sending/slots.ts'
import type { TroubleKeeper } from './sending/trouble.ts'
import type { Settle } from './settle.ts'
import { createAlarm } from './waits.ts'

export interface HeartbeatParts extends Pick<WorkerParts, 'service' | 'id' | 'alone' | 'log' | 'on'> {
  state: WorkState
  health: Health
  limits: SlotLimits
  claims: Claims
  settle: Settle
  trouble: TroubleKeeper
  /** Deliveries were taken back or their send goes on: some may be due. */
  onRecovered(): void
  limit: Pick<Timing, 'beat' | 'deadAfter' | 'lease' | 'maxUncertainResends'>
}

/**
 * Records heartbeats, notices a restore, takes back the deliveries of dead workers, and gives back claims that have
 * grown old here.
 */
export function createHeartbeat(parts: HeartbeatParts) {
  const { service, state, health, limits, claims, settle, trouble, limit } = parts
  const alarm = createAlarm()
  const others = watchOthers(limit.deadAfter)
  let first = true

  async function once(): Promise<void> {
    if (!service.oneSession) await lookForRestore()
    const deadAfter = others.deadAfter(await beat(service.db, parts.id))
    health.good()
    await recover(first && parts.alone ? 0 : deadAfter)
    first = false
    // The commit check would reject claims whose lease is over, so they are given back before that.
    const stale = performance.now() - (limit.lease * 1000) / 2
    await claims.giveBack((_, at) => at < stale)
    limits.increase()
    if ((await resumeAfterQuota(service)) > 0) parts.onRecovered()
    await trouble.tell()
    settle.later()
    if (state.busy === 0) await settle.now()
  }

  async function lookForRestore(): Promise<void> {
    const sends = await pauseIfRestored(service)
    if (sends > 0) parts.log.warn({ sends }, 'The database has become a copy; its running sends were paused')
  }

  async function recover(deadAfter: number | null): Promise<void> {
    const options = {
      worker: parts.id,
      deadAfter,
      maxUncertainResends: limit.maxUncertainResends,
      now: service.clock(),
    }
    const found = await recoverDeliveries(service.db, options)
    if (found.requeued + found.resent + found.inDoubt === 0) return
    parts.log.warn({ ...found }, 'Deliveries of a dead worker were taken back')
    parts.on?.({ type: 'recovered', ...found })
    parts.onRecovered()
  }

  return {
    wake: alarm.ring,
    async run(): Promise<void> {
      while (!state.stopping) {
        try {
          await once()
        } catch (error) {
          await health.failed(error)
        }
        await alarm.sleep(limit.beat)
      }
    },
  }
}

/**
 * Tells from when on a missing heartbeat means that a worker is dead. One that has only just started, or was frozen,
 * has not been there to see the heartbeats of the others.
 */
function watchOthers(deadAfter: number) {
  let steadySince = 0
  let last = 0
  return {
    /** Null until the others have been watched for long enough. `now`: the database's time of this heartbeat, in ms. */
    deadAfter(now: number): number | null {
      if (now - last > deadAfter * 500 || last === 0) steadySince = now
      last = now
      return now - steadySince >= deadAfter * 1000 ? deadAfter : null
    },
  }
}
