/** A card as `cardJson` makes it, which the terminal prints and the socket carries. */
export interface CardJson {
  tone?: string
  title: string
  text?: string
  facts?: [string, string][]
  rows?: { head: string[]; body: string[][] }
  progress?: { done: number; total: number }
  buttons?: { label: string; say?: string; open?: string }[]
  files?: { name: string; open: string }[]
  note?: string
  data?: Record<string, unknown>
}

/** A line for the bot. */
export interface ConsoleRequest {
  line: string
  file?: { name: string; base64: string }
  language?: 'sv' | 'en'
}

export type Ask = (request: ConsoleRequest) => Promise<CardJson>

/** Whether the line was refused or not understood. */
export const isRefused = (card: CardJson): boolean => Boolean(card.data?.refused)

/** The bytes of a file, which a card has as a `data:` address. */
export function fileBytes(open: string): Uint8Array {
  return Buffer.from(open.slice(open.indexOf(',') + 1), 'base64')
}
