import { type Button, type Card, type Language, percent, type Tone } from '#bot'
import { say } from '#text'
import { resultChart } from './cards/chart.ts'
import { action, type Element, facts, paragraphs, progress, table, words } from './cards/elements.ts'
import { clean, cut, weigh } from './cards/text.ts'

export interface RenderOptions {
  language: Language
  /** The files of the card cannot be handed over in this conversation; the card says where they can. */
  filesElsewhere?: boolean
}

/** An Adaptive Card 1.5. */
export type AdaptiveCard = { type: 'AdaptiveCard'; version: '1.5' } & Record<string, unknown>

/** Microsoft's documentation and clients differ about the limit, in bytes; all of them show a card of this size. */
const budget = 27_000
const share = { title: 900, text: 4500, facts: 6000, buttons: 7000, note: 1200 }
const buttonsInARow = 5

const looks: Record<Tone, { style: string; symbol: string }> = {
  info: { style: 'emphasis', symbol: '' },
  good: { style: 'good', symbol: '✅ ' },
  warning: { style: 'warning', symbol: '⚠️ ' },
  bad: { style: 'attention', symbol: '⛔ ' },
  question: { style: 'accent', symbol: '❓ ' },
}

/** Renders a card as an Adaptive Card of less than 28 KB, in which text is never read as markup. */
export function render(card: Card, options: RenderOptions): AdaptiveCard {
  const { style, symbol } = looks[card.tone]
  const title = words(symbol + card.title, share.title, { size: 'Medium', weight: 'Bolder' })
  const before: Element[] = [{ type: 'Container', style, bleed: true, items: [title] }]
  if (card.text) before.push(...paragraphs(card.text, share.text))
  if (card.progress) before.push(progress(card.progress.done, card.progress.total), percentText(card.progress, options))
  if (card.facts?.length) before.push(facts(card.facts, share.facts))
  before.push(...resultChart(card, options.language))
  const after: Element[] = []
  if (card.note) after.push(words(card.note, share.note, { isSubtle: true, size: 'Small' }))
  if (card.files?.length && options.filesElsewhere) after.push(small(say(options.language, 'teams.file_in_personal')))
  const { actions, sets } = buttons(card.buttons ?? [])
  const whole: AdaptiveCard = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: summarise(card),
    ...(card.rows && { msteams: { width: 'Full' } }),
    body: [...before, ...after, ...sets],
    ...(actions.length > 0 && { actions }),
  }
  if (card.rows?.body.length)
    whole.body = [...before, ...rows(card.rows, budget - weigh(whole), options), ...after, ...sets]
  return whole
}

/** The card in one line, for notifications and for clients that do not show cards. */
export function summarise(card: Card): string {
  const rest = card.text ?? card.facts?.map(([label, value]) => `${label}: ${value}`).join(', ') ?? ''
  return cut(clean(rest ? `${card.title}. ${rest}` : card.title).replace(/\s+/g, ' '), 400)
}

/** The card as a short text without formatting, for a notice that leaves the pressed card as it is. */
export function renderText(card: Card): string {
  return cut(clean([card.title, card.text, card.note].filter(Boolean).join('\n')), 1500)
}

function rows(given: NonNullable<Card['rows']>, left: number, { language }: RenderOptions): Element[] {
  const { element, shown } = table(given, left - 300)
  if (shown === given.body.length) return [element]
  const cutShort = small(say(language, 'teams.rows_cut', { shown, total: given.body.length }))
  return shown === 0 ? [cutShort] : [element, cutShort]
}

function percentText({ done, total }: NonNullable<Card['progress']>, { language }: RenderOptions): Element {
  return small(say(language, 'teams.progress', { done, total, percent: total > 0 ? percent(done, total) : '100' }))
}

/** Clients show only the first few actions of a card; more than those go into rows of their own. */
function buttons(given: readonly Button[]): { actions: Element[]; sets: Element[] } {
  const kept: Element[] = []
  let left = share.buttons
  for (const button of given) {
    const made = action(button)
    left -= made ? weigh(made) + 1 : 0
    if (made && left >= 0) kept.push(made)
  }
  if (kept.length <= buttonsInARow) return { actions: kept, sets: [] }
  const sets: Element[] = []
  for (let at = 0; at < kept.length; at += buttonsInARow)
    sets.push({ type: 'ActionSet', actions: kept.slice(at, at + buttonsInARow) })
  return { actions: [], sets }
}

const small = (text: string): Element => words(text, 400, { isSubtle: true, size: 'Small' })
