import { settleSends } from '../verification/delivery/settle.ts'
import type { WorkerParts, WorkState } from './parts.ts'
import type { Claims } from './sending/claims.ts'
import type { GroupCommit } from './sending/group-commit.ts'

/** Ends sends that have nothing left to do; asks the database only when something has moved since the last time. */
export function createSettle(
  { service, on }: Pick<WorkerParts, 'service' | 'on'>,
  { state, claims, commits }: { state: WorkState; claims: Claims; commits: GroupCommit },
) {
  let due = true
  return {
    /** Something has moved: look at the next chance. */
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
