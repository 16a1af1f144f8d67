/** One letter, composed, as it goes over the wire. */
export interface Letter {
  /** Exactly one address, checked when stored; goes into RCPT as it stands (domain as A-label). */
  to: string
  /** RFC 5322 message, CRLF lines, without the final dot. */
  raw: Uint8Array
  /** The outbox and tests read these instead of parsing `raw`. */
  parts: { subject: string; text: string; html: string; messageId: string; date: Date }
}

export type Outcome =
  | { kind: 'accepted'; code: number }
  /** The server refused; nothing was delivered. `stage` tells whose fault it can be. */
  | {
      kind: 'refused'
      code: number
      enhanced?: string
      stage: 'connect' | 'greeting' | 'auth' | 'mail' | 'rcpt' | 'data' | 'message'
      text: string
    }
  /** The connection failed before the final dot: nothing was delivered. */
  | { kind: 'dropped'; text: string }
  /** The connection failed after the final dot: it may have been delivered. */
  | { kind: 'unknown'; text: string }
  /** `mayCommit` said no: the dot was not sent and the connection was dropped. */
  | { kind: 'withheld' }

/** One way out for mail. A slot is one connection's worth of work: sequential, reconnecting by itself. */
export interface Mailer {
  /** How many slots may be open at once in this process. */
  readonly slots: number
  open(): Slot
  close(): Promise<void>
}

export interface Slot {
  /** Sends one letter. `mayCommit` is awaited after the whole message is on the wire and before the final dot. Never rejects. */
  send(letter: Letter, mayCommit: () => Promise<boolean>): Promise<Outcome>
  close(): void
}
