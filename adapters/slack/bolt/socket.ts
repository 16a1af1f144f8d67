import { type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import { type BoltParts, InboxApp, MalformedRequest } from './app.ts'
import { keepConnected } from './connection.ts'
import { slackLogger } from './logger.ts'

/** Slack over Socket Mode: a connection that we open, for installations that Slack cannot reach over HTTP. */
export function openSocket(parts: BoltParts & { appToken: string }): { start(): Promise<void>; stop(): Promise<void> } {
  const { config, host, api, appToken } = parts
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(host.log, host.clock),
    // Each try is one request; `keepConnected` tries again.
    installerOptions: { clientOptions: { slackApiUrl: config.apiUrl, fetch: api.fetch, retryConfig: { retries: 0 } } },
    async processEventErrorHandler({ error }) {
      const isFinal = error instanceof MalformedRequest
      if (!isFinal) host.log.error({ reason: error.message }, 'A request from Slack was not acknowledged')
      return isFinal
    },
  })
  new SocketApp(receiver, parts)
  return keepConnected(receiver.client, host)
}

/** Bolt acknowledges events before its middleware runs, and SocketModeReceiver has no `processBeforeResponse`. */
class SocketApp extends InboxApp {
  override async processEvent(event: ReceiverEvent): Promise<void> {
    const held: (() => Promise<void>)[] = []
    await super.processEvent({ ...event, ack: async (response) => void held.push(() => event.ack(response)) })
    for (const acknowledge of held) await acknowledge()
  }
}
