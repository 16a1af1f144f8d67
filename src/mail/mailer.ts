/** A composed letter. */
export interface Letter {
  /** Exactly one address, which goes into RCPT unchanged, its domain as A-label. It was checked when it was stored. */
  to: string
  /** The envelope sender of this letter alone, by which a report is recognised; absent: that of all letters. */
  returnPath?: string
  /** The message by RFC 5322, with CRLF line ends and without the final dot. */
  raw: Uint8Array
  /** For the outbox and tests, which need not parse `raw`. `logo` is a `data:` address, which `html` has as `cid:`. */
  parts: { subject: string; text: string; html: string; messageId: string; date: Date; logo?: string }
}

/** What became of one attempt to send a letter. */
export type Outcome =
  | { kind: 'accepted'; code: number }
  /** The server refused, so nothing was delivered. `stage` helps to tell whose fault that is. */
  | {
      kind: 'refused'
      code: number
      enhanced?: string
      stage: 'connect' | 'tls' | 'greeting' | 'auth' | 'mail' | 'rcpt' | 'data' | 'message'
      text: string
    }
  /** The connection failed before the final dot, so nothing was delivered. */
  | { kind: 'dropped'; text: string }
  /** The connection failed after the final dot, so the letter may have been delivered. */
  | { kind: 'unknown'; text: string }
  /** `mayCommit` said no, so the final dot was not sent and the connection was closed. */
  | { kind: 'withheld' }

/** A way to send mail, through a number of slots. */
export interface Mailer {
  /** How many slots this process may open. */
  readonly slots: number
  open(): Slot
  /** Connects and logs in, and sends nothing. Never rejects. */
  check?(): Promise<MailCheck>
  close(): Promise<void>
}

/** `open`: a name and a password are set, but the server offers no login. `text`: its words, without addresses. */
export type MailCheck =
  | { kind: 'fine' | 'open' }
  | { kind: 'refused'; stage: 'connect' | 'tls' | 'greeting' | 'auth'; text: string }

/** A connection slot: sends letters one after the other and reconnects by itself. */
export interface Slot {
  /** Sends one letter. Never rejects. Awaits `mayCommit` between the whole message and the final dot. */
  send(letter: Letter, mayCommit: () => Promise<boolean>): Promise<Outcome>
  close(): void
}
