import { App, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import type { ChatHost } from '#bot'
import { say } from '#text'
import { type SlackConfig, slackLogger } from '../api.ts'
import type { Entry, Reading } from './entry.ts'
import { readBody } from './read.ts'

/**
 * Bolt behind the inbox: a request is kept first and given to Bolt, whose listeners only acknowledge, afterwards.
 * What could not be kept is not acknowledged, so Slack sends it again. One listener a kind: each costs on every request.
 */
export function boltBehindInbox(receiver: Receiver, config: SlackConfig, host: ChatHost): App {
  const logger = slackLogger(host.log)
  const app = new App({
    receiver: { ...inboxFirst(receiver, host), start: () => receiver.start(), stop: () => receiver.stop() },
    // No look-up: there is one token, and who is let in has been decided before.
    authorize: async () => ({ botToken: config.botToken }),
    ignoreSelf: false,
    convoStore: false,
    logger,
    clientOptions: { slackApiUrl: config.apiUrl, logger },
  })
  app.command(/.*/, ({ ack, context }) => ack(context.words as string | undefined))
  app.action(/.*/, ({ ack }) => ack())
  app.view(/.*/, ({ ack }) => ack())
  app.shortcut(/.*/, ({ ack }) => ack())
  return app
}

/** Slack over a socket of ours; the same inbox before the same acknowledgement. */
export function receiveSocket(config: SlackConfig, host: ChatHost, fetch: typeof globalThis.fetch): App {
  const receiver = new SocketModeReceiver({
    appToken: config.appToken!,
    logger: slackLogger(host.log),
    installerOptions: { clientOptions: { slackApiUrl: config.apiUrl, fetch } },
    customPropertiesExtractor: ({ body }: { body: unknown }) => ({
      reading: readBody(body, config.teams, host.clock().getTime()),
    }),
  })
  return boltBehindInbox(receiver, config, host)
}

function inboxFirst(receiver: Receiver, host: ChatHost): Pick<Receiver, 'init'> {
  return {
    init(app: App) {
      const processEvent = async (event: ReceiverEvent): Promise<void> => {
        const reading = event.customProperties?.reading as Reading
        if (reading.kind === 'malformed') return event.ack()
        if (reading.kind === 'keep') await keep(reading.entry, reading.keys, host)
        const words =
          reading.kind === 'skip' && reading.say ? `${say('sv', reading.say)}\n${say('en', reading.say)}` : undefined
        await app.processEvent({ ...event, customProperties: { words } })
      }
      receiver.init({ processEvent } as App)
    },
  }
}

async function keep(entry: Entry, keys: string[], host: ChatHost): Promise<void> {
  const isNew = await host.inbox.put('slack', keys, entry)
  if (!isNew) host.log.debug({ kind: entry.kind }, 'Slack delivered a message again')
}
