import { pino } from 'pino'
import type { Config } from '../config/config.ts'

/** Writes JSON lines to standard output. Callers never log personal data or secrets; `redact` is a second safeguard. */
export function createLog(config: Pick<Config, 'logLevel'>) {
  return pino({
    level: config.logLevel,
    base: { app: 'verifiera', pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'authorization',
        'token',
        'email',
        'to',
        'text',
        'body',
        '*.authorization',
        '*.token',
        '*.email',
        '*.to',
        '*.text',
        '*.body',
      ],
      censor: '[removed]',
    },
    serializers: { err: (error: Error) => ({ name: error.name, code: (error as { code?: string }).code }) },
  })
}
