import type {
  DataVisualization,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  RichTextBlock,
  SectionBlock,
} from '../bolt/sdk.ts'
import { clean, cut, lengthOf } from './text.ts'

/**
 * Slack's limits, or lower ones of our own. Slack takes at most 50 blocks, and refuses a message of more than about
 * 12,000 characters with `msg_blocks_too_long`, a limit that it does not document.
 */
export const LIMIT = {
  blocks: 45,
  message: 9_000,
  header: 150,
  section: 3_000,
  text: 3_000,
  facts: 2_400,
  note: 600,
  button: 75,
  value: 2_000,
  url: 3_000,
  buttons: 25,
  rows: 60,
  columns: 20,
  cell: 200,
  options: 100,
  option: 75,
  /** Of a chart: its title, its points and their labels, and how many bars are drawn in squares. */
  chart: 50,
  points: 20,
  point: 20,
  bars: 12,
  alt: 900,
} as const

/**
 * Text in which Slack parses nothing: no emoji codes, mentions or links. What people wrote is always shown this way.
 */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(clean(text), max), emoji: false }
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(text, LIMIT.header) }
}

export function section(text: string, max: number = LIMIT.section): SectionBlock {
  return { type: 'section', text: plain(text, max) }
}

export function context(text: string, max: number = LIMIT.note): KnownBlock {
  return { type: 'context', elements: [plain(text, max)] }
}

/** Lines of a bold label and a value, at most `max` characters in all. An ellipsis stands for those left out. */
export function facts(pairs: readonly (readonly [string, string])[], max: number): RichTextBlock {
  const elements: { type: 'text'; text: string; style?: { bold: true } }[] = []
  let left = max
  for (const [label, value] of pairs) {
    if (left < 40) {
      elements.push({ type: 'text', text: '…' })
      break
    }
    const bold = `${cut(clean(label), Math.min(100, left - 20))}: `
    const rest = `${cut(clean(value), Math.max(10, left - lengthOf(bold) - 2))}\n`
    left -= lengthOf(bold) + lengthOf(rest)
    elements.push({ type: 'text', text: bold, style: { bold: true } }, { type: 'text', text: rest })
  }
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}

/** The length of all readable text in the blocks, by Slack's count. */
export function lengthOfBlocks(blocks: readonly (KnownBlock | DataVisualization)[]): number {
  return blocks.reduce((sum, block) => sum + lengthOfTexts(block), 0)
}

function lengthOfTexts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthOfTexts(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, item]) => {
    return sum + (key === 'text' && typeof item === 'string' ? lengthOf(item) : lengthOfTexts(item))
  }, 0)
}
