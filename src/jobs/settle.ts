import { under } from '../trace/reference.ts'
import { settleSends } from '../verification/delivery/settle.ts'
import type { WorkerParts, WorkState } from './parts.ts'
import type { Claims } from './sending/claims.ts'
import type { GroupCommit } from './sending/group-commit.ts'

/** Ends sends that have nothing left to do. Asks the database only when something has changed since the last time. */
export function createSettle(
  { service, log, on }: Pick<WorkerParts, 'service' | 'log' | 'on'>,
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
      for (const { id, code, state, reference } of await settleSends(service)) {
        under(reference, () => log.info({ send: id, code, state }, 'A send has ended'))
        on?.({ type: 'ended', sendId: id, code, state })
      }
    },
  }
}

export type Settle = ReturnType<typeof createSettle>
