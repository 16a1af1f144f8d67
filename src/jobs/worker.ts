import type { Slot } from '../mail/mailer.ts'
import { forgetWorker } from '../verification/delivery/claims/recover.ts'
import { anchorAudit } from './anchor.ts'
import { cleanUp } from './clean-up.ts'
import { createConnector } from './connector.ts'
import { createHealth } from './health.ts'
import { createHeartbeat } from './heartbeat.ts'
import { createImports } from './imports.ts'
import { checkNightly } from './nightly.ts'
import { createOtherLetters } from './other-letters.ts'
import { defaultTiming, type WorkerParts, type WorkState } from './parts.ts'
import { createReports } from './reports.ts'
import { createClaims } from './sending/claims.ts'
import { createDelivery } from './sending/deliver.ts'
import { createEmployers } from './sending/employers.ts'
import { createFeeder } from './sending/feeder.ts'
import { createGroupCommit } from './sending/group-commit.ts'
import { createPauses } from './sending/pauses.ts'
import { runSender } from './sending/sender.ts'
import { createSlotLimits } from './sending/slots.ts'
import { createTrouble } from './sending/trouble.ts'
import { createSettle } from './settle.ts'

export interface Worker {
  start(): void
  /** Looks for work now. This only saves a wait: every worker finds new work by itself. */
  wake(): void
  /** Claims nothing more, gives back what has not begun, and finishes what has, within `drain` seconds and a little. */
  stop(): Promise<void>
}

/**
 * A worker delivers the letters of running sends and makes and removes connections. There may be any number of workers,
 * in any number of processes. This function wires the parts of one: the feeder claims, a sender for each connection
 * slot delivers, group commit writes, the heartbeat recovers, settle ends sends, and the connector talks to the
 * identity provider.
 */
export function createWorker(parts: WorkerParts): Worker {
  const { service, mailer, log } = parts
  const limit = { ...defaultTiming, ...parts.timing }
  const state: WorkState = { stopping: false, busy: 0, done: 0 }
  const health = createHealth(parts, [0.2, 0.5, 1])
  const limits = createSlotLimits(parts, limit.outage)
  const claims = createClaims(service, health)
  const commits = createGroupCommit(parts, health, limit)
  const settle = createSettle(parts, { state, claims, commits })
  const pauses = createPauses(parts, health, (sendId) => void claims.giveBack((held) => held.sendId === sendId))
  const trouble = createTrouble(parts, health, limits, limit.backoff)
  const employers = createEmployers(service)
  const deliver = createDelivery({
    ...parts,
    state,
    health,
    limits,
    claims,
    employers,
    commits,
    pauses,
    trouble,
    limit,
  })
  const feeder = createFeeder({ ...parts, state, health, limits, claims, employers, settle, limit })
  const onRecovered = feeder.wake
  const heartbeat = createHeartbeat({ ...parts, state, health, limits, claims, settle, trouble, onRecovered, limit })
  const connector = createConnector({ ...parts, state, health })
  const imports = createImports({ ...parts, state, health })
  const others = createOtherLetters({ ...parts, state, health, trouble })
  const { mailbox } = parts
  const reports = mailbox ? [createReports({ ...parts, state, health, mailbox, limit })] : []
  const loops = [feeder, heartbeat, connector, imports, others, ...reports]
  const low = { onLowClaims: feeder.wake, lowClaims: mailer.slots }
  const sender = { state, limits, claims, commits, pauses, settle, deliver, ...low }

  const slots: Slot[] = []
  let cleaner: NodeJS.Timeout | undefined
  let running: Promise<void>[] = []

  async function drain(): Promise<void> {
    await claims.giveBack()
    claims.close()
    limits.release()
    await Promise.all(running)
    await commits.idle()
    await forgetWorker(service.db, parts.id)
  }

  return {
    start() {
      slots.push(...Array.from({ length: mailer.slots }, () => mailer.open()))
      const senders = slots.map((slot, index) => runSender(sender, slot, index))
      running = [...loops.map((loop) => loop.run()), ...senders]
      const anchor = () =>
        anchorAudit(parts).catch((error) =>
          log.error(
            { error: (error as Error).name },
            'The audit could not be anchored: see AUDIT_ANCHOR_FILE and AUDIT_ANCHOR_URL',
          ),
        )
      void anchor()
      const hourly = async () => {
        await cleanUp(parts, state)
        await checkNightly(parts, state)
      }
      cleaner = setInterval(
        () =>
          void hourly()
            .catch((error) => health.failed(error))
            .then(anchor),
        limit.hourly * 1000,
      ).unref()
    },
    wake() {
      feeder.wake()
      connector.wake()
      others.wake()
    },
    async stop() {
      state.stopping = true
      clearInterval(cleaner)
      for (const loop of loops) loop.wake()
      const drained = drain().catch((error) =>
        log.error({ error: (error as Error).message }, 'The worker did not stop cleanly'),
      )
      const patience = (seconds: number) =>
        new Promise<'late'>((late) => setTimeout(late, seconds * 1000, 'late').unref())
      if ((await Promise.race([drained, patience(limit.drain)])) !== 'late') return
      // Closing a slot loses a letter before its final dot, which is sent again, and leaves one after it in doubt.
      for (const slot of slots) slot.close()
      await Promise.race([drained, patience(3)])
    },
  }
}
