import { beat, recoverDeliveries } from '../verification/delivery/recover.ts'
import type { Health } from './health.ts'
import type { Timing, WorkerParts, WorkState } from './parts.ts'
import type { Claims } from './sending/claims.ts'
import type { SlotLimits } from './sending/slots.ts'
import type { Settle } from './settle.ts'
import { createAlarm } from './waits.ts'

export interface HeartbeatParts extends Pick<WorkerParts, 'service' | 'id' | 'alone' | 'log' | 'on'> {
  state: WorkState
  health: Health
  limits: SlotLimits
  claims: Claims
  settle: Settle
  /** Something was taken back. */
  onRecovered(): void
  limit: Pick<Timing, 'beat' | 'deadAfter' | 'lease' | 'maxDoubts'>
}

/** Says that this worker lives, takes back what dead ones held, and gives back what has waited here too long. */
export function createHeartbeat(parts: HeartbeatParts) {
  const { service, state, health, limits, claims, settle, limit } = parts
  const alarm = createAlarm()
  const others = watchOthers(limit.deadAfter)
  let first = true

  async function once(): Promise<void> {
    const deadAfter = others.deadAfter(await beat(service.db, parts.id))
    health.good()
    // Nobody else can have an embedded database open: whatever is leased at the start belongs to the dead.
    await recover(first && parts.alone ? 0 : deadAfter)
    first = false
    // What has lain here too long would be lost at the commit check: given back while it is still ours.
    const stale = performance.now() - (limit.lease * 1000) / 2
    await claims.giveBack((_, at) => at < stale)
    limits.more()
    settle.later()
    if (state.busy === 0) await settle.now()
  }

  async function recover(deadAfter: number | null): Promise<void> {
    const options = { worker: parts.id, deadAfter, maxDoubts: limit.maxDoubts, now: service.clock() }
    const found = await recoverDeliveries(service.db, options)
    if (found.freed + found.doubted + found.inDoubt === 0) return
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

/** A worker that was not there to see others' hearts beat cannot say that they have stopped. */
function watchOthers(deadAfter: number) {
  let steadySince = 0
  let last = 0
  return {
    /** `now`: the database's time of this beat, in ms. Null until others have been watched for long enough. */
    deadAfter(now: number): number | null {
      if (now - last > deadAfter * 500 || last === 0) steadySince = now
      last = now
      return now - steadySince >= deadAfter * 1000 ? deadAfter : null
    },
  }
}
