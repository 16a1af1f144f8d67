import type { Card, Command, Input, Language, Registry } from '#bot'
import type { Say } from '#text'
import type { Context } from '../verification/context.ts'

/** What a command is given: the service with the actor in it, the words of the reader's language, and the wires it may pull. */
export interface Turn {
  ctx: Context
  say: Say
  language: Language
  registry: Registry<Turn>
  may(command: Command<Turn>): boolean
  /** Others than the asker read the answer: it names nobody, not even a colleague who sent. */
  inPublic: boolean
  /** The bytes of a file that came with the message. Throws UserError when it cannot be had. */
  fetchFile(file: Input['files'][number]): Promise<Uint8Array>
  /** Wakes the worker of this process, so that a single letter leaves at once. */
  wake(): void
  /** Posts a card privately to somebody else, later and in their language; nothing is awaited. */
  tell(identityIds: number[], card: (say: Say) => Card): void
  /** Facts of the installation that answers mention. */
  facts: { loginUrl: string; supportContact: string }
}

export type BotCommand = Command<Turn>

/** The default of a command; each states what differs. */
export const command = (spec: Pick<BotCommand, 'name' | 'need' | 'run'> & Partial<BotCommand>): BotCommand => ({
  also: { sv: [], en: [] },
  keys: [],
  words: 'none',
  usage: { sv: '', en: '' },
  examples: { sv: [], en: [] },
  mails: false,
  shows: 'people',
  ...spec,
})
