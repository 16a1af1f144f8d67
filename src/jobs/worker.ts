import { claimDeliveries, isAnythingDue } from '../verification/delivery/claim.ts'
import type { Claimed, Result } from '../verification/delivery/deliveries.ts'
import { returnTokens, takeTokens } from '../verification/delivery/pace.ts'
import { beat, forgetWorker, handBack, measureTables, recoverDeliveries } from '../verification/delivery/recover.ts'
import { settleSends } from '../verification/delivery/settle.ts'
import { cleanUp } from './clean-up.ts'
import { connectVerified } from './connector.ts'
import { createDelivery } from './deliver.ts'
import { createHealth } from './health.ts'
import { createLedger } from './ledger.ts'
import { defaultTiming, type WorkerParts } from './parts.ts'
import { createPauses } from './pauses.ts'
import { createQueue } from './queue.ts'
import { createLimits } from './slots.ts'
import { createAlarm } from './waits.ts'

export interface Worker {
  start(): void
  /** Something is new: look now. Only spares the wait; another process finds it by itself. */
  nudge(): void
  /** Claims nothing more, gives back what has not begun, ends what has; at most `drain` seconds and a little. */
  stop(): Promise<void>
}

/** Delivers the letters of running sends and connects who has verified. Any number of these, in any number of processes. */
export function createWorker(parts: WorkerParts): Worker {
  const { service, mailer, log, on } = parts
  const { db, rules } = service
  const timing = { ...defaultTiming, ...parts.timing }
  const health = createHealth(parts, [0.2, 0.5, 1])
  const limits = createLimits(parts, timing.outage)
  const queue = createQueue()
  const feeding = createAlarm()
  const ticking = createAlarm()
  const connecting = createAlarm()
  const domain = parts.letters.from.address.split('@').pop() as string
  let stopping = false
  let unsettled = true
  let done = 0
  let grown = 0
  let measureAt = 200

  const ledger = createLedger(parts, health, timing)
  const pauses = createPauses(parts, health, (sendId) => void release(queue.remove((held) => held.sendId === sendId)))
  const deliver = createDelivery(parts, {
    health,
    limits,
    ledger,
    pauses,
    timing,
    stopping: () => stopping,
    giveBack: () => void release(queue.remove(() => true)),
  })

  async function release(held: Claimed[]): Promise<void> {
    try {
      await handBack(db, held)
    } catch (error) {
      // Their leases will run out.
      await health.failed(error)
    }
  }

  /** Keeps about a second's work at hand: enough never to wait for the database, little enough to lose in a crash. */
  function createAim() {
    let since = performance.now()
    let counted = 0
    let speed = 0
    return () => {
      const seconds = (performance.now() - since) / 1000
      if (seconds > 0.1) {
        speed = 0.5 * speed + (0.5 * (done - counted)) / seconds
        since = performance.now()
        counted = done
      }
      return Math.min(500, Math.max(mailer.lanes * 8, Math.ceil(speed)))
    }
  }

  async function feed(): Promise<void> {
    const aim = createAim()
    while (!stopping) {
      const left = limits.outageLeft()
      const target = aim()
      if (left > 0 || queue.length > target / 2) {
        await feeding.sleep(left > 0 ? Math.min(left / 1000, 1) : 0.25)
        continue
      }
      try {
        const got = await claim(target - queue.length)
        health.good()
        if (got === 0) await settle()
        if (got < target / 2) await feeding.sleep(timing.idle)
      } catch (error) {
        await health.failed(error)
      }
    }
  }

  async function claim(want: number): Promise<number> {
    const rate = rules.mailRate
    if (rate && !(await isAnythingDue(db))) return 0
    const count = await takeTokens(db, rate, want)
    if (count === 0) return 0
    const at = performance.now()
    const claimed = await claimDeliveries(service, { worker: parts.id, count, lease: timing.lease, domain })
    await returnTokens(db, rate, count - claimed.length)
    if (claimed.length === 0) return 0
    unsettled = true
    on?.({ type: 'claimed', count: claimed.length })
    grown += claimed.length
    if (grown >= measureAt) {
      measureAt = grown * 4
      measureTables(db).catch((error) => health.failed(error))
    }
    if (stopping) await release(claimed)
    else queue.put(claimed, at)
    return claimed.length
  }

  async function settle(): Promise<void> {
    if (!unsettled) return
    await ledger.idle()
    unsettled = queue.length > 0 || busy > 0
    for (const { id, code, state } of await settleSends(service)) on?.({ type: 'ended', sendId: id, code, state })
  }

  let busy = 0

  async function work(index: number): Promise<void> {
    const lane = mailer.open()
    lanes.push(lane)
    let result: Result | null = null
    let warm = false
    for (;;) {
      // At most one letter of each connection is unrecorded at any time: all that a crash can make doubtful.
      if (result && (queue.length === 0 || !limits.allows(index))) {
        void ledger.write(result, null)
        result = null
      }
      while (!limits.allows(index) && !stopping) await limits.change()
      const held = await queue.take()
      if (!held) break
      if (!limits.allows(index) && !stopping) {
        queue.put([held], performance.now())
        continue
      }
      if (pauses.isPausing(held.sendId)) {
        await release([held])
        continue
      }
      if (queue.length < mailer.lanes) feeding.ring()
      busy += 1
      result = await deliver(held, lane, warm, result)
      warm = result?.state === 'sent'
      busy -= 1
      done += 1
      unsettled = true
    }
    if (result) await ledger.write(result, null)
    lane.close()
  }

  const lanes: { close(): void }[] = []

  async function tick(): Promise<void> {
    let steadySince = 0
    let last = 0
    let first = true
    while (!stopping) {
      try {
        const now = await beat(db, parts.id)
        health.good()
        // Who has not been there to see others' hearts beat cannot say that they stopped.
        if (now - last > timing.deadAfter * 500 || last === 0) steadySince = now
        last = now
        const patient = now - steadySince >= timing.deadAfter * 1000
        const deadAfter = first && parts.alone ? 0 : patient ? timing.deadAfter : null
        await recover(deadAfter)
        first = false
        // What has lain too long here would be lost at the mark: give it back while it is still ours.
        const stale = performance.now() - (timing.lease * 1000) / 2
        await release(queue.remove((_, at) => at < stale))
        limits.more()
        unsettled = true
        if (busy === 0) await settle()
      } catch (error) {
        await health.failed(error)
      }
      await ticking.sleep(timing.beat)
    }
  }

  async function recover(deadAfter: number | null): Promise<void> {
    const options = { worker: parts.id, deadAfter, maxDoubts: timing.maxDoubts, now: service.clock() }
    const found = await recoverDeliveries(db, options)
    if (found.freed + found.doubted + found.inDoubt === 0) return
    log.warn({ ...found }, 'Deliveries of a dead worker were taken back')
    on?.({ type: 'recovered', ...found })
    feeding.ring()
  }

  async function connect(): Promise<void> {
    while (!stopping) {
      try {
        if ((await connectVerified(parts)) === 0) await connecting.sleep(1)
      } catch (error) {
        await health.failed(error)
      }
    }
  }

  const hour = 3_600_000
  let cleaner: NodeJS.Timeout | undefined
  const clean = () => void cleanUp(parts).catch((error) => health.failed(error))

  let loops: Promise<void>[] = []
  let workers: Promise<void>[] = []

  return {
    start() {
      loops = [feed(), tick(), connect()]
      workers = Array.from({ length: mailer.lanes }, (_, index) => work(index))
      cleaner = setInterval(clean, hour).unref()
    },
    nudge() {
      feeding.ring()
      connecting.ring()
    },
    async stop() {
      stopping = true
      clearInterval(cleaner)
      for (const alarm of [feeding, ticking, connecting]) alarm.ring()
      const ended = (async () => {
        await release(queue.remove(() => true))
        queue.close()
        limits.release()
        await Promise.all([...loops, ...workers])
        await ledger.idle()
        await forgetWorker(db, parts.id)
      })().catch((error) => log.error({ error: (error as Error).message }, 'The worker did not stop cleanly'))
      const patience = (seconds: number) =>
        new Promise<'late'>((late) => setTimeout(late, seconds * 1000, 'late').unref())
      if ((await Promise.race([ended, patience(timing.drain)])) !== 'late') return
      // Letters before their dot are not delivered by this; those after it will be found in doubt.
      for (const lane of lanes) lane.close()
      await Promise.race([ended, patience(3)])
    },
  }
}
