import type { Card, Language } from '#bot'
import { say } from '#text'
import type { Element } from './elements.ts'

/** The outcomes of a send, in the order and colours of the chart. */
const outcomes = [
  ['sent', 'good', 'teams.chart.sent'],
  ['direct', 'categoricalBlue', 'teams.chart.direct'],
  ['failed', 'attention', 'teams.chart.failed'],
  ['skipped', 'neutral', 'teams.chart.skipped'],
  ['inDoubt', 'warning', 'teams.chart.in_doubt'],
] as const

/**
 * The result of a send as a donut chart, from the numbers in the card's `data`. Clients without charts leave it out:
 * the facts of the card have the same numbers.
 */
export function resultChart({ data }: Card, language: Language): Element[] {
  if (data?.send === undefined || (data.state !== 'done' && data.state !== 'stopped')) return []
  const slices = outcomes.flatMap(([name, color, legend]) => {
    const value = Number(data[name] ?? 0)
    return value > 0 ? [{ legend: `${say(language, legend)}: ${value}`, value, color }] : []
  })
  return slices.length > 1 ? [{ type: 'Chart.Donut', data: slices, fallback: 'drop' }] : []
}
