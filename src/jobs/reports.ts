import { type Mailbox, mailboxFault } from '../mail/mailbox.ts'
import { readReport } from '../mail/report.ts'
import { refusal } from '../mail/smtp/outcome.ts'
import { keepMailboxState, mailboxState, recordReport } from '../verification/delivery/reports.ts'
import type { Health } from './health.ts'
import type { Timing, WorkerParts, WorkState } from './parts.ts'
import { withoutAddresses } from './sending/policy.ts'
import { createAlarm } from './waits.ts'

/** For how many seconds the record of a letter is waited for. */
const patience = 10
/** Seconds at most between two tries to reach the mailbox. */
const longest = 300
/** Tries in a row that fail before the owners are told. */
const lasting = 3

export interface ReportsParts extends Pick<WorkerParts, 'service' | 'log' | 'on'> {
  state: WorkState
  health: Health
  mailbox: Mailbox
  limit: Pick<Timing, 'reports'>
}

/**
 * Reads the reports of letters that bounce after they were accepted. What is no report about a letter of ours leaves no
 * trace: no line in the log, nothing in the database, nothing changed in the mailbox.
 */
export function createReports({ service, log, on, state, health, mailbox, limit }: ReportsParts) {
  const alarm = createAlarm()
  let failures = 0

  async function once(): Promise<void> {
    const place = await mailboxState(service.db, mailbox.id)
    for await (const { source, ...reached } of mailbox.newAfter(place)) {
      if (state.stopping) return
      if (source.length > 0) await take(source)
      await keepMailboxState(service, mailbox.id, reached)
    }
  }

  async function take(source: Uint8Array): Promise<void> {
    const { kind, words, quoted } = await readReport(source)
    if (kind === 'none') return
    const code = refusal('rcpt', words).code || undefined
    const report = { kind, words: withoutAddresses(words), code }
    for (let tries = 0; ; tries += 1) {
      const what = await recordReport(service, report, quoted)
      if (what === 'unknown') return
      // A report may be faster than the record of its letter.
      if (typeof what === 'object') on?.({ type: 'letter failed', ...what })
      if (what !== 'early' || tries === patience || state.stopping) break
      await alarm.sleep(1)
    }
    log.info({ kind, code }, 'A report about a letter was read')
  }

  return {
    wake: alarm.ring,
    async run(): Promise<void> {
      while (!state.stopping) {
        try {
          await once()
          health.good()
          if (failures >= lasting) on?.({ type: 'mailbox trouble', fault: null })
          failures = 0
        } catch (error) {
          failures += 1
          await mailbox.close()
          // Its own words only: an error of the server may quote what it was sent.
          if (failures === 1) log.warn({ code: causeOf(error) }, 'The mailbox with the reports cannot be read')
          if (failures === lasting) on?.({ type: 'mailbox trouble', fault: mailboxFault(error) })
        }
        await alarm.sleep(Math.min(longest, limit.reports * 2 ** Math.min(failures, 5)))
      }
      await mailbox.close()
    },
  }
}

const causeOf = (error: unknown): string => {
  const { code, serverResponseCode, name } = error as { code?: string; serverResponseCode?: string; name?: string }
  return serverResponseCode ?? code ?? name ?? 'error'
}
