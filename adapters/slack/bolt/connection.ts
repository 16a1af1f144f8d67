import type { SocketModeReceiver } from '@slack/bolt'
import type { ChatHost } from '#bot'
import { judge } from '../outgoing/errors.ts'
import { slackCode } from './sdk.ts'

type Client = SocketModeReceiver['client']

/** In milliseconds: the waits between tries to connect again; the last one is repeated. */
const waits = [0, 200, 500, 1_000, 2_000, 5_000, 15_000, 30_000]
/** In milliseconds: what lasts less was no connection, so that one which ends at once is not asked for all the time. */
const lasting = 10_000

/** So many tries that fail are more than a moment's trouble; the first come within a second. */
const lost = 3

/**
 * Holds a connection of Socket Mode, and opens another whenever it has ended. The client's own way of doing so gives
 * up for ever, with a rejection that nobody handles, where Slack answers one try with 503 or refuses the token for a
 * moment (`retrieveWSSURL` in @slack/socket-mode 3.1.0); the bot would be silent until it is restarted.
 */
export function keepConnected(
  client: Client,
  { log, clock, trouble }: Pick<ChatHost, 'log' | 'clock' | 'trouble'>,
): { start(): Promise<void>; stop(): Promise<void> } {
  let isWanted = false
  let failures = 0
  let connectedAt = Number.POSITIVE_INFINITY
  let since: string | undefined
  let timer: NodeJS.Timeout | undefined
  Object.assign(client, { autoReconnectEnabled: false })
  client.on('disconnected', connectLater)

  function connectLater(): void {
    if (!isWanted || timer) return
    if (performance.now() - connectedAt > lasting) failures = 0
    connectedAt = Number.POSITIVE_INFINITY
    const wait = waits[Math.min(failures, waits.length - 1)]
    timer = setTimeout(() => {
      timer = undefined
      connect().catch(() => {})
    }, wait)
  }

  /** @throws whatever was wrong, after the next try has been planned */
  async function connect(): Promise<void> {
    failures += 1
    try {
      await client.start()
      connectedAt = performance.now()
      since = undefined
      trouble?.('slack connection', null)
    } catch (error) {
      const why = { code: slackCode(error), reason: (error as Error | undefined)?.message }
      log.error(why, 'No connection to Slack; if it refuses SLACK_APP_TOKEN, make a new one and restart')
      since ??= clock().toISOString()
      if (failures >= lost) trouble?.('slack connection', `disconnected ${since}`)
      connectLater()
      throw error
    }
  }

  return {
    /** Rejects if Slack refuses the token; where Slack is only not reached, it is tried again. */
    async start() {
      isWanted = true
      try {
        await connect()
      } catch (error) {
        if (judge(error).verdict !== 'operator') return
        await this.stop()
        throw error
      }
    },
    async stop() {
      isWanted = false
      clearTimeout(timer)
      timer = undefined
      // It resolves when the other side has ended it, too, for which nobody need wait.
      client.disconnect().catch(() => {})
    },
  }
}
