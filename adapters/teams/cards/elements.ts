import { type Look, type Part, piecesOf } from '#bot'
import { clean, cut } from './text.ts'

/** One element of an Adaptive Card, as JSON. */
export type Element = { type: string } & Record<string, unknown>

/**
 * Text in at most so many bytes. It becomes a text run, because text blocks and fact sets read Markdown, and the text
 * may come from people or files.
 */
export function words(text: string, bytes: number, look: Record<string, unknown> = {}): Element {
  const shown = line(text, bytes)
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: shown === '' ? ' ' : shown, ...look }] }
}

const line = (text: string, bytes: number): string =>
  cut(clean(text).replace(/\s*\n\s*/g, ' '), bytes).replace(tooLong, (word) => piecesOf(word, longest).join(ZERO_WIDTH))

/** The longest word, in characters, that fits on a telephone in wide letters, as those of a link are. */
const longest = 32
const tooLong = new RegExp(`[^ ]{${longest + 1},}`, 'gu')
/** Where a word may end that is longer than a telephone is wide. */
const ZERO_WIDTH = '\u200b'

/**
 * Several lines, each in its own block, because some clients lose line breaks inside a text run. There are at most
 * `most` blocks, of a hundred bytes each besides the text: what is left goes on in the last one.
 */
export function paragraphs(text: string, bytes: number, most: number): Element[] {
  const lines = cut(clean(text).trim(), bytes)
    .split('\n')
    .filter((line) => line.trim() !== '')
  const pieces = lines.flatMap((line) =>
    piecesOf(line, longest).map((words, at) => ({ words, look: at > 0 ? { spacing: 'None' } : {} })),
  )
  const last = {
    words: pieces
      .slice(most - 1)
      .map((piece) => piece.words)
      .join(' '),
    look: {},
  }
  const kept = pieces.length > most ? [...pieces.slice(0, most - 1), last] : pieces
  return kept.map((piece) => ({ ...words(piece.words, bytes), ...piece.look }))
}

/** The elements as they are, or hidden behind a button with the words of `title`. */
export function folded(id: string, title: string | undefined, items: Element[]): Element[] {
  if (title === undefined || items.length === 0) return items
  const toggle = { type: 'Action.ToggleVisibility', title: `▸ ${cut(clean(title), 120)}`, targetElements: [id] }
  return [
    { type: 'ActionSet', actions: [toggle] },
    { type: 'Container', id, isVisible: false, items },
  ]
}

const styles: Record<Look, string> = {
  good: 'good',
  direct: 'accent',
  waiting: 'warning',
  bad: 'attention',
  open: 'emphasis',
}

/** Coloured fields in proportion. A part that is not empty can be seen, however small it is. */
export function bar(parts: readonly Part[]): Element {
  const shown = parts.filter(({ value }) => value > 0)
  const total = shown.reduce((sum, { value }) => sum + value, 0)
  const columns = shown.map(({ value, look }) => field(styles[look], Math.max(1, Math.round((100 * value) / total))))
  return { type: 'ColumnSet', spacing: 'Small', columns }
}

const inks: Record<Look, Record<string, unknown>> = {
  good: { color: 'Good' },
  direct: { color: 'Accent' },
  waiting: { color: 'Warning' },
  bad: { color: 'Attention' },
  open: { isSubtle: true },
}

/** What the colours of a bar mean. */
export function legend(parts: readonly Pick<Part, 'label' | 'look'>[]): Element {
  const inlines = parts.flatMap(({ label, look }, at) => [
    { type: 'TextRun', text: `${at ? '  ' : ''}■ `, size: 'Small', ...inks[look] },
    { type: 'TextRun', text: line(label, 120) || ' ', size: 'Small' },
  ])
  return { type: 'RichTextBlock', spacing: 'Small', inlines }
}

const field = (style: string, width: number): Element => ({
  type: 'Column',
  width,
  style,
  spacing: 'None',
  minHeight: '10px',
  items: [],
})

/** A progress bar; clients that have none draw two coloured columns instead. */
export function progress(done: number, total: number): Element {
  const max = Math.max(1, total)
  const value = Math.min(max, Math.max(0, done))
  const columns = [field('good', value), field('emphasis', max - value)].filter(({ width }) => width !== 0)
  const fallback = { type: 'ColumnSet', spacing: 'Small', columns }
  return { type: 'ProgressBar', value, max, color: 'Accent', fallback }
}
