// Pictures of numbers: one bar in proportion, a bar for each row, a curve over days. The words stand beside them.
import { el } from './element.js'

function svg(name, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.append(...children)
  return made
}

function bar(parts) {
  const total = parts.reduce((sum, { value }) => sum + value, 0) || 1
  let at = 0
  const rects = parts.map(({ label, value, look }) => {
    const width = (100 * value) / total
    const rect = svg('rect', { x: at, y: 0, width, height: 10, class: `look-${look}` }, svg('title', {}))
    rect.firstChild.textContent = `${label}: ${value}`
    at += width
    return rect
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
        el('li', {}, el('span', { class: `dot look-${look}`, 'aria-hidden': 'true' }), `${value} ${label}`),
      ),
  )

/** One bar of a whole, with its numbers in words below. */
export const drawParts = (parts) => [bar(parts), legend(parts)]

function drawStacked({ title, rows }) {
  const name = (parts) =>
    parts
      .filter(({ value }) => value > 0)
      .map(({ label, value }) => `${value} ${label}`)
      .join(' · ')
  const body = rows.map(({ label, parts }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row', title: label }, label),
      el('td', {}, bar(parts), el('span', { class: 'quiet' }, name(parts))),
    ),
  )
  return el('table', { class: 'stacked' }, el('caption', { class: 'hidden' }, title), el('tbody', {}, ...body))
}

function drawCurve({ title, alt, days }) {
  const most = Math.max(1, ...days.map(({ value }) => value))
  const points = days.map(({ value }, at) => `${(at * 300) / Math.max(1, days.length - 1)},${58 - (54 * value) / most}`)
  const picture = svg(
    'svg',
    { viewBox: '0 0 300 60', class: 'curve', role: 'img', 'aria-label': alt },
    svg('polyline', { points: points.join(' ') }),
  )
  const rows = days.map(({ day, value }) => el('tr', {}, el('th', { scope: 'row' }, day), el('td', {}, String(value))))
  return el(
    'figure',
    {},
    picture,
    el('details', {}, el('summary', {}, title), el('table', {}, el('tbody', {}, ...rows))),
  )
}

export const drawCharts = (charts) =>
  charts.map((chart) => (chart.kind === 'stacked' ? drawStacked(chart) : drawCurve(chart)))
