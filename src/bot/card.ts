/** What the bot answers: content without layout. Each platform turns it into its own format in one pure `render`. */
export interface Card {
  kind: CardKind
  tone: Tone
  title: string
  text?: string
  facts?: Fact[]
  rows?: Rows
  progress?: { done: number; total: number }
  /** The parts of one whole, to be drawn in proportion. The words of the card give their numbers too. */
  parts?: Part[]
  charts?: Chart[]
  /** What stands folded, behind these words. A chat that cannot fold shows it below the buttons that decide. */
  fold?: { facts?: string; rows?: string }
  buttons?: Button[]
  files?: CardFile[]
  note?: string
  /** Codes and numbers for programs. Unlike the words of a card, those that the README lists do not change. */
  data?: Record<string, unknown>
}

/**
 * What a card shows, so that a renderer need not guess it from the words. `plan` and `send` show the current state of
 * one plan or send and are updated when it changes; `question` asks what was meant; `refusal` says why nothing was
 * done; `notice` is anything else.
 */
export const cardKinds = [
  'plan',
  'send',
  'person',
  'status',
  'list',
  'help',
  'file',
  'question',
  'refusal',
  'notice',
] as const
export type CardKind = (typeof cardKinds)[number]

/** `question` asks for a decision (a plan, an ambiguity); `bad` is a refusal or a failure. */
export type Tone = 'info' | 'good' | 'warning' | 'bad' | 'question'

export type Fact = [label: string, value: string]

/**
 * A table of at most three columns, so that a telephone can show it. A line break in a cell puts what belongs to its
 * first line below it, such as an address below a name.
 */
export interface Rows {
  head: string[]
  body: string[][]
  /** The columns with numbers, by index; they are aligned on the right. */
  numbers?: number[]
  /** For each row, the line that pressing its first cell says. */
  press?: string[]
  /** The column that says how each row stands, and how that is coloured. */
  chips?: { column: number; looks: Look[] }
}

/** How a part or a series is coloured. `open`: what is left to do. */
export type Look = 'good' | 'direct' | 'waiting' | 'bad' | 'open'

export interface Part {
  label: string
  value: number
  look: Look
}

/**
 * Numbers to be drawn. `alt` says the same in words, for whoever cannot see the picture. `stacked`: a bar of parts for
 * each row. `curve`: for each day, `YYYY-MM-DD`, a number and the sum up to then.
 */
export type Chart = { kind: 'stacked'; title: string; alt: string; rows: { label: string; parts: Part[] }[] } | Curve

export interface Curve {
  kind: 'curve'
  title: string
  alt: string
  /** What the number of a day and the sum are called, such as the heads of a table. */
  head: { day: string; value: string; sum: string }
  /** `label`: the day as people write it. */
  days: { day: string; label: string; value: number; sum: number }[]
}

/**
 * A button says a command or opens an address. Pressing it is the same as typing its command: the rights of whoever
 * presses are checked, so a button grants nothing. With `input`, `say` is the beginning of the line, and whoever
 * presses types the rest: in a form, or in the line that they write. `completed` puts the two together.
 */
export type Button =
  | { label: string; say: string; effect?: Effect; input?: ButtonInput }
  | { label: string; open: string }

/** What is typed after a button's `say`; the texts `input.<name>.*` name it. */
export const buttonInputs = ['address', 'company'] as const
export type ButtonInput = (typeof buttonInputs)[number]

const choices: readonly CardKind[] = ['help', 'question', 'refusal']

/**
 * Whether a button belongs to the answer, and so stands before what is folded: it does something, or the card is one
 * whose buttons are the answer. The others only show more.
 */
export const isDecisive = (card: Card, button: Button): boolean =>
  choices.includes(card.kind) || ('say' in button && button.effect !== undefined)

/** Whether the card is about several things: what is done with one of them stands below it, and not in its place. */
export const isOverview = ({ kind }: Card): boolean => kind === 'status' || kind === 'list'

/**
 * Whether the words of the card name its parts in their order. Then their picture needs no legend; every other one
 * does.
 */
export const namesItsParts = ({ kind, text }: Card): boolean => kind === 'plan' && !!text

/**
 * What pressing does: `primary` is the expected next step, `safe` does no harm (cancel, pause), `dangerous` cannot be
 * undone. A button without an effect only shows something.
 */
export type Effect = 'primary' | 'safe' | 'dangerous'

export interface CardFile {
  name: string
  /** MIME type, e.g. `text/csv; charset=utf-8`. */
  type: string
  bytes: Uint8Array
}

/** The documented JSON form of a card. */
export interface CardJson extends Pick<Card, 'tone' | 'title' | 'text' | 'facts' | 'progress' | 'note' | 'data'> {
  rows?: Pick<Rows, 'head' | 'body'>
  buttons?: Button[]
  files?: { name: string; open: string }[]
}

/**
 * The card in the documented JSON form that `--json` and `POST /chat` return, without the fields that only renderers
 * use. A file becomes `{name, open}` with a `data:` address, so it opens without a server. A button that needs an input
 * says no whole command, and is left out unless asked for with `inputs`.
 */
export function cardJson(card: Card, { inputs = false } = {}): CardJson {
  const { kind: _, files, buttons, rows, parts: __, charts: ___, fold: ____, ...rest } = card
  return {
    ...rest,
    ...(rows && { rows: { head: rows.head, body: rows.body } }),
    ...(buttons && { buttons: buttons.flatMap((one) => buttonJson(one, inputs)) }),
    ...(files && { files: files.map((f) => ({ name: f.name, open: dataAddress(f) })) }),
  }
}

function buttonJson(button: Button, inputs: boolean): Button[] {
  if ('open' in button) return [button]
  const { label, say, input } = button
  if (!input) return [{ label, say }]
  return inputs ? [{ label, say, input }] : []
}

function dataAddress(file: CardFile): string {
  const { buffer, byteOffset, byteLength } = file.bytes
  const content = Buffer.from(buffer, byteOffset, byteLength).toString('base64')
  return `data:${file.type.replace(/;\s*/g, ';')};base64,${content}`
}
