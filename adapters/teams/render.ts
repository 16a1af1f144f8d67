import { type Button, type Card, isDecisive, isOverview, type Language, namesItsParts, percent, type Tone } from '#bot'
import { say } from '#text'
import { action, STAYS } from './cards/actions.ts'
import { chart, counted } from './cards/chart.ts'
import { bar, type Element, folded, legend, paragraphs, progress, words } from './cards/elements.ts'
import { pairs, table } from './cards/table.ts'
import { clean, cut, weigh } from './cards/text.ts'

export interface RenderOptions {
  language: Language
  /** The files of the card cannot be handed over in this conversation; the card says where they can. */
  filesElsewhere?: boolean
  /** The command that produced the card, from which a button makes its file again. */
  line?: string | undefined
}

/** An Adaptive Card 1.5. */
export type AdaptiveCard = { type: 'AdaptiveCard'; version: '1.5' } & Record<string, unknown>

/** Microsoft's documentation and clients differ about the limit, in bytes; all of them show a card of this size. */
const budget = 27_000
const share = { title: 900, text: 4500, facts: 6000, charts: 7000, buttons: 7000, note: 1200 }
/** In characters: what fits into a card of 320 pixels, and what the edges of a button take. */
const rowWidth = 36
const buttonEdges = 5

const looks: Record<Tone, { style: string; symbol: string }> = {
  info: { style: 'emphasis', symbol: '' },
  good: { style: 'good', symbol: '✅ ' },
  warning: { style: 'warning', symbol: '⚠️ ' },
  bad: { style: 'attention', symbol: '⛔ ' },
  question: { style: 'accent', symbol: '❓ ' },
}

/**
 * Renders a card as an Adaptive Card of less than 28 KB, in which text is never read as markup: the title, the numbers
 * and their picture, the buttons that decide, then what can be folded, and the other buttons last.
 */
export function render(card: Card, options: RenderOptions): AdaptiveCard {
  const { style, symbol } = looks[card.tone]
  const title = words(symbol + card.title, share.title, { size: 'Medium', weight: 'Bolder' })
  const before: Element[] = [{ type: 'Container', style, bleed: true, items: [title] }]
  const hasParts = card.parts?.some(({ value }) => value > 0)
  if (hasParts) before.push(bar(card.parts!))
  if (hasParts && !namesItsParts(card)) before.push(legend(counted(card.parts!, options.language)))
  if (card.text) before.push(...paragraphs(card.text, share.text, card.facts || card.charts ? 40 : 90))
  if (card.progress && !hasParts) before.push(progress(card.progress.done, card.progress.total))
  if (card.progress) before.push(percentText(card.progress, options))
  const { decisive, others } = buttons(card, options)
  before.push(...decisive)
  if (card.facts?.length) before.push(...folded('facts', card.fold?.facts, pairs(card.facts, share.facts)))
  before.push(...charts(card, options))
  const after: Element[] = []
  if (card.note) after.push(words(card.note, share.note, { isSubtle: true, size: 'Small' }))
  if (card.files?.length && options.filesElsewhere) after.push(small(say(options.language, 'teams.file_in_personal')))
  if (wantsText(card, options)) after.push(small(say(options.language, 'teams.file_consent')))
  after.push(...others)
  const whole: AdaptiveCard = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: options.language,
    speak: summarise(card),
    fallbackText: summarise(card),
    ...((card.rows || card.charts) && { msteams: { width: 'Full' } }),
    body: [...before, ...after],
  }
  if (card.rows?.body.length) whole.body = [...before, ...rows(card, budget - weigh(whole), options), ...after]
  return whole
}

/** The card in one line, for notifications, screen readers and clients that do not show cards. */
export function summarise(card: Card): string {
  const rest = card.text ?? card.facts?.map(([label, value]) => `${label}: ${value}`).join(', ') ?? ''
  const stop = /[.!?:…]$/.test(card.title) ? '' : '.'
  return cut(clean(rest ? `${card.title}${stop} ${rest}` : card.title).replace(/\s+/g, ' '), 400)
}

/** The card as a short text without formatting, for a notice that leaves the pressed card as it is. */
export function renderText(card: Card): string {
  return cut(clean([card.title, card.text, card.note].filter(Boolean).join('\n')), 1500)
}

/** The card as plain lines, with the commands that its buttons say. */
export function renderLines(card: Card): string {
  const facts = (card.facts ?? []).map(([label, value]) => `${label}: ${value}`)
  const cells = (card.rows?.body ?? []).map((row) => row.join(', ').replaceAll('\n', ' '))
  const commands = (card.buttons ?? []).map((one) => `${one.label}: ${'say' in one ? one.say : one.open}`)
  return cut(
    [card.title, card.text, ...facts, ...cells, ...commands, card.note]
      .filter(Boolean)
      .map((one) => clean(one!))
      .join('\n'),
    4000,
  )
}

function rows({ rows, fold }: Card, left: number, { language }: RenderOptions): Element[] {
  const { element, shown } = table(rows!, left - 600)
  const total = rows!.body.length
  const cutShort = shown < total ? [small(say(language, 'teams.rows_cut', { shown, total }))] : []
  return folded('rows', fold?.rows, shown === 0 ? cutShort : [element, ...cutShort])
}

function charts({ charts = [] }: Card, { language }: RenderOptions): Element[] {
  let left = share.charts
  return charts.flatMap((one, at) => {
    const elements = chart(one, language, at, left)
    left -= weigh(elements)
    return elements
  })
}

function percentText({ done, total }: NonNullable<Card['progress']>, { language }: RenderOptions): Element {
  return small(say(language, 'general.progress', { done, total, percent: total > 0 ? percent(done, total) : '100' }))
}

/** A file that the reader can have here, but that some clients cannot save. */
const wantsText = (card: Card, options: RenderOptions) =>
  card.kind === 'file' && card.files?.[0] && !options.filesElsewhere && options.line ? card.files[0] : undefined

/**
 * Buttons that do something stand together, before what can be folded; those that only show something come last.
 */
function buttons(card: Card, options: RenderOptions): { decisive: Element[]; others: Element[] } {
  let left = share.buttons
  const within = (made: Element | undefined) => {
    left -= made ? weigh(made) + 1 : 0
    return made && left >= 0 ? [made] : []
  }
  const decides = (button: Button) => isDecisive(card, button)
  const given = card.buttons ?? []
  const file = wantsText(card, options)
  const asText: Button = { label: say(options.language, 'teams.file_as_text'), say: options.line ?? '' }
  const stays: Record<string, true> = isOverview(card) ? { [STAYS]: true } : {}
  const decisive = given.filter(decides).flatMap((button) => within(action(button, options.language, stays)))
  const others = [
    ...(file ? within(action(asText, options.language, { file: file.name })) : []),
    ...given.filter((button) => !decides(button)).flatMap((button) => within(action(button, options.language))),
  ]
  return { decisive: inRows(decisive), others: inRows(others) }
}

/** Rows that fit on a telephone, because not every client wraps a row that is too wide. */
function inRows(actions: Element[]): Element[] {
  const rows: Element[][] = []
  let used = 0
  for (const one of actions) {
    const width = String(one.title).length + buttonEdges
    used = rows.length > 0 && used + width <= rowWidth ? used + width : rowWidth + 1
    if (used > rowWidth) {
      rows.push([])
      used = width
    }
    rows.at(-1)!.push(one)
  }
  return rows.map((row) => ({ type: 'ActionSet', actions: row }))
}

const small = (text: string): Element => words(text, 400, { isSubtle: true, size: 'Small' })
