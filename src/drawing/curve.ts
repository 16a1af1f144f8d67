import type { Curve, Language } from '#bot'
import { writeNumber } from '#text'
import { colors, counted, type Drawing, dot, frame, ink, inner, picture, px, rect, write } from './words.ts'

const most = 400
const small = 11
const plot = { left: 80, right: frame.width - 24, top: 66, bottom: 196 }

/** The sum as a line over days, with a dot on each day that added to it, and the numbers of its axis. */
export function drawCurve({ title, head, days: given }: Curve, language: Language): Drawing {
  const { edge } = frame
  const days = given.slice(-most)
  const number = (n: number) => writeNumber(language, n)
  const { step, top } = scaleOf(Math.max(1, ...days.map(({ sum }) => counted(sum))))
  const x = (at: number) => plot.left + (at * (plot.right - plot.left)) / Math.max(1, days.length - 1)
  const y = (sum: number) => plot.bottom - (counted(sum) * (plot.bottom - plot.top)) / top
  const points = days.map(({ sum }, at) => `${px(x(at))},${px(y(sum))}`).join(' ')
  const last = days.at(-1)
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step).map(
    (n) =>
      rect(plot.left, y(n) - 0.5, plot.right - plot.left, 1, ink.line) +
      write(number(n), { x: plot.left - 8, y: y(n) + 4, size: small, width: 66, color: ink.soft, anchor: 'end' }),
  )
  const area = `<polygon points="${px(plot.left)},${plot.bottom} ${points} ${px(x(days.length - 1))},${plot.bottom}" fill="${colors.good}" fill-opacity="0.14"/>`
  const line = `<polyline points="${points}" fill="none" stroke="${colors.good}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>`
  const dots = days.map(({ value, sum }, at) =>
    value > 0 || days.length === 1 ? dot(x(at), y(sum), 3.5, colors.good) : '',
  )
  const ends = namedDays(days.length).map(([at, anchor]) =>
    write(days[at]!.label, { x: x(at), y: plot.bottom + 18, size: small, width: 100, color: ink.soft, anchor }),
  )
  const heading = write(title, { x: edge, y: edge + 12, size: 15, width: inner })
  const sum = last
    ? write(`${head.sum}: ${number(last.sum)}`, { x: edge, y: edge + 32, size: 12, width: inner, color: ink.soft })
    : ''
  return picture(heading + sum + lines.join('') + area + line + dots.join('') + ends.join(''), plot.bottom + 32)
}

/** At most five lines at round numbers, and never at parts of one. */
function scaleOf(max: number): { step: number; top: number } {
  const rough = 10 ** Math.floor(Math.log10(max))
  const step = [rough / 10, rough / 5, rough / 2, rough, rough * 2, rough * 5].find((n) => n >= 1 && max / n <= 4) ?? 1
  return { step, top: Math.ceil(max / step) * step }
}

/** The days whose names stand below the axis, so far from each other that they do not meet. */
function namedDays(count: number): [at: number, anchor: 'start' | 'middle' | 'end'][] {
  if (count === 0) return []
  if (count === 1) return [[0, 'start']]
  const middle = Math.floor((count - 1) / 2)
  return [[0, 'start'], ...(count > 4 ? [[middle, 'middle'] as [number, 'middle']] : []), [count - 1, 'end']]
}
