/** A card as `cardJson` gives it: what the terminal prints, and what travels over the socket. */
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

/** One line for the bot. */
export interface ConsoleRequest {
  line: string
  file?: { name: string; base64: string }
  language?: 'sv' | 'en'
}

export type Ask = (request: ConsoleRequest) => Promise<CardJson>

/** Refused or not understood: the command line ends with 2. */
export const isRefused = (card: CardJson): boolean => Boolean(card.data?.refused)

/** The bytes of a file that a card carries as a `data:` address. */
export function fileBytes(open: string): Uint8Array {
  return Buffer.from(open.slice(open.indexOf(',') + 1), 'base64')
}
