import type { Button } from '#bot'
import { clean, cut, weigh } from './text.ts'

/** One element of an Adaptive Card, as it goes over the wire. */
export type Element = { type: string } & Record<string, unknown>

/**
 * Words that people or files gave us. Text blocks and fact sets read Markdown, so all words go into text runs, where a
 * star is a star.
 */
export function words(text: string, bytes: number, look: Record<string, unknown> = {}): Element {
  const shown = cut(clean(text).replace(/\s*\n\s*/g, ' '), bytes)
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: shown === '' ? ' ' : shown, ...look }] }
}

/** Several lines, each its own block: line breaks inside a run are lost on some clients. */
export function paragraphs(text: string, bytes: number): Element[] {
  const lines = cut(clean(text).trim(), bytes).split('\n')
  const kept = lines.length > 40 ? [...lines.slice(0, 39), lines.slice(39).join(' ')] : lines
  return kept.filter((line) => line.trim() !== '').map((line) => words(line, bytes))
}

/** Labels and values side by side. */
export function facts(pairs: readonly (readonly [string, string])[], budget: number): Element {
  const rows: Element[] = []
  let left = budget
  for (const [label, value] of pairs) {
    const row = tableRow([words(label, 120, { weight: 'Bolder' }), words(value, 900)])
    left -= weigh(row) + 1
    if (left < 0) break
    rows.push(row)
  }
  return { type: 'Table', columns: [{ width: 2 }, { width: 3 }], showGridLines: false, firstRowAsHeaders: false, rows }
}

/** As many rows as fit; `shown` tells how many. */
export function table(rows: { head: string[]; body: string[][] }, budget: number): { element: Element; shown: number } {
  const head = tableRow(rows.head.map((cell) => words(cell, 120, { weight: 'Bolder' })))
  const columns = rows.head.map((cell, index) => ({ width: widthOf(cell, rows.body, index) }))
  const element = { type: 'Table', firstRowAsHeaders: true, showGridLines: true, columns, rows: [head] }
  let left = budget - weigh(element)
  for (const body of rows.body) {
    const row = tableRow(rows.head.map((_, index) => words(body[index] ?? '', 240)))
    left -= weigh(row) + 1
    if (left < 0) break
    element.rows.push(row)
  }
  return { element, shown: element.rows.length - 1 }
}

const tableRow = (items: Element[]): Element => ({
  type: 'TableRow',
  cells: items.map((item) => ({ type: 'TableCell', items: [item] })),
})

/** Wider where the words are longer, judged by the first rows. */
function widthOf(head: string, body: readonly string[][], index: number): number {
  const longest = Math.max(head.length, ...body.slice(0, 20).map((row) => row[index]?.length ?? 0))
  return Math.min(12, Math.max(3, Math.ceil(longest / 4)))
}

/** A bar, with one made of two columns for clients that have none. */
export function progress(done: number, total: number): Element {
  const max = Math.max(1, total)
  const value = Math.min(max, Math.max(0, done))
  const part = (style: string, width: number): Element => ({
    type: 'Column',
    width,
    style,
    spacing: 'None',
    minHeight: '8px',
  })
  const columns = [part('good', value), part('emphasis', max - value)].filter((column) => column.width !== 0)
  const fallback = { type: 'ColumnSet', spacing: 'Small', columns }
  return { type: 'ProgressBar', value, max, color: 'Accent', fallback }
}

/**
 * A press says a command line. Authority is never in it: whoever presses is the actor. `Submit` with the same data is
 * for clients that do not know `Execute`. A line too long to be carried whole is left out rather than cut.
 */
export function action(button: Button): Element | undefined {
  const title = cut(clean(button.label), 120) || '…'
  if ('open' in button) {
    const ok = /^https:\/\//i.test(button.open) || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/i.test(button.open)
    return ok && button.open.length <= 2000 ? { type: 'Action.OpenUrl', title, url: button.open } : undefined
  }
  if (button.say.length > 2000) return undefined
  const data = { say: button.say }
  const style = { primary: 'positive', safe: undefined, dangerous: 'destructive' }[button.effect ?? 'safe']
  const look = { title, ...(style && { style }), data }
  return { type: 'Action.Execute', verb: 'say', ...look, fallback: { type: 'Action.Submit', ...look } }
}
