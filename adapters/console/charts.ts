import { styleText } from 'node:util'
import { apportion, type Chart, type Curve, type Language, type Look, type Part, sampled } from '#bot'
import { writeNumber } from '#text'
import type { CardJson } from './card.ts'

/** How pictures are drawn: in so many columns, or in lines of any length; `clean` makes a text harmless. */
export interface Drawing {
  columns?: number | undefined
  colour: boolean
  language: Language
  clean(text: string): string
}

/** The sign of each part, so that a bar can be read without its colours. */
const looks = {
  good: ['█', 'green'],
  direct: ['▓', 'blue'],
  waiting: ['▒', 'yellow'],
  bad: ['╳', 'red'],
  open: ['░', 'dim'],
} as const satisfies Record<Look, readonly [string, string]>

const margin = '  '
const length = 30
const mostLabel = 24
const height = 4
const heights = ' ▁▂▃▄▅▆▇█'

/** The parts of the card as one bar, with their numbers, unless its words give them. */
export function drawParts({ parts, namesItsParts }: CardJson, drawing: Drawing): string {
  if (!parts?.some(({ value }) => value > 0)) return ''
  const legend = namesItsParts ? [] : wrapped(numbers(parts, drawing), margin.length, drawing.columns)
  return [bar(parts, drawing), ...legend].map((line) => margin + line).join('\n')
}

export const drawCharts = ({ charts = [] }: CardJson, drawing: Drawing): string =>
  charts
    .map((chart) => (chart.kind === 'curve' ? drawCurve(chart, drawing) : drawStacked(chart, drawing)))
    .filter(Boolean)
    .join('\n\n')

/** A bar for each row, with its numbers beside it, or below it where they do not fit beside. */
function drawStacked({ title, rows }: Extract<Chart, { kind: 'stacked' }>, drawing: Drawing): string {
  if (rows.length === 0) return ''
  const labels = rows.map(({ label }) => drawing.clean(label))
  const widest = Math.min(mostLabel, Math.max(...labels.map((label) => [...label].length)))
  const lines = rows.flatMap(({ parts }, at) => {
    const begun = `${margin}${fitted(labels[at]!, widest)}  `
    const said = numbers(parts, drawing)
    const beside = begun.length + length + 2 + said.reduce((sum, { width }) => sum + width + 3, -3)
    if (beside <= (drawing.columns ?? Number.POSITIVE_INFINITY))
      return [`${begun}${bar(parts, drawing)}  ${said.map(({ text }) => text).join(' · ')}`.trimEnd()]
    return [
      `${begun}${bar(parts, drawing)}`,
      ...wrapped(said, begun.length, drawing.columns).map((line) => ' '.repeat(begun.length) + line),
    ]
  })
  return [`${margin}${drawing.clean(title)}`, ...lines].join('\n')
}

function bar(parts: readonly Part[], { colour }: Drawing): string {
  const cells = apportion(
    parts.map(({ value }) => value),
    length,
  )
  return parts.map(({ look }, at) => painted(look, looks[look][0].repeat(cells[at]!), colour)).join('')
}

/** What each part is, with its sign and number; `width` without the colours. */
function numbers(parts: readonly Part[], { colour, clean, language }: Drawing): { text: string; width: number }[] {
  return parts
    .filter(({ value }) => value > 0)
    .map(({ label, value, look }) => {
      const words = ` ${writeNumber(language, value)} ${clean(label)}`
      return { text: painted(look, looks[look][0], colour) + words, width: [...words].length + 1 }
    })
}

/** The pieces in lines that fit beside what stands `before` them. */
function wrapped(
  pieces: { text: string; width: number }[],
  before: number,
  columns = Number.POSITIVE_INFINITY,
): string[] {
  const lines: string[] = []
  let used = 0
  for (const { text, width } of pieces) {
    const fits = lines.length > 0 && before + used + 3 + width <= columns
    if (fits) lines[lines.length - 1] += ` · ${text}`
    else lines.push(text)
    used = fits ? used + 3 + width : width
  }
  return lines
}

/** The sum day by day, four lines high, between the first and the last day; below it in words. */
function drawCurve({ title, alt, days }: Curve, { columns = 80, colour, clean, language }: Drawing): string {
  if (days.length === 0) return ''
  const top = Math.max(1, ...days.map(({ sum }) => sum))
  const most = writeNumber(language, top)
  const edge = most.length
  const shown = sampled(days, Math.max(1, columns - margin.length - edge - 2))
  const levels = shown.map(({ sum }) => Math.round((Math.max(0, sum) * height * 8) / top))
  const rows = Array.from({ length: height }, (_, at) => {
    const floor = (height - 1 - at) * 8
    const cells = levels.map((level) => heights[Math.min(8, Math.max(0, level - floor))]).join('')
    const axis = at === 0 ? `${most} ┤` : `${' '.repeat(edge)} │`
    return `${margin}${axis}${painted('good', cells.trimEnd(), colour)}`
  })
  const [first, last] = [clean(shown[0]!.label), clean(shown.at(-1)!.label)]
  const between = ' '.repeat(Math.max(1, shown.length - first.length - last.length))
  return [
    `${margin}${clean(title)}`,
    ...rows,
    `${margin}${'0'.padStart(edge)} └${'─'.repeat(shown.length)}`,
    `${margin}${' '.repeat(edge + 2)}${first}${between}${last}`,
    `${margin}${clean(alt)}`,
  ].join('\n')
}

/** `styleText` of Node 20 always colours, so it is asked only where colours are wanted. */
const painted = (look: Look, text: string, colour: boolean): string =>
  colour && text ? styleText(looks[look][1], text, { validateStream: false }) : text

const fitted = (text: string, to: number): string => {
  const letters = [...text]
  return letters.length > to ? `${letters.slice(0, to - 1).join('')}…` : text + ' '.repeat(to - letters.length)
}
