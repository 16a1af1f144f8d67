import type { Outcome } from './mailer.ts'

/** An error of nodemailer's, with what it tells about the cause. */
export interface Failure extends Error {
  code?: string
  /** The command that failed: `MAIL FROM`, `RCPT TO`, `DATA`, `CONN`, `AUTH PLAIN` … */
  command?: string
  response?: string
  responseCode?: number
}

type Stage = Extract<Outcome, { kind: 'refused' }>['stage']

const stages: Record<string, Stage> = { 'MAIL FROM': 'mail', 'RCPT TO': 'rcpt', DATA: 'data' }

/** The outcome for a letter that could not be sent; `dot` tells whether the final dot had been sent. */
export function outcomeOfFailure(error: Failure, dot: boolean): Outcome {
  const code = error.responseCode ?? 0
  const stage = error.code === 'EMESSAGE' ? 'message' : stages[error.command ?? '']
  if (code >= 400 && stage) return refused(error, stage)
  // The server ended the session between two commands. After the dot, this is not its answer to the dot.
  if (code >= 400 && !dot) return refused(error, 'mail')
  if (error.command === 'API' && !dot && error.code === 'EENVELOPE')
    return refused({ ...error, responseCode: 553 }, 'rcpt')
  return { kind: dot ? 'unknown' : 'dropped', text: error.message }
}

/** The outcome when no connection was made: nobody answered, or the server refused us. */
export function outcomeOfConnecting(error: Failure): Outcome {
  if (error.code === 'EAUTH') return refused(error, 'auth')
  return refused(error, (error.responseCode ?? 0) >= 400 ? 'greeting' : 'connect')
}

function refused(error: Failure, stage: Stage): Outcome {
  const text = error.response ?? error.message ?? String(error.code)
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1]
  return { kind: 'refused', code: error.responseCode ?? 0, enhanced, stage, text }
}
