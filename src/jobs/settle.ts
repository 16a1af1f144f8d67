import { settleSends } from '../verification/delivery/settle.ts'
import type { WorkerParts, WorkState } from './parts.ts'
import type { Claims } from './sending/claims.ts'
import type { GroupCommit } from './sending/group-commit.ts'

/** Ends sends that have nothing left to do. Asks the database only when something has changed since the last time. */
export function createSettle(
  { service, on }: Pick<WorkerParts, 'service' | 'on'>,
  { state, claims, commits }: { state: WorkState; claims: Claims; commits: GroupCommit },
) {
  let due = true
  return {
    /** Something has changed: look at the next occasion. */
    later() {
      due = true
    },
    async now(): Promise<void> {
      if (!due) return
      await commits.idle()
      due = claims.length > 0 || state.busy > 0
      for (const ended of await settleSends(service)) on?.({ type: 'ended', sendId: ended.id, ...ended })
    },
  }
}

export type Settle = ReturnType<typeof createSettle>
