import { type Chart, type Curve, type Language, type Look, type Part, sparkline } from '#bot'
import { writeNumber } from '#text'
import { bar, type Element, folded, legend, words } from './elements.ts'
import { weigh } from './text.ts'

type Stacked = Extract<Chart, { kind: 'stacked' }>

/** Microsoft's names for the colours of charts: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards */
const colors: Record<Look, string> = {
  good: 'good',
  direct: 'categoricalBlue',
  waiting: 'warning',
  bad: 'attention',
  open: 'neutral',
}

/**
 * The chart number `at` of a card, in at most `budget` bytes: one of Teams' own and, for clients that have none, the
 * same bars as coloured fields, or the curve as a row of signs and in words. What does not fit is left out: the words
 * of the card have its numbers.
 */
export function chart(given: Chart, language: Language, at: number, budget: number): Element[] {
  if (given.kind === 'curve') return within(budget, curve(given, `curve-${at}`))
  for (let shown = given.rows.length; shown > 0; shown -= 1) {
    const drawn = [stacked({ ...given, rows: given.rows.slice(0, shown) }, language)]
    if (weigh(drawn) <= budget) return drawn
  }
  return []
}

/** The parts that are not empty, with their numbers before their names. */
export const counted = (parts: readonly Part[], language: Language): Part[] =>
  parts
    .filter(({ value }) => value > 0)
    .map((part) => ({ ...part, label: `${writeNumber(language, part.value)} ${part.label}` }))

const within = (budget: number, elements: Element[]) => (weigh(elements) <= budget ? elements : [])

/** The sum day by day. Behind a button it stands in words, for whoever cannot see the picture. */
function curve({ title, alt, head, days }: Curve, id: string): Element[] {
  if (days.length === 0) return []
  const values = days.map(({ day, sum }) => ({ x: day, y: sum }))
  const data = [{ legend: head.sum, values, color: 'good' }]
  const drawn = words(sparkline(days.map(({ sum }) => sum)), 100)
  const fallback = { type: 'Container', items: [small(title), drawn, small(alt)] }
  const line = { type: 'Chart.Line', title, data, fallback }
  return [line, ...folded(id, title, [small(alt)])]
}

function stacked({ title, rows }: Stacked, language: Language): Element {
  const data = rows.map(({ label, parts }) => ({
    title: label,
    data: parts.map(({ label: legend, value, look }) => ({ legend, value, color: colors[look] })),
  }))
  const items = rows.flatMap(({ label, parts }) => {
    const numbers = counted(parts, language).map((part) => part.label)
    return [small([label, numbers.join(' · ')].filter(Boolean).join(': ')), bar(parts)]
  })
  const all = rows.flatMap(({ parts }) => parts.filter(({ value }) => value > 0))
  const kinds = [...new Map(all.map((part) => [part.label, part])).values()]
  const fallback = { type: 'Container', items: [small(title), ...items, legend(kinds)] }
  return { type: 'Chart.HorizontalBar.Stacked', title, data, fallback }
}

const small = (text: string): Element => words(text, 900, { isSubtle: true, size: 'Small' })
