// Pictures of numbers: one bar in proportion, a bar for each row, a curve over days. The words stand beside them.
import { el, number } from './element.js'

function svg(name, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.append(...children)
  return made
}

function titled(shape, words) {
  const title = svg('title', {})
  title.textContent = words
  shape.append(title)
  return shape
}

function bar(parts) {
  const total = parts.reduce((sum, { value }) => sum + value, 0) || 1
  let at = 0
  const rects = parts.map(({ label, value, look }) => {
    const width = (100 * value) / total
    const rect = svg('rect', { x: at, y: 0, width, height: 10, class: `look-${look}` })
    at += width
    return titled(rect, `${label}: ${number(value)}`)
  })
  return svg(
    'svg',
    { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'bar-of-parts', 'aria-hidden': 'true' },
    ...rects,
  )
}

const legend = (parts) =>
  el(
    'ul',
    { class: 'legend' },
    ...parts
      .filter(({ value }) => value > 0)
      .map(({ label, value, look }) =>
        el('li', {}, el('span', { class: `dot look-${look}`, 'aria-hidden': 'true' }), `${number(value)} ${label}`),
      ),
  )

/** One bar of a whole, with its numbers in words below, unless the card says them itself. */
export const drawParts = (parts, isNamed) => (isNamed ? [bar(parts)] : [bar(parts), legend(parts)])

function drawStacked({ title, rows }) {
  const body = rows.map(({ label, parts }) =>
    el('tr', {}, el('th', { scope: 'row', title: label }, label), el('td', {}, bar(parts), legend(parts))),
  )
  return el('table', { class: 'stacked' }, el('caption', { class: 'hidden' }, title), el('tbody', {}, ...body))
}

const [width, height] = [300, 80]

/** The sum as a line over days, with a dot on each day that added to it, and all of it as a table. */
function drawCurve({ title, alt, head, days }, words) {
  const most = Math.max(1, ...days.map(({ sum }) => sum))
  const x = (at) => (at * width) / Math.max(1, days.length - 1)
  const y = (sum) => height - 3 - ((height - 8) * sum) / most
  const points = days.map(({ sum }, at) => `${x(at)},${y(sum)}`).join(' ')
  const dots = days.flatMap(({ label, value, sum }, at) =>
    value > 0 ? [titled(svg('path', { d: `M${x(at)} ${y(sum)}h0`, class: 'dot' }), `${label}: ${number(value)}`)] : [],
  )
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${title}. ${alt}` },
    svg('polygon', { points: `0,${height} ${points} ${width},${height}` }),
    svg('polyline', { points }),
    ...dots,
  )
  const cells = (name, ...texts) =>
    texts.map((text, at) =>
      el(
        name,
        {
          scope: name === 'th' ? 'col' : undefined,
          'data-head': [head.day, head.value, head.sum][at],
          class: at ? 'number' : undefined,
        },
        text,
      ),
    )
  const rows = days.map(({ label, value, sum }) => el('tr', {}, ...cells('td', label, number(value), number(sum))))
  const table = el(
    'table',
    {},
    el('thead', {}, el('tr', {}, ...cells('th', head.day, head.value, head.sum))),
    el('tbody', {}, ...rows.reverse()),
  )
  return el(
    'figure',
    { class: 'curve' },
    el('figcaption', {}, title, el('span', { class: 'sum' }, `${head.sum} ${number(days.at(-1)?.sum ?? 0)}`)),
    picture,
    el(
      'p',
      { class: 'ends', 'aria-hidden': 'true' },
      el('span', {}, days[0]?.label),
      el('span', {}, days.at(-1)?.label),
    ),
    el(
      'details',
      {},
      el('summary', {}, words['local.by_day']),
      el('div', { class: 'rows', role: 'group', tabindex: '0', 'aria-label': title }, table),
    ),
  )
}

export const drawCharts = (charts, words) =>
  charts.map((chart) => (chart.kind === 'stacked' ? drawStacked(chart) : drawCurve(chart, words)))
