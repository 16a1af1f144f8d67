import { apportion, type Chart, type Language, type Part } from '#bot'
import { writeNumber } from '#text'
import { colors, counted, type Drawing, dot, frame, ink, inner, picture, rect, widthOf, write } from './words.ts'

type Stacked = Extract<Chart, { kind: 'stacked' }>

const most = 12
const bar = { height: 12, cell: 4 }
const row = { height: 54, size: 13 }
const small = 11

/** A bar of parts for each row, below its name and above its numbers; what the colours mean stands once, on top. */
export function drawStacked({ title, rows }: Stacked, language: Language): Drawing {
  const { edge } = frame
  const shown = rows
    .slice(0, most)
    .map(({ label, parts }) => ({ label, parts: parts.filter(({ value }) => value > 0) }))
  const used = new Set(shown.flatMap(({ parts }) => parts.map(({ label }) => label)))
  const kinds = (rows[0]?.parts ?? []).filter(({ label }) => used.has(label))
  const legend = flow(kinds, edge + 32, 3)
  const top = legend.end + 22
  const drawn = shown.map(({ label, parts }, at) => {
    const y = top + at * row.height
    const numbers = parts.map(({ value, look }) => ({ label: writeNumber(language, value), look }))
    const name = write(label, { x: edge, y, size: row.size, width: inner })
    return name + bars(parts, y + 7) + flow(numbers, y + 7 + bar.height + 13, 1).svg
  })
  const heading = write(title, { x: edge, y: edge + 12, size: 15, width: inner })
  return picture(heading + legend.svg + drawn.join(''), top + shown.length * row.height - 4)
}

/** A part that is not empty is seen, however small it is. */
function bars(parts: readonly Part[], y: number): string {
  const cells = apportion(
    parts.map(({ value }) => counted(value)),
    inner / bar.cell,
  )
  let x: number = frame.edge
  if (parts.length === 0) return rect(x, y, inner, bar.height, ink.line)
  return parts
    .map(({ look }, at) => {
      const width = cells[at]! * bar.cell
      const drawn = rect(x, y, at < parts.length - 1 ? width - 1 : width, bar.height, colors[look])
      x += width
      return drawn
    })
    .join('')
}

/** Dots with words beside each other, in at most `lines` lines, the first of them at `y`. */
function flow(items: Pick<Part, 'label' | 'look'>[], y: number, lines: number): { svg: string; end: number } {
  let [x, end, line] = [frame.edge as number, y, 1]
  let svg = ''
  for (const { label, look } of items) {
    const width = Math.min(widthOf(label, small), inner - 12)
    if (x > frame.edge && x + 12 + width > frame.edge + inner) {
      line += 1
      if (line > lines) break
      x = frame.edge
      end += 17
    }
    svg += dot(x + 4, end - 4, 4, colors[look])
    svg += write(label, { x: x + 12, y: end, size: small, width, color: ink.soft })
    x += 12 + width + 12
  }
  return { svg, end }
}
