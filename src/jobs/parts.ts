import type { Log } from '../base/log.ts'
import type { Directory } from '../directory/directory.ts'
import type { LetterSettings } from '../mail/compose.ts'
import type { Fault } from '../mail/judgement.ts'
import type { Mailbox, MailboxFault } from '../mail/mailbox.ts'
import type { Mailer, Outcome } from '../mail/mailer.ts'
import type { Service } from '../verification/context.ts'
import type { Recovered } from '../verification/delivery/claims/recover.ts'
import type { Trouble } from '../verification/delivery/trouble.ts'
import type { FailedLetter, LateLetter } from '../verification/delivery/waits.ts'

/** What happens in a worker, for metrics and for the messages that follow a send. */
export type WorkerEvent =
  | { type: 'claimed'; count: number }
  /** An attempt to mail. `stage` and `code` say where and how the mail server refused. */
  | { type: 'outcome'; kind: Outcome['kind']; seconds: number; stage?: string; code?: number }
  | { type: 'paused'; sendId: number; because: string }
  | { type: 'ended'; sendId: number; code: string | null; state: 'done' | 'stopped' }
  | ({ type: 'recovered' } & Recovered)
  | { type: 'connected'; personId: number; ok: boolean }
  | { type: 'disconnected'; personId: number | null; ok: boolean }
  /** A final refusal, of which the requester must be told. */
  | { type: 'disconnect refused'; personId: number | null; requester: number; code: string; reason: string }
  /** A trial letter was not taken, of which whoever asked for it must be told; it is tried again, or given up. */
  | { type: 'trial refused'; identityId: number; fault: Fault; detail: string; nextTryAt: Date | null }
  /** A single letter is late, of which whoever asked for it must be told. */
  | ({ type: 'letter late' } & LateLetter)
  /** A single letter will not come, of which whoever asked for it must be told. */
  | ({ type: 'letter failed' } & FailedLetter)
  /** The nightly check has found connected people whom the provider shows otherwise. */
  | { type: 'connections differ'; count: number }
  /** The mail server as a whole takes no letters, and the owners must be told. */
  | ({ type: 'mail trouble' } & Trouble)
  /** Why the mailbox with the reports cannot be read, which has lasted; null when it can again. */
  | { type: 'mailbox trouble'; fault: MailboxFault | null }
  /** How many connection slots may be used. */
  | { type: 'slots'; open: number }
  /** What is wrong with the mail server, with the step to take; null when it has answered a letter. */
  | { type: 'database'; up: boolean }

/** What the parts of one worker know about each other. */
export interface WorkState {
  /** The worker is being stopped. */
  stopping: boolean
  /** Letters that are being sent. */
  busy: number
  /** Letters that have been dealt with, whatever the outcome. */
  done: number
}

export interface WorkerParts {
  service: Service
  mailer: Mailer
  directory: Directory
  letters: LetterSettings
  /** Where reports of bounces arrive. */
  mailbox?: Mailbox
  /** Unique among all processes. */
  id: string
  log: Log
  /** No other process can have this database open (embedded), so leases found at the start belong to dead workers. */
  alone?: boolean
  /** Keeps the newest entry of the audit outside the database. */
  keepAnchor?: (head: string) => Promise<void>
  on?: (event: WorkerEvent) => void
  timing?: Partial<Timing>
}

/** All times are in seconds. */
export interface Timing {
  /** Lease of a claim. */
  lease: number
  /** Lease from the commit check to the server's last answer; longer than the mailer's time-outs. */
  dotLease: number
  /** Between heartbeats; recovery runs as often. */
  beat: number
  /** A worker without a heartbeat for this long is dead. */
  deadAfter: number
  /** Between two looks for work while there is none. */
  idle: number
  /** Between the attempts of a letter that was refused temporarily; the last one repeats. */
  backoff: number[]
  /** Until a permanent refusal is asked for once more. */
  confirm: number
  /** Between the attempts to reach a mail server that is away; the last one repeats. */
  outage: number[]
  /** How long a mail server may leave every letter without an answer before the cards say so. */
  silence: number
  /** Between two looks into the mailbox with the reports. */
  reports: number
  /** Between two times of clearing up, and of looking whether the nightly check is due. */
  hourly: number
  /** How long a commit check waits for a database that is away. */
  checkPatience: number
  /** From `stop()` until letters that are still being sent are given up. */
  drain: number
  /** How many times a letter is sent again although the server may have accepted it. */
  maxUncertainResends: number
}

export const defaultTiming: Timing = {
  lease: 60,
  dotLease: 180,
  beat: 5,
  deadAfter: 30,
  idle: 0.25,
  backoff: [60, 300, 900, 1800, 3600],
  confirm: 2,
  outage: [1, 2, 5, 10, 20, 30],
  silence: 20,
  reports: 15,
  hourly: 3600,
  checkPatience: 10,
  drain: 25,
  maxUncertainResends: 1,
}
