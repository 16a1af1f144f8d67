import { createBatcher } from '../../base/batcher.ts'
import { type CommitAnswer, writeDeliveries } from '../../verification/delivery/commit.ts'
import type { Held, Result } from '../../verification/delivery/deliveries.ts'
import type { Health } from '../health.ts'
import type { Timing, WorkerParts } from '../parts.ts'

/** What one connection slot writes at once: what became of its last letter, and the commit check of its next. */
interface Entry {
  result: Result | null
  check: Held | null
}

/** Writes under way at once: one gathers what comes while the other is on its way to disk. */
const atOnce = 2

/**
 * Group commit: what all connection slots have to write at one moment goes into one statement, and one flush to disk
 * serves them all.
 *
 * The two halves of an entry fail in opposite ways, and that is the point. A result records what has happened: losing it
 * would mail somebody twice or forget them, so it is insisted on until it is written, however long the database is away,
 * and only the end of the process gives it up. A commit check asks whether something may happen: when the database does
 * not answer within `checkPatience`, the answer is no, the letter is not sent, and another claim will bring it back.
 */
export function createGroupCommit(
  { service }: Pick<WorkerParts, 'service'>,
  health: Health,
  timing: Pick<Timing, 'checkPatience' | 'dotLease'>,
) {
  const attempt = async (entries: Entry[]): Promise<CommitAnswer[]> => {
    const results = entries.flatMap(({ result }) => result ?? [])
    const checks = entries.flatMap(({ check }) => check ?? [])
    const options = { now: service.clock(), lease: timing.dotLease }
    const answers = await writeDeliveries(service, { results, checks }, options)
    health.good()
    let next = 0
    return entries.map(({ check }) => (check ? (answers[next++] as CommitAnswer) : 'lost'))
  }

  let insisting: Promise<unknown> = Promise.resolve()
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

  const batcher = createBatcher<Entry, CommitAnswer>(async (entries) => {
    const until = performance.now() + timing.checkPatience * 1000
    for (;;) {
      try {
        return await attempt(entries)
      } catch (error) {
        await health.failed(error)
        if (performance.now() < until) continue
        const results = entries.filter(({ result }) => result).map(({ result }) => ({ result, check: null }))
        insisting = Promise.all([insisting, insist(results)])
        return entries.map(() => 'lost')
      }
    }
  }, atOnce)

  return {
    /** Resolves when both are written; with the answer to the check. */
    write: (result: Result | null, check: Held | null): Promise<CommitAnswer> => batcher.add({ result, check }),
    /** Resolves when everything is written. */
    async idle(): Promise<void> {
      await batcher.idle()
      await insisting
    },
  }
}

export type GroupCommit = ReturnType<typeof createGroupCommit>
