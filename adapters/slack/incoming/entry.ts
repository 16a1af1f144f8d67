import { z } from 'zod'
import { buttonInputs, type ChoiceOf, isStorable, storable } from '#bot'

/** An id or an address that Slack has made. One that cannot be stored is not Slack's. */
const id = z.string().min(1).max(4096).refine(isStorable)
/** What people have written. */
const words = z.string().transform(storable)

const base = z.object({
  /** Idempotency key: the same each time Slack sends the request. */
  id: id,
  team: id,
  user: id,
  /**
   * When we received it, in milliseconds. A trigger id is valid for 3 seconds from then, a response_url for 30 minutes.
   */
  at: z.number(),
})

const file = z.object({ id: id, name: words, size: z.number().optional() })

const line = base.extend({
  kind: z.literal('line'),
  via: z.enum(['command', 'mention', 'direct', 'shortcut', 'form']),
  channel: id.optional(),
  text: words,
  files: z.array(file),
  thread: id.optional(),
  /** The response_url. */
  respond: id.optional(),
  external: z.boolean().optional(),
  /** The message had been sent before with another text. It is not run, only answered. */
  edited: z.boolean().optional(),
  /** Of a form: the blocks of its fields, those filled in first. */
  fields: z.array(id).optional(),
})

const press = base.extend({
  kind: z.literal('press'),
  channel: id.optional(),
  /** The command line that the button holds. */
  text: words,
  /** Timestamp of the message that holds the button; absent on the home page. */
  message: id.optional(),
  ephemeral: z.boolean(),
  thread: id.optional(),
  block: z.string().refine(isStorable),
  /** The response_url. */
  respond: id.optional(),
})

/** The beginning of a command line, of which the form asks for the rest; `title` is the pressed button's. */
const begun = z.object({ text: words, title: words, input: z.enum(buttonInputs) })

const formRequest = base.extend({ kind: z.literal('open'), trigger: id, begun: begun.optional() })

/** `text` is the command line that counts whom the form now selects. */
const formChange = base.extend({ kind: z.literal('count'), view: id, text: words })

/** `opened`: somebody looks at the page; otherwise they asked for it anew. */
const homeOpened = base.extend({ kind: z.literal('home'), channel: id.optional(), opened: z.boolean().optional() })

/** A request from Slack as the inbox stores it: plain JSON with what its answer needs, and none of Slack's tokens. */
export const entryShape = z.discriminatedUnion('kind', [line, press, formRequest, formChange, homeOpened])

export type Entry = z.infer<typeof entryShape>
/** A command line: typed, or composed by a shortcut or a form. */
export type Line = z.infer<typeof line>
/** A pressed button. */
export type Press = z.infer<typeof press>
/** Somebody asked for the filter form, or, with `begun`, for the form of a button. */
export type FormRequest = z.infer<typeof formRequest>
export type Begun = z.infer<typeof begun>
/** A field of the open filter form has changed. */
export type FormChange = z.infer<typeof formChange>
/** Somebody opened the home page, or asked for it anew. */
export type HomeOpened = z.infer<typeof homeOpened>
export type SharedFile = z.infer<typeof file>

/**
 * What is done with a request: its entry is kept under all of `keys`; or it is answered with what a list may offer; or
 * it is acknowledged and ignored.
 */
export type Reading =
  | { kind: 'keep'; entry: Entry; keys: string[] }
  | { kind: 'offer'; team: string; user: string; of: ChoiceOf; typed: string }
  | { kind: 'ignore'; say?: 'slack.not_let_in' | 'slack.unknown_command' }

export const SLASH_COMMANDS = ['/verifiera', '/verify']
/** The command line for a file that comes with it. */
export const IMPORT_LINE = 'importera'
export const SHORTCUT_CHOOSE = 'choose_accounts'
export const SHORTCUT_IMPORT = 'import_file'
/**
 * Opens the filter form. This button holds no command line: opening a form takes the trigger id that only a press has.
 */
export const ACTION_FORM = 'form'
/** Opens the form of a button with an input, which it names: `input:address:0`. */
export const INPUT_PREFIX = 'input:'
/** Refreshes the home page. */
export const ACTION_HOME = 'home'
