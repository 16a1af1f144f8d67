import { type Pause, pauseSend } from '../../verification/delivery/send-state.ts'
import type { Health } from '../health.ts'
import type { WorkerParts } from '../parts.ts'
import type { Decision } from './policy.ts'

/** So many equal permanent errors in a row pause a send: the list or the sender is wrong, not one address. */
const equalErrors = 5

/** Pauses sends automatically: when the server refuses us, or gives the same permanent error again and again. */
export function createPauses(
  { service, log, on }: Pick<WorkerParts, 'service' | 'log' | 'on'>,
  health: Health,
  giveBack: (sendId: number) => void,
) {
  const inARow = new Map<number, { error: string; count: number }>()
  const underWay = new Set<number>()

  function repeated(sendId: number, { permanentError, result }: Decision): 'equal_errors' | undefined {
    if (!permanentError) {
      if (result.state === 'sent') inARow.delete(sendId)
      return undefined
    }
    const known = inARow.get(sendId)
    const count = known?.error === permanentError ? known.count + 1 : 1
    inARow.set(sendId, { error: permanentError, count })
    return count >= equalErrors ? 'equal_errors' : undefined
  }

  async function pause(sendId: number, because: Pause['because'], detail: string): Promise<void> {
    if (underWay.has(sendId)) return
    underWay.add(sendId)
    giveBack(sendId)
    inARow.delete(sendId)
    try {
      if (!(await pauseSend(service, sendId, { because, detail }))) return
      log.warn({ send: sendId, because, detail }, 'A send was paused')
      on?.({ type: 'paused', sendId, because })
    } catch (error) {
      // The next letter will be refused in the same way and pause the send then.
      await health.failed(error)
    } finally {
      // A claim that began before the pause may still bring letters of this send.
      setTimeout(() => underWay.delete(sendId), 1000).unref()
    }
  }

  return {
    /** Whether the send is being paused, so that no further letter of it should be tried. */
    isPausing: (sendId: number): boolean => underWay.has(sendId),
    /** Pauses the send if this decision, or a row of equal ones, calls for it. `detail`: the server's words. */
    judge(sendId: number, decision: Decision, detail: string): void {
      const because = decision.pause ?? repeated(sendId, decision)
      if (because) void pause(sendId, because, detail)
    },
  }
}

export type Pauses = ReturnType<typeof createPauses>
