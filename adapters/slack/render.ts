import type { Button, Card, Effect, Language, Tone } from '#bot'
import { say } from '#text'
import {
  clean,
  context,
  cut,
  escapeText,
  facts,
  header,
  LIMIT,
  plain,
  section,
  weigh,
  weighBlocks,
} from './blocks/blocks.ts'
import type { KnownBlock, SlackButton } from './blocks/sdk.ts'
import { table } from './blocks/table.ts'

export interface RenderOptions {
  language: Language
  /** Whose card it is: their press may replace it. */
  asker?: string
  /** Blocks that every Slack knows; used once when a newer one is refused, and always on the home page. */
  classic?: boolean
  /** Stands in a channel shared with another organisation. */
  external?: boolean
  /** Keeps block ids apart where several cards share a page. */
  part?: number
  /** Share of the page's characters that this card may use. */
  budget?: number
}

export interface Rendered {
  /** For notifications and screen readers. */
  text: string
  blocks: KnownBlock[]
}

const MARKS: Record<Tone, string> = { info: '', good: '✅ ', warning: '⚠️ ', bad: '⛔ ', question: '❓ ' }
const BAR = 20
const ROW_OF_BUTTONS = 5

/** A card as Block Kit, within every limit of Slack's, user data never parsed. Pure. */
export function render(card: Card, options: RenderOptions): Rendered {
  const budget = options.budget ?? LIMIT.message
  const share = budget / LIMIT.message
  const before: KnownBlock[] = [header(`${MARKS[card.tone]}${card.title}`)]
  if (card.text) before.push(section(card.text, Math.floor(LIMIT.text * share)))
  if (card.progress) before.push(section(bar(card.progress)))
  if (card.facts?.length) before.push(facts(card.facts, Math.floor(LIMIT.facts * share)))
  const after: KnownBlock[] = [...buttonRows(card, options)]
  if (card.note) after.push(context(card.note))
  if (card.files?.length) {
    after.push(context(say(options.language, 'slack.files', { names: card.files.map((file) => file.name).join(', ') })))
  }
  const rows = card.rows ? rowsOf(card.rows, budget - weighBlocks(before) - weighBlocks(after), options) : []
  return { text: fallback(card), blocks: [...before, ...rows, ...after].slice(0, LIMIT.blocks) }
}

function rowsOf(rows: NonNullable<Card['rows']>, budget: number, options: RenderOptions): KnownBlock[] {
  const { blocks, shown } = table(rows, budget - 100, options.classic ?? false)
  if (shown === rows.body.length) return blocks
  return [...blocks, context(say(options.language, 'slack.more_rows', { shown, total: rows.body.length }))]
}

function bar({ done, total }: { done: number; total: number }): string {
  const part = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1
  const full = Math.floor(part * BAR)
  return `${'▓'.repeat(full)}${'░'.repeat(BAR - full)} ${done}/${total} (${Math.floor(part * 100)} %)`
}

function buttonRows(card: Card, options: RenderOptions): KnownBlock[] {
  const buttons = (card.buttons ?? []).filter(fits).slice(0, LIMIT.buttons).map(button)
  const rows: KnownBlock[] = []
  for (let at = 0; at < buttons.length; at += ROW_OF_BUTTONS) {
    rows.push({
      type: 'actions',
      block_id: blockId(card, options, at / ROW_OF_BUTTONS),
      elements: buttons.slice(at, at + ROW_OF_BUTTONS),
    })
  }
  return rows
}

const looks: Record<Effect, { style?: 'primary' | 'danger' }> = {
  primary: { style: 'primary' },
  safe: {},
  dangerous: { style: 'danger' },
}

/** A command cut short would be another command, so a button that does not fit is left out. */
function fits(button: Button): boolean {
  return 'say' in button ? weigh(button.say) <= LIMIT.value : button.open.length <= LIMIT.url
}

function button(button: Button, index: number): SlackButton {
  const text = plain(button.label, LIMIT.button)
  if ('open' in button) return { type: 'button', action_id: `open:${index}`, text, url: button.open }
  return { type: 'button', action_id: `say:${index}`, text, value: button.say, ...looks[button.effect ?? 'safe'] }
}

/** Says nothing about authority: only how the answer to a press is shown. */
function blockId(card: Card, options: RenderOptions, row: number): string {
  const live = (card.kind === 'plan' || card.kind === 'send') && card.buttons?.some((b) => 'effect' in b && b.effect)
  const flags = `${live ? 'l' : ''}${options.external ? 'x' : ''}`
  return ['card', options.asker ?? '', flags, options.part ?? 0, row].join(':')
}

/** What the block of a pressed button tells of its card. */
export function readBlockId(block: string): { asker?: string; live: boolean; external: boolean } {
  const [kind, asker, flags = ''] = block.split(':')
  if (kind !== 'card') return { live: false, external: false }
  return { asker: asker || undefined, live: flags.includes('l'), external: flags.includes('x') }
}

function fallback(card: Card): string {
  const lines = [card.title, card.text ?? '', ...(card.facts ?? []).map(([label, value]) => `${label}: ${value}`)]
  if (card.progress) lines.push(bar(card.progress))
  if (card.note) lines.push(card.note)
  const text = lines.filter(Boolean).map(clean).join('\n')
  // Slack takes no message without any.
  return escapeText(cut(text.trim() || '–', LIMIT.text))
}
