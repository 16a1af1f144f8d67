import type { Card, ChatHost, Language, MessageRef, Reply } from '#bot'
import { readBlockId } from '../blocks/buttons.ts'
import type { Line, Press } from '../incoming/entry.ts'
import type { RenderOptions } from '../render.ts'
import type { Destination } from './destination.ts'
import type { Messages } from './messages.ts'

/** An entry to be answered, and what writing to whoever asked takes. */
export interface Asked {
  entry: Line | Press
  language: Language
  /** The entry came from the conversation between the asker and the bot. */
  direct: boolean
  messages: Messages
  host: ChatHost
}

/** A reply to an entry. */
export interface Answer extends Asked {
  reply: Reply
  /** The message that showed how far the work is; the answer takes its place. */
  progress?: MessageRef
}

/** How long a response_url is used; Slack accepts it for 30 minutes. */
const RESPONSE_URL_LIFE = 29 * 60_000

/** Where the entry came from. */
export function destinationOf({ entry, direct }: Asked): Destination {
  const external = entry.kind === 'press' ? readBlockId(entry.block).external : entry.external
  return {
    workspace: entry.team,
    channel: entry.channel ?? '',
    private: direct,
    ...(entry.thread && { thread: entry.thread }),
    ...(external && { external }),
  }
}

/** How the answer's cards are drawn, and what their buttons know. */
export const optionsOf = ({ entry, language }: Asked): RenderOptions => ({
  language,
  asker: entry.user,
  ...(entry.kind === 'line' && entry.files.length > 0 && { files: entry.files.map(({ id }) => id) }),
})

/** The response_url while it can still be used. */
export function responseUrlOf({ entry, host }: Asked): string | undefined {
  return host.clock().getTime() - entry.at < RESPONSE_URL_LIFE ? entry.respond : undefined
}

/** An ephemeral message can neither be updated later nor hold files, and is gone when the asker reloads Slack. */
export const needsMessage = (reply: Reply): boolean =>
  !!reply.follow || asksForDecision(reply.card) || !!reply.card.files?.length

export const asksForDecision = ({ kind, tone }: Card): boolean => kind === 'plan' && tone === 'question'
