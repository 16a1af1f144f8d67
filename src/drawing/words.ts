import type { Look } from '#bot'

/** Of a picture, in pixels of a telephone; it is drawn at twice the size. */
export const frame = { width: 400, edge: 16, tallest: 900 } as const
export const inner = frame.width - 2 * frame.edge

/** The light colours of the page: adapters/browser/public/styles/base.css. */
export const ink = { text: '#14232b', soft: '#4b5d66', line: '#d5dee2', paper: '#ffffff' } as const
export const colors: Record<Look, string> = {
  good: '#1c6b3f',
  direct: '#2f5f8a',
  waiting: '#8a5600',
  bad: '#a1262c',
  open: '#768890',
}

/** A drawing and its height. */
export interface Drawing {
  svg: string
  height: number
}

/** Longer texts fit nowhere; cutting them first keeps what follows short. */
const longest = 300
const graphemes = new Intl.Segmenter('sv', { granularity: 'grapheme' })

/**
 * On one line, without what cannot be seen: control characters, those that turn the direction of letters, and the
 * pictures among the letters, of which the font has few. Never empty.
 */
const visible = (text: string): string =>
  text
    .slice(0, longest)
    .replace(/\s+/gu, ' ')
    .replace(/\p{C}|\p{Emoji_Presentation}/gu, '')
    .trim() || '–'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** How wide DejaVu Sans draws a grapheme of the size 1, or a little more. */
function widthOfOne(grapheme: string): number {
  if (/^[iljIJ.,:;'|! ·()[\]ftr-]$/u.test(grapheme)) return 0.41
  if (/^[mwMW@%–—шщжюыШЩЖЮ]/u.test(grapheme)) return 1.08
  if (/^\p{Lu}/u.test(grapheme)) return 0.79
  return /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u.test(grapheme) ? 0.65 : 1.1
}

const partsOf = (text: string): string[] => [...graphemes.segment(text)].map(({ segment }) => segment)

/** How wide a text is at most. */
export const widthOf = (text: string, size: number): number =>
  partsOf(visible(text)).reduce((sum, one) => sum + widthOfOne(one) * size, 0)

/** As much of a text as `width` holds, ended by an ellipsis if some is missing. */
function fitted(text: string, size: number, width: number): string {
  const seen = visible(text)
  if (widthOf(seen, size) <= width) return seen
  let kept = ''
  let room = width - 1.1 * size
  for (const one of partsOf(seen)) {
    room -= widthOfOne(one) * size
    if (room < 0) break
    kept += one
  }
  return `${kept.trimEnd()}…`
}

interface Writing {
  x: number
  /** Of the line on which the letters stand. */
  y: number
  size: number
  width: number
  color?: string
  anchor?: 'start' | 'middle' | 'end'
}

/**
 * A text on one line, in a box of its own that cuts off whatever would be wider than was reckoned. People wrote it: it
 * stands between tags and nowhere else, with every sign escaped that could begin another.
 */
export function write(text: string, { x, y, size, width, color = ink.text, anchor = 'start' }: Writing): string {
  const left = { start: x, middle: x - width / 2, end: x - width }[anchor]
  const within = { start: 0, middle: width / 2, end: width }[anchor]
  const words = escaped(fitted(text, size, width))
  return (
    `<svg x="${px(left)}" y="${px(y - 1.2 * size)}" width="${px(width)}" height="${px(1.6 * size)}">` +
    `<text x="${px(within)}" y="${px(1.2 * size)}" font-size="${size}" fill="${color}" text-anchor="${anchor}">${words}</text></svg>`
  )
}

export const rect = (x: number, y: number, width: number, height: number, color: string): string =>
  `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${color}"/>`

export const dot = (x: number, y: number, r: number, color: string): string =>
  `<circle cx="${px(x)}" cy="${px(y)}" r="${px(r)}" fill="${color}"/>`

/** A number as an attribute; what is none would break the whole drawing. */
export const px = (n: number): string => (Number.isFinite(n) ? String(Math.round(n * 100) / 100) : '0')

/** A number that is counted and drawn. */
export const counted = (n: number): number => (Number.isFinite(n) ? Math.max(0, n) : 0)

/** The whole picture. */
export function picture(svg: string, height: number): Drawing {
  const tall = Math.min(Math.ceil(height), frame.tallest)
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${tall}" font-family="DejaVu Sans">${rect(0, 0, frame.width, tall, ink.paper)}${svg}</svg>`,
    height: tall,
  }
}
