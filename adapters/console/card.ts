import type { Chart, Language, Part } from '#bot'

/**
 * A card as `cardJson` makes it, with the buttons that need an input and what is to be drawn; the socket carries it.
 */
export interface CardJson {
  tone?: string
  title: string
  text?: string
  facts?: [string, string][]
  rows?: { head: string[]; body: string[][] }
  progress?: { done: number; total: number }
  parts?: Part[]
  charts?: Chart[]
  /** The words of the card give the numbers of its parts. */
  namesItsParts?: boolean
  /** The language of the card, in which its numbers are written. */
  language?: Language
  buttons?: { label: string; say?: string; open?: string; input?: string }[]
  files?: { name: string; open: string }[]
  note?: string
  data?: Record<string, unknown>
}

/** The documented form, which `--json` prints: content alone, and every button says a whole command. */
export function documented(given: CardJson): CardJson {
  const { buttons, parts: _, charts: __, namesItsParts: ___, language: ____, ...card } = given
  return { ...card, ...(buttons && { buttons: buttons.filter(({ input }) => !input) }) }
}

/** A line for the bot. */
export interface ConsoleRequest {
  line: string
  /** `read` may be called several times: what is large is not held meanwhile. */
  file?: { name: string; size: number; read(): Promise<Uint8Array> }
  language?: 'sv' | 'en'
}

/** Says a line. While the answer takes long, `meanwhile` gets cards that show how far it is. */
export type Ask = (request: ConsoleRequest, meanwhile?: (card: CardJson) => void) => Promise<CardJson>

/** The whole lines that may come of one that is being typed. */
export type Complete = (line: string, language: 'sv' | 'en') => Promise<string[]>

/** Whether the line was refused or not understood. */
export const isRefused = (card: CardJson): boolean => Boolean(card.data?.refused)

/** The bytes of a file, which a card has as a `data:` address. */
export function fileBytes(open: string): Uint8Array {
  return Buffer.from(open.slice(open.indexOf(',') + 1), 'base64')
}
