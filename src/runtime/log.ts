import { type LoggerOptions, pino } from 'pino'
import type { Config } from '../config/config.ts'
import { whenInstalled } from './packages.ts'

/**
 * Writes to standard output: JSON lines, or lines for a person where local mode runs in a terminal. Callers never log
 * personal data or secrets; `redact` is a second safeguard.
 */
export async function createLog(config: Pick<Config, 'logLevel'> & { local?: boolean }) {
  const readable = config.local && process.stdout.isTTY ? await readableLines() : undefined
  const options: LoggerOptions = {
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
  }
  return readable ? pino(options, readable) : pino(options)
}

/** pino-pretty obeys NO_COLOR by itself. https://github.com/pinojs/pino-pretty#options */
async function readableLines() {
  const loaded = await whenInstalled('LOG_LEVEL: a readable log', () => import('pino-pretty')).catch((error: Error) =>
    console.error(error.message),
  )
  return loaded?.default({ singleLine: true, ignore: 'app,pid', translateTime: 'SYS:HH:MM:ss', sync: true })
}
