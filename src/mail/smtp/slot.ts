import { Readable } from 'node:stream'
import type { Letter, Outcome, Slot } from '../mailer.ts'
import {
  type Envelope,
  type Failure,
  outcomeOfConnecting,
  outcomeOfFailure,
  refusal,
  refusalIn,
  refusesSender,
} from './outcome.ts'

/** What a slot needs of a connection to a mail server. */
export interface Connection {
  /** `done` is called once: with the failure, or with the server's last reply. */
  send(envelope: Envelope, message: Readable, done: (error: Failure | null, sent?: { response: string }) => void): void
  reset(done: (ok: boolean) => void): void
  close(): void
  quit(): void
  onEnd(listener: () => void): void
  isOpen(): boolean
  offers(extension: string): boolean
}

/**
 * After so many refused letters in a row a connection is made anew: servers answer more and more slowly on one that has
 * met errors, and end it in the end (https://www.postfix.org/postconf.5.html#smtpd_soft_error_limit: ten errors, of
 * which a refused letter makes two where commands are sent ahead).
 */
const mostRefused = 4

/** Milliseconds after which an unused connection is closed. */
const idle = 15_000

/** A slot on a connection that is dialled again when it is gone or has carried `lettersEach` letters. */
export function openSlot(options: {
  sender: string
  /** Shared by all slots: whether the server has refused return paths of our own. */
  refused: { returnPaths: boolean }
  lettersEach: number
  dial(): Promise<Connection>
}): Slot {
  let connection: Connection | null = null
  let carried = 0
  let refused = 0
  let closed = false
  let hangUp: NodeJS.Timeout | undefined
  /** Ends the present wait for the server; called when the connection is gone. */
  let waiting: (() => void) | null = null

  const leave = () => {
    if (connection?.isOpen()) connection.quit()
    connection = null
  }

  const isSpent = () => carried >= options.lettersEach || refused >= mostRefused

  async function ready(): Promise<Connection> {
    if (connection && isSpent()) leave()
    if (!connection?.isOpen()) {
      const dialled = await options.dial()
      dialled.onEnd(() => setImmediate(() => connection === dialled && waiting?.()))
      connection = dialled
      carried = 0
      refused = 0
    }
    return connection
  }

  async function send(letter: Letter, mayCommit: () => Promise<boolean>): Promise<Outcome> {
    clearTimeout(hangUp)
    try {
      for (;;) {
        const fresh = !connection?.isOpen() || isSpent()
        const open = await ready()
        if (closed) {
          open.close()
          return { kind: 'dropped', text: 'The slot is closed' }
        }
        if (!open.offers('SMTPUTF8')) {
          if (needsUtf8(options.sender)) return withoutUtf8('mail')
          if (needsUtf8(letter.to)) return withoutUtf8('rcpt')
        }
        carried += 1
        const { outcome, started } = await transmit(open, letter, mayCommit)
        // A server may end a session between two letters. Nothing of this one was sent, so it is sent on a new
        // connection.
        if (outcome.kind === 'dropped' && !started && !fresh && !closed) continue
        refused = outcome.kind === 'refused' ? refused + 1 : 0
        if (outcome.kind === 'refused' && open.isOpen()) await tidy(open)
        // Microsoft 365 and Google may refuse any sender but the mailbox itself. Then the Message-ID must do.
        const own = letter.returnPath && !options.refused.returnPaths
        if (own && outcome.kind === 'refused' && refusesSender(outcome)) {
          options.refused.returnPaths = true
          continue
        }
        return outcome
      }
    } catch (error) {
      connection = null
      return outcomeOfConnecting(error as Failure)
    } finally {
      hangUp = setTimeout(leave, idle).unref()
    }
  }

  /** Resets the session: after a refusal, the server may still be in the middle of a mail transaction. */
  const tidy = (open: Connection) =>
    new Promise<void>((done) => {
      waiting = done
      open.reset((ok) => {
        if (!ok) open.close()
        done()
      })
    })

  function transmit(open: Connection, letter: Letter, mayCommit: () => Promise<boolean>) {
    return new Promise<{ outcome: Outcome; started: boolean }>((resolve) => {
      let started = false
      let asked = false
      let dot = false
      let settled = false
      const settle = (outcome: Outcome) => {
        if (settled) return
        settled = true
        waiting = null
        // Half a message can only be withdrawn by closing the connection: without the final dot, the server discards
        // it.
        const whole = outcome.kind === 'accepted' || (outcome.kind === 'refused' && (dot || !started))
        if (!whole) open.close()
        resolve({ outcome, started })
      }
      const message = new Readable({
        highWaterMark: 1,
        read() {
          if (!started) {
            started = true
            this.push(letter.raw)
          } else if (!asked) {
            asked = true
            // The stream ends, and the final dot is sent, only after the answer.
            const go = (mayGo: boolean) => {
              if (settled) return
              if (!mayGo) return settle({ kind: 'withheld' })
              dot = true
              this.push(null)
            }
            mayCommit().then(go, () => go(false))
          }
        },
      })
      const from = (!options.refused.returnPaths && letter.returnPath) || options.sender
      const envelope: Envelope = { from, to: [letter.to], size: letter.raw.length }
      const failed = (error: Failure) => settle(outcomeOfFailure((!dot && refusalIn(envelope)) || error, dot))
      waiting = () => failed(new Error('The connection ended'))
      open.send(envelope, message, (error, sent) => {
        if (error) return failed(error)
        if (!dot) return settle({ kind: 'dropped', text: `Answered before the end: ${sent?.response}` })
        settle({ kind: 'accepted', code: Number.parseInt(sent?.response ?? '250', 10) || 250 })
      })
    })
  }

  function close() {
    closed = true
    clearTimeout(hangUp)
    if (waiting) waiting()
    else leave()
  }

  return { send, close }
}

const needsUtf8 = (address: string) => /[^\x00-\x7f]/.test(address)

/** The server does not offer RFC 6531, which a local part with letters outside ASCII needs. */
const withoutUtf8 = (stage: 'mail' | 'rcpt'): Outcome =>
  refusal(stage, '553 5.6.7 The mail server does not offer SMTPUTF8')
