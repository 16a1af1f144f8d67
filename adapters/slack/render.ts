import type { Card, Language, Tone } from '#bot'
import { say } from '#text'
import { context, facts, header, LIMIT, lengthOfBlocks, section } from './blocks/blocks.ts'
import { buttonRows, type CardOrigin } from './blocks/buttons.ts'
import { table } from './blocks/table.ts'
import { clean, cut, escapeText } from './blocks/text.ts'
import type { KnownBlock } from './bolt/sdk.ts'

export interface RenderOptions extends CardOrigin {
  language: Language
  /** Only blocks that every workspace knows and that the home page allows: no table. */
  classic?: boolean
  /** How many characters the card may have in all. */
  budget?: number
}

export interface Rendered {
  /** For notifications and screen readers. */
  text: string
  blocks: KnownBlock[]
}

const EMOJI: Record<Tone, string> = { info: '', good: '✅ ', warning: '⚠️ ', bad: '⛔ ', question: '❓ ' }
const BAR_LENGTH = 20
/** Characters for the line that says how many rows are shown. */
const MORE_ROWS = 100

/** A card as Block Kit, within Slack's limits. Pure. */
export function render(card: Card, options: RenderOptions): Rendered {
  const budget = options.budget ?? LIMIT.message
  const share = budget / LIMIT.message
  const before: KnownBlock[] = [header(`${EMOJI[card.tone]}${card.title}`)]
  if (card.text) before.push(section(card.text, Math.floor(LIMIT.text * share)))
  if (card.progress) before.push(section(bar(card.progress)))
  if (card.facts?.length) before.push(facts(card.facts, Math.floor(LIMIT.facts * share)))
  const after: KnownBlock[] = [...buttonRows(card, options)]
  if (card.note) after.push(context(card.note))
  if (card.files?.length) {
    after.push(context(say(options.language, 'slack.files', { names: card.files.map((file) => file.name).join(', ') })))
  }
  const rows = card.rows ? rowsOf(card.rows, budget - lengthOfBlocks(before) - lengthOfBlocks(after), options) : []
  return { text: fallback(card), blocks: [...before, ...rows, ...after].slice(0, LIMIT.blocks) }
}

function rowsOf(rows: NonNullable<Card['rows']>, budget: number, options: RenderOptions): KnownBlock[] {
  const { blocks, shown } = table(rows, budget - MORE_ROWS, options.classic ?? false)
  if (shown === rows.body.length) return blocks
  return [...blocks, context(say(options.language, 'slack.more_rows', { shown, total: rows.body.length }))]
}

function bar({ done, total }: { done: number; total: number }): string {
  const part = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1
  const full = Math.floor(part * BAR_LENGTH)
  return `${'▓'.repeat(full)}${'░'.repeat(BAR_LENGTH - full)} ${done}/${total} (${Math.floor(part * 100)} %)`
}

function fallback(card: Card): string {
  const lines = [card.title, card.text ?? '', ...(card.facts ?? []).map(([label, value]) => `${label}: ${value}`)]
  if (card.progress) lines.push(bar(card.progress))
  if (card.note) lines.push(card.note)
  const text = lines.filter(Boolean).map(clean).join('\n')
  return escapeText(cut(text.trim() || '–', LIMIT.text))
}
