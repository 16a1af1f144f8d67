import { RecentMap } from '../../base/recent-map.ts'
import { type Pause, pauseSend } from '../../verification/delivery/send-state.ts'
import type { Health } from '../health.ts'
import type { WorkerParts } from '../parts.ts'
import type { Decision } from './policy.ts'

/** Equal permanent errors pause a send when there are so many in a row, or so many among the last ten letters. */
const inARow = 5
const ofTen = 7

/** Pauses sends automatically: when the server refuses us, or gives the same permanent error again and again. */
export function createPauses(
  { service, log, on }: Pick<WorkerParts, 'service' | 'log' | 'on'>,
  health: Health,
  giveBack: (sendId: number) => void,
) {
  /**
   * By send, how its last ten letters fared: the permanent error, or null for a letter that was taken. Of the latest
   * sends, since a letter to one person is a send, too.
   */
  const lastTen = new RecentMap<number, (string | null)[]>(1000)
  const underWay = new Set<number>()

  function repeated(sendId: number, { permanentError, result }: Decision): 'equal_errors' | undefined {
    if (!permanentError && result.state !== 'sent') return undefined
    const last = [...(lastTen.get(sendId) ?? []), permanentError ?? null].slice(-10)
    lastTen.set(sendId, last)
    const equal = (errors: (string | null)[]) => errors.filter((error) => error === permanentError).length
    const many = equal(last.slice(-inARow)) === inARow || equal(last) >= ofTen
    return permanentError && many ? 'equal_errors' : undefined
  }

  async function pause(sendId: number, because: Pause['because'], detail: string): Promise<void> {
    if (underWay.has(sendId)) return
    underWay.add(sendId)
    giveBack(sendId)
    lastTen.delete(sendId)
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
