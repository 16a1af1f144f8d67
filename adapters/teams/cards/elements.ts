import type { Button } from '#bot'
import { clean, cut, weigh } from './text.ts'

/** One element of an Adaptive Card, as JSON. */
export type Element = { type: string } & Record<string, unknown>

/**
 * Text in at most so many bytes. It becomes a text run, because text blocks and fact sets read Markdown, and the text
 * may come from people or files.
 */
export function words(text: string, bytes: number, look: Record<string, unknown> = {}): Element {
  const shown = cut(clean(text).replace(/\s*\n\s*/g, ' '), bytes)
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: shown === '' ? ' ' : shown, ...look }] }
}

/** Several lines, each in its own block, because some clients lose line breaks inside a text run. */
export function paragraphs(text: string, bytes: number): Element[] {
  const lines = cut(clean(text).trim(), bytes).split('\n')
  const kept = lines.length > 40 ? [...lines.slice(0, 39), lines.slice(39).join(' ')] : lines
  return kept.filter((line) => line.trim() !== '').map((line) => words(line, bytes))
}

/** Labels and values side by side: as many as fit into the budget of bytes. */
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

/** A table with as many rows as fit into the budget of bytes; `shown` is their number. */
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

/** A column is wider if the cells in its first rows are longer. */
function widthOf(head: string, body: readonly string[][], index: number): number {
  const longest = Math.max(head.length, ...body.slice(0, 20).map((row) => row[index]?.length ?? 0))
  return Math.min(12, Math.max(3, Math.ceil(longest / 4)))
}

/** A progress bar; clients that have none draw two coloured columns instead. */
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
 * A button that says a command, or opens an address. It carries no authority: whoever presses it is the actor. Clients
 * that do not know `Action.Execute` use `Action.Submit` with the same data. A button whose command or address is too
 * long is left out, because a shortened command would mean something else.
 */
export function action(button: Button, more: Record<string, string> = {}): Element | undefined {
  const title = cut(clean(button.label), 120) || '…'
  if ('open' in button) {
    const isSafe = /^https:\/\//i.test(button.open) || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/i.test(button.open)
    return isSafe && button.open.length <= 2000 ? { type: 'Action.OpenUrl', title, url: button.open } : undefined
  }
  if (button.say.length > 2000) return undefined
  const data = { say: button.say, ...more }
  const style = { primary: 'positive', safe: undefined, dangerous: 'destructive' }[button.effect ?? 'safe']
  const look = { title, ...(style && { style }), data }
  return { type: 'Action.Execute', verb: 'say', ...look, fallback: { type: 'Action.Submit', ...look } }
}
