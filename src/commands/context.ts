import type { Card, Command, Input, Language, Registry } from '#bot'
import type { Say } from '#text'
import type { Context } from '../verification/context.ts'
import type { Example } from '../verification/letters/shown.ts'
import type { Look } from '../verification/provider/differences.ts'

/**
 * What a command receives: the service with the actor, the texts in the reader's language, and what it may call
 * besides.
 */
export interface Turn {
  ctx: Context
  say: Say
  language: Language
  registry: Registry<Turn>
  may(command: Command<Turn>): boolean
  /** Others can read the answer too, so it must name nobody, not even the colleague who confirmed a send. */
  inPublic: boolean
  /**
   * The bytes of a file that came with the message.
   * @throws UserError `file_unavailable`
   */
  fetchFile(file: Input['files'][number]): Promise<Uint8Array>
  /** Wakes the worker of this process, so that it does not wait for its next poll. */
  wake(): void
  /**
   * Posts a card privately to other people, each in their own language, without waiting for it. A card of the plan with
   * the code `plan` is replaced when that plan has been decided.
   */
  tell(identityIds: number[], card: (say: Say) => Card, plan?: string): void
  /** The identity provider, as far as commands look into it. `remote`: there is one outside. */
  provider: { remote: boolean; look: Look }
  /** Looks at everything that the product needs outside; changes nothing. */
  checkSetup(): Promise<Finding[]>
  /** How letters look: composed as they will be, but sent to nobody. */
  letters: {
    /** `from` and `replyTo` are for people to read. */
    render(example: Example): { subject: string; text: string; from: string; replyTo: string | null }
    /** `PUBLIC_URL`, where previews are shown. */
    publicUrl: string
  }
  /** Settings of the installation that answers mention. */
  facts: { loginUrl: string; supportContact: string }
}

/**
 * What was found of one thing that the product needs outside; its words are the text `setup.<code>`. The topics stand
 * in the order of the card. `off`: not configured. `unsure`: cannot be told from here.
 */
export interface Finding {
  topic: 'database' | 'mail' | 'sender' | 'mailbox' | 'slack' | 'teams' | 'provider' | 'public' | 'clock'
  state: 'fine' | 'wrong' | 'unsure' | 'off'
  code: string
  params: Record<string, string | number>
}

export type BotCommand = Command<Turn>

/** Makes a command from what differs from the defaults below. */
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
