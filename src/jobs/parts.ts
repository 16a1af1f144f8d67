import type { Log } from '../base/log.ts'
import type { Directory } from '../directory/directory.ts'
import type { LetterSettings } from '../mail/compose.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Service } from '../verification/context.ts'

/** What happens in a worker, for metrics and for whoever follows a send. */
export type WorkerEvent =
  | { type: 'claimed'; count: number }
  | { type: 'outcome'; kind: 'accepted' | 'refused' | 'dropped' | 'unknown' | 'withheld' }
  | { type: 'paused'; sendId: number; because: string }
  | { type: 'ended'; sendId: number; code: string | null; state: 'done' | 'stopped' }
  | { type: 'recovered'; freed: number; doubted: number; inDoubt: number }
  | { type: 'connected'; personId: number; ok: boolean }
  | { type: 'disconnected'; personId: number | null; ok: boolean }
  /** For good: whoever asked has to be told. */
  | { type: 'disconnect refused'; personId: number | null; requester: number; code: string; error: string }
  /** How many connections are in use; fewer after a 421. */
  | { type: 'slots'; open: number }
  | { type: 'database'; up: boolean }

/** What the parts of one worker know of each other's doing. */
export interface WorkState {
  /** The process is on its way out. */
  stopping: boolean
  /** Letters under way. */
  busy: number
  /** Letters that are through, whatever became of them. */
  done: number
}

export interface WorkerParts {
  service: Service
  mailer: Mailer
  directory: Directory
  letters: LetterSettings
  /** Unique among all processes. */
  id: string
  log: Log
  /** Nobody else can have this database open (embedded): whatever is leased at the start belongs to the dead. */
  alone?: boolean
  on?: (event: WorkerEvent) => void
  timing?: Partial<Timing>
}

/** Seconds throughout. */
export interface Timing {
  /** Of a claim. */
  lease: number
  /** From the commit check to the server's last answer; longer than the mailer's time-outs. */
  dotLease: number
  /** Between heartbeats; recovery runs as often. */
  beat: number
  /** Without a beat for this long, a worker is dead. */
  deadAfter: number
  /** Between looks for work when there is none. */
  idle: number
  /** Between tries of a letter that was refused for the time being; the last one repeats. */
  backoff: number[]
  /** Between tries to reach a mail server or database that is away, growing. */
  outage: number[]
  /** How long a commit check may wait for a database that is away. */
  checkPatience: number
  /** From `stop()` until what still runs is given up. */
  drain: number
  /** Times a letter that may have been delivered is sent again. */
  maxDoubts: number
}

export const defaultTiming: Timing = {
  lease: 60,
  dotLease: 180,
  beat: 5,
  deadAfter: 30,
  idle: 0.25,
  backoff: [60, 300, 900, 1800, 3600],
  outage: [1, 2, 5, 10, 20, 30],
  checkPatience: 10,
  drain: 25,
  maxDoubts: 1,
}
