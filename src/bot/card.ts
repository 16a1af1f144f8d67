/** A card is content, not layout: what the bot says. Each platform has one pure renderer for it. */
export interface Card {
  kind: CardKind
  tone: Tone
  title: string
  text?: string
  facts?: Fact[]
  rows?: { head: string[]; body: string[][] }
  progress?: { done: number; total: number }
  buttons?: Button[]
  files?: CardFile[]
  note?: string
  /** Codes and numbers for programs; contract.md lists them per kind of card. */
  data?: Record<string, unknown>
}

/**
 * What a card is, so that no renderer guesses it from words. `plan` and `send` show one plan or send as it stands and are
 * kept in step with it; `question` asks what was meant; `refusal` says why not; `notice` is anything else.
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

/** A button says a command, exactly as if its presser had typed it, or opens an address. Authority is never in the button. */
export type Button = { label: string; say: string; effect?: Effect } | { label: string; open: string }

/**
 * What pressing does: `primary` is the one next step, `safe` its companion, which nobody regrets (cancel, pause),
 * `dangerous` cannot be undone. Without one it only shows something.
 */
export type Effect = 'primary' | 'safe' | 'dangerous'

export interface CardFile {
  name: string
  /** MIME type, e.g. `text/csv; charset=utf-8`. */
  type: string
  bytes: Uint8Array
}

/**
 * The card in the form that programs outside rely on (README, `--json` and `POST /chat`), no field more: a file becomes
 * `{name, open}` with a `data:` address, so it opens without a server.
 */
export function cardJson(card: Card): Record<string, unknown> {
  const { kind: _, files, buttons, ...rest } = card
  return {
    ...rest,
    ...(buttons && { buttons: buttons.map((b) => ('say' in b ? { label: b.label, say: b.say } : b)) }),
    ...(files && { files: files.map((f) => ({ name: f.name, open: dataAddress(f) })) }),
  }
}

function dataAddress(file: CardFile): string {
  return `data:${file.type.replace(/;\s*/g, ';')};base64,${toBase64(file.bytes)}`
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(binary)
}
