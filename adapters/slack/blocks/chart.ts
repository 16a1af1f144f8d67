import { type Chart, type Curve, type Language, sampled, sparkline } from '#bot'
import { writeNumber } from '#text'
import type { DataVisualization, KnownBlock, RichTextBlock } from '../bolt/sdk.ts'
import { context, LIMIT } from './blocks.ts'
import { legend, squares } from './squares.ts'
import { clean, cut } from './text.ts'

type Write = (n: number) => string

/**
 * Numbers as a picture and in words. A curve is a chart of Slack's own; in `classic` blocks, which every workspace
 * knows, a row of signs takes its place.
 */
export function chart(given: Chart, write: Write, classic: boolean): (KnownBlock | DataVisualization)[] {
  if (given.kind === 'stacked') return given.rows.length ? [{ type: 'divider' }, stacked(given, write)] : []
  const drawn = sparkline(given.days.map(({ sum }) => sum))
  const words = context(classic ? `${given.title}: ${drawn} ${given.alt}` : given.alt, LIMIT.alt)
  return classic || given.days.length === 0 ? [words] : [line(given), words]
}

/** A chart in words, for whoever does not see its picture: each name with its numbers. */
export function chartWords(given: Chart, language: Language): string {
  if (given.kind === 'curve') return `${given.title}: ${given.alt}`
  const number = (n: number) => writeNumber(language, n)
  const lines = given.rows
    .slice(0, LIMIT.bars)
    .map(({ label, parts }) => `${cut(clean(label), 80)}: ${cut(clean(legend(parts, number)), LIMIT.cell)}`)
  return [given.title, ...lines].join('\n')
}

function stacked({ title, rows }: Extract<Chart, { kind: 'stacked' }>, write: Write): RichTextBlock {
  const bold = (text: string) => ({ type: 'text' as const, text, style: { bold: true } })
  const plain = (text: string) => ({ type: 'text' as const, text })
  const lines = rows
    .slice(0, LIMIT.bars)
    .flatMap(({ label, parts }) => [
      bold(`\n${cut(clean(label), 80)}\n`),
      plain(`${squares(parts)}  ${cut(clean(legend(parts, write)), LIMIT.cell)}`),
    ])
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [bold(cut(clean(title), 80)), ...lines] }],
  }
}

/**
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block: at most 20 points, whose labels are those
 * of the axis. A sum is right at any day, so that days between may be left out; the last one is always there.
 */
function line({ title, head, days }: Curve): DataVisualization {
  const data = sampled(days, LIMIT.points).map(({ label, sum }) => ({
    label: cut(clean(label), LIMIT.point),
    value: sum,
  }))
  return {
    type: 'data_visualization',
    title: cut(clean(title), LIMIT.chart),
    chart: {
      type: 'line',
      series: [{ name: cut(clean(head.sum), LIMIT.point), data }],
      axis_config: { categories: data.map(({ label }) => label) },
    },
  }
}
