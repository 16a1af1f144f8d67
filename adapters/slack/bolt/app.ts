import { App, type Receiver, type ReceiverEvent } from '@slack/bolt'
import type { ChatHost } from '#bot'
import { say } from '#text'
import type { Api, SlackConfig } from '../api.ts'
import { optionsFor } from '../forms/options.ts'
import type { FormErrors, FormOutcomes } from '../forms/outcomes.ts'
import type { Reading } from '../incoming/entry.ts'
import { readBody } from '../incoming/read.ts'
import type { People } from '../people.ts'
import { slackLogger } from './logger.ts'

export interface BoltParts {
  config: SlackConfig
  host: ChatHost
  api: Api
  people: People
  outcomes: FormOutcomes
}

/** A request of no form that Slack documents. Receiving it again would change nothing. */
export class MalformedRequest extends Error {}

/**
 * Bolt with a durable inbox: a global middleware stores each request, and the listeners behind it only acknowledge.
 * What could not be stored is not acknowledged: Slack sends an event again, and tells a person that it did not work.
 * There is one listener for each kind of request, because Bolt runs all of them on every request (10 µs of CPU each,
 * measured with 5.1.0). Events need none: Bolt acknowledges them itself.
 */
export class InboxApp extends App<{ reading: Reading; outcome?: () => Promise<FormErrors | undefined> }> {
  readonly #read: (body: unknown) => Reading | undefined

  constructor(receiver: Receiver, parts: BoltParts) {
    const { config, host, api } = parts
    const logger = slackLogger(host.log, host.clock)
    super({
      receiver,
      // The listeners call nothing, so they get no token. `readBody` decides which workspaces are let in.
      authorize: async () => ({}),
      ignoreSelf: false,
      convoStore: false,
      logger,
      clientOptions: { slackApiUrl: config.apiUrl, fetch: api.fetch, logger },
    })
    this.#read = (body) => readBody(body, config.teams, host.clock().getTime())

    this.use(async ({ context, next }) => {
      context.outcome = await keep(context.reading, parts)
      await next()
    })
    this.command(/.*/, ({ ack, context }) => ack(answerAtOnce(context.reading)))
    this.action({ type: 'block_actions' }, ({ ack }) => ack())
    this.view({ callback_id: /.*/ }, async ({ ack, context }) => {
      const errors = await context.outcome?.()
      await (errors ? ack({ response_action: 'errors', errors }) : ack())
    })
    this.options<'block_suggestion'>({ type: 'block_suggestion' }, async ({ ack, context }) => {
      await ack({ options: await optionsFor(context.reading, parts) })
    })
    this.shortcut(/.*/, ({ ack }) => ack())
    // Rethrown, so that the receiver learns of it. Were it swallowed, Bolt would acknowledge what was not stored.
    this.error(async (error) => {
      throw error
    })
  }

  /** Refuses malformed bodies before Bolt does: it answers some after 3 seconds only, and others with a TypeError. */
  override async processEvent(event: ReceiverEvent): Promise<void> {
    const reading = this.#read(event.body)
    if (!reading) throw new MalformedRequest()
    await super.processEvent({ ...event, customProperties: { reading } })
  }
}

/** Stores an entry. For a submitted form: how to wait for what becomes of it, begun before anybody can work on it. */
async function keep(reading: Reading, { host, outcomes }: BoltParts) {
  if (reading.kind !== 'keep') return undefined
  const { entry } = reading
  const outcome = entry.kind === 'line' && entry.via === 'form' ? outcomes.wait(entry.id) : undefined
  const isNew = await host.inbox.put('slack', reading.keys, entry)
  if (!isNew) host.log.debug({ kind: entry.kind }, 'Slack delivered a message again')
  return isNew && outcome ? () => outcome : undefined
}

/** The text that answers a command which is not kept. Nobody has been looked up yet, so it stands in both languages. */
function answerAtOnce(reading: Reading): string | undefined {
  if (reading.kind !== 'ignore' || !reading.say) return undefined
  return `${say('sv', reading.say)}\n${say('en', reading.say)}`
}
