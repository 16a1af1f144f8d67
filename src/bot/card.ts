/** A card is content, not layout: what the bot says. Each platform has one pure renderer for it. */
export interface Card {
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

/** `question` asks for a decision (a plan, an ambiguity); `bad` is a refusal or a failure. */
export type Tone = 'info' | 'good' | 'warning' | 'bad' | 'question'

export type Fact = [label: string, value: string]

/** A button says a command, exactly as if its presser had typed it, or opens an address. Authority is never in the button. */
export type Button = { label: string; say: string; style?: 'primary' | 'danger' } | { label: string; open: string }

export interface CardFile {
  name: string
  /** MIME type, e.g. `text/csv; charset=utf-8`. */
  type: string
  bytes: Uint8Array
}

/** The card as JSON (contract.md): a file becomes `{name, open}` with a `data:` address, so it opens without a server. */
export function cardJson(card: Card): Record<string, unknown> {
  const { files, buttons, ...rest } = card
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
