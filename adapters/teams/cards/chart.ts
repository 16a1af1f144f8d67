import type { Card, Language } from '#bot'
import { say } from '#text'
import type { Element } from './elements.ts'

/** What became of the people of a send, in the order and colours of the picture. */
const parts = [
  ['sent', 'good', 'teams.chart.sent'],
  ['direct', 'categoricalBlue', 'teams.chart.direct'],
  ['failed', 'attention', 'teams.chart.failed'],
  ['skipped', 'neutral', 'teams.chart.skipped'],
  ['inDoubt', 'warning', 'teams.chart.in_doubt'],
] as const

/**
 * The result of a send as a ring, from the numbers of the card's `data`. Clients that have no charts drop it: the same
 * numbers stand in the facts.
 */
export function resultChart({ data }: Card, language: Language): Element[] {
  if (data?.send === undefined || (data.state !== 'done' && data.state !== 'stopped')) return []
  const slices = parts.flatMap(([name, color, legend]) => {
    const value = Number(data[name] ?? 0)
    return value > 0 ? [{ legend: `${say(language, legend)}: ${value}`, value, color }] : []
  })
  return slices.length > 1 ? [{ type: 'Chart.Donut', data: slices, fallback: 'drop' }] : []
}
