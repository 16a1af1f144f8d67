import type { Log } from '../base/log.ts'
import type { Card, Chart } from './card.ts'

/** The languages that people read and type. Swedish is the default. */
export type Language = 'sv' | 'en'

/** All that the bot knows about a platform. Slack, Teams, the local page and the terminal each implement it. */
export interface Chat {
  readonly name: Platform
  /** Called once, before `start`. The adapter calls `answer` for everything that a person types or presses. */
  onSaid(answer: (said: Said) => Promise<Reply>): void
  /**
   * Posts a card, or replaces the message named by `where.message`. Keeps to the platform's rate limits. Rejects with
   * the code `gone` when that message can never be replaced again.
   */
  post(where: Place, card: Card): Promise<MessageRef>
  fetchFile(file: FileRef): Promise<Uint8Array>
  /** Handles the requests that the platform sends us. The web server mounts it before any other route. */
  webhook?: Webhook
  /**
   * Processes one message from the inbox, as `Inbox.put` stored it. A rejection means that it is to be retried later;
   * if the error has a number `retryAfter`, not before as many seconds have passed.
   */
  work?(body: unknown): Promise<void>
  start?(): Promise<void>
  stop?(): Promise<void>
  /** Asks the platform whether our settings are right there. Changes and posts nothing; works without `start`. */
  check?(): Promise<ChatFinding[]>
}

/** What an adapter has found of its settings. The words are the text `setup.<platform>.<code>`. */
export interface ChatFinding {
  state: 'fine' | 'wrong' | 'unsure'
  code: string
  params?: Record<string, string>
}

/** A third chat adds its name here. */
export const platforms = ['slack', 'teams', 'console', 'local'] as const
export type Platform = (typeof platforms)[number]

export interface Webhook {
  /** Exact path, e.g. `/slack/events`. */
  path: string
  /**
   * Takes Node's own request and response with the body unread, because the SDKs verify the raw bytes. Never rejects.
   */
  handle(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse): Promise<void>
}

/** One message to the bot: a typed line, a pressed button, a submitted form (which becomes a line) or a file. */
export interface Said {
  /** The platform's id of the message. It stays the same when the platform delivers the message again. */
  id: string
  who: Who
  where: Place
  /** As the chat program sent it, markup included. */
  text: string
  /** Typed after `/verifiera`. If its first word is no command, the line is read as if it began with `verifiera`. */
  slash?: boolean
  files: FileRef[]
  language?: Language
  /** It had been sent before with another text. It is answered, and never run. */
  edited?: boolean
  /** In this chat, a button of the answer that says the line of an import comes with the files of this message. */
  keepsFiles?: boolean
  /** This chat shows `Reply.more`. */
  several?: boolean
  /** Reads the person from the platform again, bypassing every cache. Called before anything that cannot be undone. */
  readAgain?(): Promise<Who>
  /**
   * Shows a card while the answer is being worked on. The next one, and then the answer, take its place. `replaces`: so
   * it takes the place of the pressed card, as the answer will.
   */
  meanwhile?(card: Card, replaces?: boolean): Promise<void>
}

/**
 * A person on a platform, identified by platform, workspace or tenant, and the platform's immutable user id. An e-mail
 * address never identifies anybody: it can be changed.
 */
export interface Who {
  platform: Platform
  /** Slack team id, Teams tenant id; `local` for the two local chats. */
  workspace: string
  user: string
  name?: string
  /** Set only if the platform itself has verified the address. */
  email?: string
  standing: 'member' | 'guest' | 'stranger' | 'bot' | 'deleted'
}

export interface Place {
  chat: Platform
  workspace: string
  /**
   * Channel or conversation id. Empty for the private conversation with the user `more.user`, which may not have been
   * opened yet: `Chat.post` opens it.
   */
  channel: string
  /** The message to replace, if one is to be replaced. */
  message?: string
  /** Nobody but this person and the bot can read here. */
  private: boolean
  /** The channel is shared with another organisation, so nothing personal may be posted in it. */
  external?: boolean
  /** Whatever else the adapter needs to post here again, such as a service URL or a conversation type. Plain JSON. */
  more?: Record<string, unknown>
}

/** What `Chat.post` needs to replace the message later. It is plain JSON and is stored in the database. */
export type MessageRef = Place

export interface FileRef {
  name: string
  /** In bytes, as claimed by the platform; not trusted. */
  size?: number
  /** What the adapter needs to fetch the file. Plain JSON. */
  ref: Record<string, unknown>
}

export interface Reply {
  card: Card
  /** The language of the card, and so of the platform's own words around it. */
  language?: Language
  /** Nobody but the asker may read it, because it names people: ephemeral, direct message or personal chat. */
  private: boolean
  /** Replaces the card whose button was pressed. Other answers are posted below it. */
  replaces?: boolean
  /**
   * The code of a plan or send. The adapter hands the posted message to `ChatHost.follow`, which keeps it up to date.
   */
  follow?: string
  /** The answers to the further lines of a message that holds several commands, in order. */
  more?: Reply[]
}

/** What the application offers to every adapter, beside that adapter's own part of the configuration. */
export interface ChatHost {
  inbox: Inbox
  /**
   * Registers a posted message for the plan or send with this code. It then shows how that stands, even after a
   * restart.
   */
  follow(code: string, message: MessageRef): Promise<void>
  /**
   * What there is to choose from for what is typed in a list: nothing beyond the person's rights. Empty for whoever may
   * choose nothing.
   */
  choices?(who: Who, of: ChoiceOf, typed: string): Promise<Choice[]>
  /** Draws a chart as PNG, for a place that has no charts of its own. Rejects if that takes too long. */
  draw?(chart: Chart, language: Language): Promise<ChartPicture>
  log: Log
  clock(): Date
  /** What an operator must act on, with the step to take; null when it works. Told whenever it is seen. */
  trouble?(area: Platform | `${Platform} connection`, what: string | null): void
}

/** A PNG; width and height are its pixels, two for each of a simple screen. */
export interface ChartPicture {
  bytes: Uint8Array
  width: number
  height: number
}

export type ChoiceOf = 'company' | 'unit' | 'role'

/** `value` is what a command line says; `label` is what people know it by. */
export interface Choice {
  value: string
  label: string
}

/** Messages are stored before they are acknowledged and processed afterwards, so a crash in between loses nothing. */
export interface Inbox {
  /**
   * Stores one message durably. Each of `keys` identifies it (event id; channel and timestamp).
   * @returns false if any of the keys has been stored before
   */
  put(chat: Platform, keys: string[], body: unknown): Promise<boolean>
}
