import type { Slot } from '../../mail/mailer.ts'
import { under } from '../../trace/reference.ts'
import type { Claimed, Result } from '../../verification/delivery/deliveries.ts'
import type { WorkState } from '../parts.ts'
import type { Settle } from '../settle.ts'
import type { Claims } from './claims.ts'
import type { GroupCommit } from './group-commit.ts'
import type { Pauses } from './pauses.ts'
import type { SlotLimits } from './slots.ts'

export interface SenderParts {
  state: WorkState
  limits: SlotLimits
  claims: Claims
  commits: GroupCommit
  pauses: Pauses
  settle: Settle
  /** Is called when fewer than `lowClaims` claims wait. */
  onLowClaims(): void
  lowClaims: number
  deliver(held: Claimed, slot: Slot, warm: boolean, before: Result | null): Promise<Result | null>
}

/** Works one connection slot, letter after letter, until the claims are closed. `index` counts the slots from 0. */
export async function runSender(parts: SenderParts, slot: Slot, index: number): Promise<void> {
  const { state, limits, claims, commits, pauses, settle } = parts
  let result: Result | null = null
  let warm = false
  for (;;) {
    // At most one result of each slot is unwritten at any time: no more letters can be in doubt after a crash.
    if (result && (claims.length === 0 || !limits.allows(index))) {
      void commits.write(result, null)
      result = null
    }
    while (!limits.allows(index) && !state.stopping) await limits.change()
    const held = await claims.take()
    if (!held) break
    if (!limits.allows(index) && !state.stopping) {
      claims.put([held], performance.now())
      continue
    }
    if (pauses.isPausing(held.sendId)) {
      await claims.release([held])
      continue
    }
    if (claims.length < parts.lowClaims) parts.onLowClaims()
    state.busy += 1
    const before: Result | null = result
    result = await under(held.reference, () => parts.deliver(held, slot, warm, before))
    warm = result?.state === 'sent'
    state.busy -= 1
    state.done += 1
    settle.later()
  }
  if (result) await commits.write(result, null)
  slot.close()
}
