import { App, type Receiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import type { Door } from '#bot'
import { say } from '#text'
import { type SlackConfig, slackLogger } from '../api.ts'
import type { Entry, Reading } from './entry.ts'
import { readBody } from './read.ts'

/**
 * Bolt behind the inbox: a request is kept first and given to Bolt, whose listeners only acknowledge, afterwards.
 * What could not be kept is not acknowledged, so Slack sends it again. One listener a kind: each costs on every request.
 */
export function boltBehindInbox(receiver: Receiver, config: SlackConfig, door: Door): App {
  const logger = slackLogger(door.log)
  const app = new App({
    receiver: { ...inboxFirst(receiver, door), start: () => receiver.start(), stop: () => receiver.stop() },
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
export function receiveSocket(config: SlackConfig, door: Door, fetch: typeof globalThis.fetch): App {
  const receiver = new SocketModeReceiver({
    appToken: config.appToken!,
    logger: slackLogger(door.log),
    installerOptions: { clientOptions: { slackApiUrl: config.apiUrl, fetch } },
    customPropertiesExtractor: ({ body }: { body: unknown }) => ({
      reading: readBody(body, config.teams, door.clock().getTime()),
    }),
  })
  return boltBehindInbox(receiver, config, door)
}

function inboxFirst(receiver: Receiver, door: Door): Pick<Receiver, 'init'> {
  return {
    init(app: App) {
      const processEvent = async (event: ReceiverEvent): Promise<void> => {
        const reading = event.customProperties?.reading as Reading
        if (reading.kind === 'malformed') return event.ack()
        if (reading.kind === 'keep') await keep(reading.entry, reading.keys, door)
        const words =
          reading.kind === 'skip' && reading.say ? `${say('sv', reading.say)}\n${say('en', reading.say)}` : undefined
        await app.processEvent({ ...event, customProperties: { words } })
      }
      receiver.init({ processEvent } as App)
    },
  }
}

async function keep(entry: Entry, keys: string[], door: Door): Promise<void> {
  const isNew = await door.inbox.put('slack', keys, entry)
  if (!isNew) door.log.debug({ kind: entry.kind }, 'Slack delivered a message again')
}
