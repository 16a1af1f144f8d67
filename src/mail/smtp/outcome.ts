import type { Outcome } from '../mailer.ts'

/** An error of nodemailer's, with what it tells about the cause. */
export interface Failure extends Error {
  code?: string
  /** The code of the system or of OpenSSL, where `code` is nodemailer's. */
  originalCode?: string
  /** The command that failed: `MAIL FROM`, `RCPT TO`, `DATA`, `CONN`, `AUTH PLAIN` … */
  command?: string
  response?: string
  responseCode?: number
}

type Refused = Extract<Outcome, { kind: 'refused' }>
type Stage = Refused['stage']

const stages: Record<string, Stage> = { 'MAIL FROM': 'mail', 'RCPT TO': 'rcpt', DATA: 'data' }

/** As nodemailer is given it; what the server has said against the sender or the recipient is kept in it. */
export interface Envelope {
  from: string
  to: string[]
  size: number
  mailError?: Failure
  rejectedErrors?: Failure[]
}

/**
 * What the server has said against the sender or the recipient. With PIPELINING, nodemailer tells of it only when the
 * commands after it are answered, too; a server that refuses somebody and hangs up never does that.
 */
export const refusalIn = ({ mailError, rejectedErrors }: Envelope): Failure | undefined =>
  mailError ?? rejectedErrors?.[0]

/** The outcome for a letter that could not be sent; `dot` tells whether the final dot had been sent. */
export function outcomeOfFailure(error: Failure, dot: boolean): Outcome {
  const code = error.responseCode ?? 0
  const stage = error.code === 'EMESSAGE' ? 'message' : stages[error.command ?? '']
  if (code >= 400 && stage) return refused(error, stage)
  // The server ended the session between two commands. After the dot, this is not its answer to the dot.
  if (code >= 400 && !dot) return refused(error, 'mail')
  // nodemailer itself refuses, without asking the server, what is larger than the SIZE that the server has named.
  if (error.code === 'EMESSAGE' && !dot) return refusal('message', `552 5.3.4 ${error.message}`)
  if (error.command === 'API' && !dot && error.code === 'EENVELOPE')
    return refusal('rcpt', `553 5.1.3 ${error.message}`)
  return { kind: dot ? 'unknown' : 'dropped', text: error.message }
}

/** Answers by which servers refuse a sender other than the mailbox itself, whenever they say it. */
const senderWords =
  /5\.7\.60\b|send ?as ?denied|permissions? to send as|sender address rejected|not (owned|allowed|authori[sz]ed|permitted) (by|to send)|sender.{0,60}not (allowed|permitted|authori[sz]ed)|address is not verified|envelope (from|sender)/i

/**
 * Whether a refusal is about the envelope sender. At MAIL FROM it is that of nothing else; Postfix waits with it until
 * the recipient (https://www.postfix.org/postconf.5.html#smtpd_delay_reject), Exchange Online and Amazon SES until the
 * letter is there. The answers are in test/mail/answers/us.ts, with their sources.
 */
export const refusesSender = ({ stage, code, text }: Refused): boolean =>
  code >= 500 && (stage === 'mail' || (stage !== 'auth' && senderWords.test(text)))

/** The outcome when no connection was made: nobody answered, it could not be secured, or the server refused us. */
export function outcomeOfConnecting(error: Failure): Refused & { stage: 'connect' | 'tls' | 'greeting' | 'auth' } {
  if (error.code === 'EAUTH') return refused(error, 'auth')
  if (error.code === 'ETLS' || error.command === 'STARTTLS' || certificate.test(error.originalCode ?? ''))
    return refused(error, 'tls')
  return refused(error, (error.responseCode ?? 0) >= 400 ? 'greeting' : 'connect')
}

/** Codes of Node's TLS (https://nodejs.org/api/tls.html#x509-certificate-error-codes) and of OpenSSL. */
const certificate = /CERT|TLS|SSL|EPROTO|UNABLE_TO|SIGNATURE|HOSTNAME_MISMATCH|CRL/

const refused = <S extends Stage>(error: Failure, stage: S): Refused & { stage: S } =>
  refusal(stage, error.response ?? reasonOf(error.message ?? String(error.code)))

/** OpenSSL hides the reason in `80CC:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:…`. */
const reasonOf = (message: string): string => message.replace(/\S*:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):\S*/i, '$1')

/** A refusal with the server's words. Its code and enhanced code, which some servers write as `#5.7.1`, are in them. */
export function refusal<S extends Stage>(stage: S, text: string): Refused & { stage: S } {
  const enhanced = /^\d{3}[ -]#?([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? /\(#([245]\.\d\.\d)\)/.exec(text)?.[1]
  return { kind: 'refused', code: Number(/^[45]\d\d\b/.exec(text)?.[0] ?? 0), enhanced, stage, text }
}
