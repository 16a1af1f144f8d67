import { createBatcher } from '../../base/batcher.ts'
import { type CommitAnswer, writeDeliveries } from '../../verification/delivery/commit.ts'
import type { Held, Result } from '../../verification/delivery/deliveries.ts'
import type { Health } from '../health.ts'
import type { Timing, WorkerParts } from '../parts.ts'

/** What one connection slot writes at once: the result of its last letter and the commit check of its next one. */
interface Entry {
  result: Result | null
  check: Held | null
}

/** Concurrent writes: while one is flushed to disk, the next one gathers entries. */
const atOnce = 2

/**
 * Group commit: the entries of all connection slots at one moment go into one statement, and one flush to disk serves
 * them all.
 *
 * The two halves of an entry fail in opposite ways. A result records what has happened: if it were lost, somebody would
 * be mailed twice or forgotten. So it is retried until it is written, however long the database is away, and only given
 * up when the process ends. A commit check asks whether something may happen: if the database does not answer within
 * `checkPatience`, the answer is no, the letter is not sent, and a later claim brings it back.
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

  let retrying: Promise<unknown> = Promise.resolve()
  const retryForever = async (entries: Entry[]): Promise<void> => {
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
        retrying = Promise.all([retrying, retryForever(results)])
        return entries.map(() => 'lost')
      }
    }
  }, atOnce)

  return {
    /** Resolves with the answer to the check, once both are written. */
    write: (result: Result | null, check: Held | null): Promise<CommitAnswer> => batcher.add({ result, check }),
    /** Resolves when everything is written. */
    async idle(): Promise<void> {
      await batcher.idle()
      await retrying
    },
  }
}

export type GroupCommit = ReturnType<typeof createGroupCommit>
