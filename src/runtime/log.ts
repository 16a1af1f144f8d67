import { pino } from 'pino'
import type { Config } from '../config/config.ts'

/** JSON lines on standard output. What could hold personal data or a secret is never logged; this is the second net. */
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
