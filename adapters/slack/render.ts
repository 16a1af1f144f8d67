import { type Card, type Language, namesItsParts, percent, type Tone } from '#bot'
import { say, writeNumber } from '#text'
import { context, facts, header, LIMIT, lengthOfBlocks, section } from './blocks/blocks.ts'
import { buttonRows, type CardOrigin, rowChoice } from './blocks/buttons.ts'
import { chart } from './blocks/chart.ts'
import { factLines, folded } from './blocks/fold.ts'
import { legend, squares } from './blocks/squares.ts'
import { table } from './blocks/table.ts'
import { clean, cut, escapeText } from './blocks/text.ts'
import type { DataVisualization, KnownBlock } from './bolt/sdk.ts'

export interface RenderOptions extends CardOrigin {
  language: Language
  /** Only blocks that every workspace knows and that the home page allows: no table, chart or container. */
  classic?: boolean
  /** How many characters the card may have in all. */
  budget?: number
}

export type CardBlock = KnownBlock | DataVisualization

export interface Rendered {
  /** For notifications and screen readers. */
  text: string
  blocks: CardBlock[]
}

const EMOJI: Record<Tone, string> = { info: '', good: '✅ ', warning: '⚠️ ', bad: '⛔ ', question: '❓ ' }
/** Characters for the line that says how many rows are shown. */
const MORE_ROWS = 100
/** A message may have two charts of Slack's own. */
export const CHARTS = 2

/**
 * A card as Block Kit, within Slack's limits. Pure. The answer comes first: the title, the picture, the numbers and the
 * buttons that decide; then what can be folded, and the other buttons last.
 */
export function render(card: Card, options: RenderOptions): Rendered {
  const { language, classic = false, budget = LIMIT.message } = options
  const share = budget / LIMIT.message
  const { decisive, others } = buttonRows(card, options)
  const before: CardBlock[] = [
    header(`${EMOJI[card.tone]}${card.title}`),
    ...picture(card, language),
    ...(card.text ? [section(card.text, Math.floor(LIMIT.text * share))] : []),
    ...(card.progress ? [section(progress(card.progress, language, hasParts(card)))] : []),
    ...decisive,
  ]
  const numbers = factBlocks(card, Math.floor(LIMIT.facts * share), classic)
  const names = (card.files ?? []).map((file) => file.name).join(', ')
  const after: CardBlock[] = [
    ...others,
    ...(card.note ? [context(card.note)] : []),
    ...(names ? [context(say(language, 'slack.files', { names }))] : []),
  ]
  const left = budget - lengthOfBlocks([...before, ...numbers, ...after])
  const drawn = charts(card, options, left)
  const rows = card.rows ? rowsOf(card, left - lengthOfBlocks(drawn), options) : []
  return {
    text: fallback(card, language),
    blocks: [...before, ...numbers, ...drawn, ...rows, ...after].slice(0, LIMIT.blocks),
  }
}

const hasParts = ({ parts = [] }: Card): boolean => parts.some(({ value }) => value > 0)

/** The parts in squares and, unless the words of the card do it, what the colours mean. */
function picture(card: Card, language: Language): CardBlock[] {
  if (!hasParts(card)) return []
  const words = namesItsParts(card) ? [] : [legend(card.parts!, (n) => writeNumber(language, n))]
  return [section([squares(card.parts!), ...words].join('\n'), LIMIT.text)]
}

function factBlocks({ facts: given = [], fold }: Card, max: number, classic: boolean): CardBlock[] {
  if (given.length === 0) return []
  return fold?.facts ? folded(fold.facts, factLines(given, max), classic) : [facts(given, max)]
}

/** Charts that do not fit are left out: the words of the card have their numbers. */
function charts({ charts: given = [] }: Card, { language, classic = false }: RenderOptions, left: number): CardBlock[] {
  let rest = left
  return given.slice(0, CHARTS).flatMap((one) => {
    const blocks = chart(one, (n) => writeNumber(language, n), classic)
    rest -= lengthOfBlocks(blocks)
    return rest >= 0 ? blocks : []
  })
}

function rowsOf(card: Card, budget: number, options: RenderOptions): CardBlock[] {
  const { language, classic = false } = options
  const { rows, fold } = card
  const total = rows!.body.length
  const { blocks, shown } = table(rows!, Math.floor((budget - MORE_ROWS) * (rows!.press ? 0.7 : 1)), classic)
  const more = shown < total ? [context(say(language, 'slack.more_rows', { shown, total }))] : []
  const choice = rowChoice(card, options, shown, say(language, 'slack.choose_row'))
  if (fold?.rows) return [...folded(fold.rows, blocks, classic), ...more, ...choice]
  return [...blocks, ...more, ...choice]
}

function progress({ done, total }: NonNullable<Card['progress']>, language: Language, isDrawn: boolean): string {
  const words = say(language, 'general.progress', { done, total, percent: total > 0 ? percent(done, total) : '100' })
  if (isDrawn) return words
  const whole = Math.max(total, 1)
  const filled = total > 0 ? Math.min(whole, Math.max(0, done)) : whole
  const parts = [
    { value: filled, look: 'good' },
    { value: whole - filled, look: 'open' },
  ] as const
  return `${squares(parts)}  ${words}`
}

function fallback(card: Card, language: Language): string {
  const lines = [card.title, card.text ?? '', ...(card.facts ?? []).map(([label, value]) => `${label}: ${value}`)]
  if (card.progress) lines.push(progress(card.progress, language, true))
  for (const { title, alt } of card.charts ?? []) lines.push(`${title}: ${alt}`)
  if (card.note) lines.push(card.note)
  const text = lines.filter(Boolean).map(clean).join('\n')
  return escapeText(cut(text.trim() || '–', LIMIT.text))
}
