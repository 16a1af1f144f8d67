import { createBatcher } from '../base/batcher.ts'
import { type Marked, writeDeliveries } from '../verification/delivery/commit.ts'
import type { Held, Result } from '../verification/delivery/deliveries.ts'
import type { Health } from './health.ts'
import type { Timing, WorkerParts } from './parts.ts'

interface Entry {
  result: Result | null
  mark: Held | null
}

/** Round trips under way at once: one gathers what comes while others are on their way to disk. */
const atOnce = 2

/**
 * Records and marks of all lanes, a few round trips for many letters. A record is tried until it is written: only the
 * end of the process gives it up. A mark waits for a database that is away only so long; its letter then stays behind.
 */
export function createLedger(
  { service }: Pick<WorkerParts, 'service'>,
  health: Health,
  timing: Pick<Timing, 'markPatience' | 'dotLease'>,
) {
  const attempt = async (entries: Entry[]): Promise<Marked[]> => {
    const results = entries.flatMap(({ result }) => result ?? [])
    const marks = entries.flatMap(({ mark }) => mark ?? [])
    const answers = await writeDeliveries(
      service.db,
      { results, marks },
      { now: service.clock(), lease: timing.dotLease },
    )
    health.good()
    let next = 0
    return entries.map(({ mark }) => (mark ? (answers[next++] as Marked) : 'lost'))
  }

  let left: Promise<unknown> = Promise.resolve()
  const insist = async (entries: Entry[]): Promise<void> => {
    for (;;) {
      try {
        await attempt(entries)
        return
      } catch (error) {
        await health.failed(error)
      }
    }
  }

  const batcher = createBatcher<Entry, Marked>(async (entries) => {
    const until = performance.now() + timing.markPatience * 1000
    for (;;) {
      try {
        return await attempt(entries)
      } catch (error) {
        await health.failed(error)
        if (performance.now() < until) continue
        const records = entries.filter(({ result }) => result).map(({ result }) => ({ result, mark: null }))
        left = Promise.all([left, insist(records)])
        return entries.map(() => 'lost')
      }
    }
  }, atOnce)

  return {
    /** Resolves when both are written; with the answer to the mark. */
    write: (result: Result | null, mark: Held | null): Promise<Marked> => batcher.add({ result, mark }),
    async idle(): Promise<void> {
      await batcher.idle()
      await left
    },
  }
}

export type Ledger = ReturnType<typeof createLedger>
