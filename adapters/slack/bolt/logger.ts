import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '#bot'

const MINUTE = 60_000
const MAX_REMEMBERED = 100

/**
 * Slack's packages log through ours, warnings and errors only: their debug lines hold messages. The same warning is
 * logged once a minute at most, because anybody can cause one by sending a request with a wrong signature.
 */
export function slackLogger(log: Log, clock: () => Date): Logger {
  const warned = new Map<string, number>()

  function isRepeated(warning: string): boolean {
    const now = clock().getTime()
    if (now - (warned.get(warning) ?? Number.NEGATIVE_INFINITY) < MINUTE) return true
    warned.delete(warning)
    warned.set(warning, now)
    if (warned.size > MAX_REMEMBERED) warned.delete(warned.keys().next().value!)
    return false
  }

  return {
    debug: () => {},
    info: () => {},
    warn(...parts) {
      const warning = joined(parts)
      if (!isRepeated(warning)) log.warn({ from: 'slack' }, warning)
    },
    error: (...parts) => log.error({ from: 'slack' }, joined(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  }
}

const joined = (parts: unknown[]): string =>
  parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')
