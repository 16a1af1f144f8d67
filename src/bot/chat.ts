import type { Log } from '../base/log.ts'
import type { Card } from './card.ts'

/** The languages people read and type; Swedish is the first. */
export type Language = 'sv' | 'en'

/** Everything the bot knows of a platform. Slack, Teams, the local page and the terminal each implement it once. */
export interface Chat {
  readonly name: Platform
  /** Called once, before `start`; the adapter calls `answer` for everything a person says or presses. */
  onSaid(answer: (said: Said) => Promise<Reply>): void
  /** Posts a card, or replaces the one that `where.message` names. Background work: honours the platform's pace. */
  post(where: Place, card: Card): Promise<MessageRef>
  fetchFile(file: FileRef): Promise<Uint8Array>
  /** Requests the platform sends us, mounted by the web server before any other route. */
  webhook?: Webhook
  /** Works off one entry of the inbox (what `Inbox.put` stored under this chat's name). Rejecting means: try again later. */
  work?(body: unknown): Promise<void>
  start?(): Promise<void>
  stop?(): Promise<void>
}

export type Platform = 'slack' | 'teams' | 'console' | 'local'

export interface Webhook {
  /** Exact path, e.g. `/slack/events`. */
  path: string
  /** Node's own request and response, body unread: the SDKs verify the raw bytes. Never rejects. */
  handle(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse): Promise<void>
}

/** One thing said: a typed line, a pressed button, a submitted form (which composes a line) or a file. */
export interface Said {
  /** The platform's id of the message; the same when the platform delivers it again. */
  id: string
  who: Who
  where: Place
  /** As the chat program sent it; the parser cleans it. */
  text: string
  /** Typed behind `/verifiera`: where its first word is no command, it is read with `verifiera` before it. */
  slash?: boolean
  files: FileRef[]
  language?: Language
  /** Reads the person from the platform again, past every cache: asked before anything irrevocable. */
  readAgain?(): Promise<Who>
}

/** A person on a platform: never an e-mail address, always (platform, workspace or tenant, immutable id). */
export interface Who {
  platform: Platform
  /** Slack team id, Teams tenant id; `local` for the two local chats. */
  workspace: string
  user: string
  name?: string
  /** Only an address that the platform itself vouches for. */
  email?: string
  standing: 'member' | 'guest' | 'stranger' | 'bot' | 'deleted'
}

export interface Place {
  chat: Platform
  workspace: string
  /** Channel or conversation id. */
  channel: string
  /** A message in it, when one is to be replaced. */
  message?: string
  /** Only the speaker and the bot read here. */
  private: boolean
  /** Shared with another organisation: nothing personal is ever said here. */
  external?: boolean
  /** What else the adapter needs to find the place again (a service URL, a conversation type). Plain JSON. */
  more?: Record<string, unknown>
}

/** What `Chat.post` needs to replace the message later; plain JSON, kept in the database. */
export type MessageRef = Place

export interface FileRef {
  name: string
  /** Bytes, as the platform states it; not trusted. */
  size?: number
  /** The adapter's own handle, plain JSON. */
  ref: Record<string, unknown>
}

export interface Reply {
  card: Card
  /** The card's; the platform's own words around it follow. */
  language?: Language
  /** Names people: only the asker may read it (ephemeral, direct message, personal chat). */
  private: boolean
  /** Takes the place of the card whose button was pressed. Other answers stand below it. */
  replaces?: boolean
  /** The code of a send whose progress the posted message should follow; hand the posted message to `ChatHost.follow`. */
  follow?: string
}

/** What the application gives each adapter, besides its own part of the configuration. */
export interface ChatHost {
  inbox: Inbox
  /** Ties a posted message to a send, so that live progress replaces it, across restarts too. */
  follow(send: string, message: MessageRef): Promise<void>
  log: Log
  clock(): Date
}

/** Messages are kept before they are acknowledged and worked off afterwards: a crash in between loses nothing. */
export interface Inbox {
  /** Durably stores one message. `keys` all name it (event id, channel and timestamp); false when any was seen before. */
  put(chat: Platform, keys: string[], body: unknown): Promise<boolean>
}
