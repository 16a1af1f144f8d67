import type { HeaderBlock, KnownBlock, PlainTextElement, RichTextBlock, SectionBlock } from './sdk.ts'

/** Slack's limits and our own lower budgets; a message over about 12,000 characters in all is refused whatever its parts. */
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
  rows: 25,
  columns: 20,
  cell: 200,
} as const

const segments = new Intl.Segmenter('sv', { granularity: 'grapheme' })

/** Slack keeps `&`, `<` and `>` escaped and counts them so; everything else as UTF-16. */
export function weigh(text: string): number {
  let weight = text.length
  for (const char of text)
    if (char === '&') weight += 4
    else if (char === '<' || char === '>') weight += 3
  return weight
}

/** At most `max` by Slack's count, cut between whole characters as people see them, with an ellipsis. */
export function cut(text: string, max: number): string {
  if (weigh(text) <= max) return text
  let kept = ''
  let weight = 1
  for (const { segment } of segments.segment(text.slice(0, max))) {
    weight += weigh(segment)
    if (weight > max) break
    kept += segment
  }
  return `${kept}…`
}

/** Control, bidirectional and unpaired surrogate characters; line breaks stay. */
const INVISIBLE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu

/** Without control and bidirectional characters, which could make a name look like something else. Never empty. */
export function clean(text: string): string {
  const cleaned = text.replace(INVISIBLE, '')
  return cleaned.trim() === '' ? '–' : cleaned
}

/** For the fallback text only, which Slack reads as mrkdwn. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Nothing in it is parsed: no emoji codes, no mentions, no links. */
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

/** Lines of a bold label and a value; what does not fit is left out, and the ellipsis says so. */
export function facts(pairs: readonly (readonly [string, string])[], max: number): RichTextBlock {
  const elements: { type: 'text'; text: string; style?: { bold: true } }[] = []
  let left = max
  for (const [label, value] of pairs) {
    if (left < 40) {
      elements.push({ type: 'text', text: '…' })
      break
    }
    const bold = `${cut(clean(label), Math.min(100, left - 20))}: `
    const rest = `${cut(clean(value), Math.max(10, left - weigh(bold) - 2))}\n`
    left -= weigh(bold) + weigh(rest)
    elements.push({ type: 'text', text: bold, style: { bold: true } }, { type: 'text', text: rest })
  }
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}

/** What the readable text of blocks adds up to, by Slack's count. */
export function weighBlocks(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + weighTexts(block), 0)
}

function weighTexts(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + weighTexts(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, item]) => {
    return sum + (key === 'text' && typeof item === 'string' ? weigh(item) : weighTexts(item))
  }, 0)
}
