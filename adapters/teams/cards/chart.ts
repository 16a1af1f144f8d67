import type { Chart, Look } from '#bot'
import { bar, type Element, words } from './elements.ts'

/** Microsoft's names for the colours of charts: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards */
const colors: Record<Look, string> = {
  good: 'good',
  direct: 'categoricalBlue',
  waiting: 'warning',
  bad: 'attention',
  open: 'neutral',
}

/** A chart of Teams' own, and for clients that have none the same bars as coloured fields, or its words. */
export function chart(given: Chart): Element {
  if (given.kind === 'curve') {
    const values = given.days.map(({ day, value }) => ({ x: day, y: value }))
    const data = [{ legend: given.title, values, color: 'good' }]
    return { type: 'Chart.Line', title: given.title, data, fallback: small(given.alt) }
  }
  const data = given.rows.map(({ label, parts }) => ({
    title: label,
    data: parts.map(({ label: legend, value, look }) => ({ legend, value, color: colors[look] })),
  }))
  const items = given.rows.flatMap(({ label, parts }) => [{ ...small(label), spacing: 'Small' }, bar(parts)])
  const fallback = { type: 'Container', items: [small(given.title), ...items] }
  return { type: 'Chart.HorizontalBar.Stacked', title: given.title, data, fallback }
}

const small = (text: string): Element => words(text, 400, { isSubtle: true, size: 'Small' })
